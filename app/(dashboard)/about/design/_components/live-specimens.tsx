'use client';

import { Languages } from 'lucide-react';
import { useState } from 'react';
import { ChoiceCards, type Choice } from '#components/ui/choice-cards.tsx';
import { ChoiceMenu } from '#components/ui/choice-menu.tsx';

/** A menu that keeps what is chosen until the page is left. */
export function MenuSpecimen({
  label,
  options,
}: {
  label: string;
  options: readonly { value: 'one' | 'other'; label: string }[];
}) {
  const [value, setValue] = useState<'one' | 'other'>('one');
  const icon = <Languages size={16} strokeWidth={1.6} aria-hidden />;
  return <ChoiceMenu label={label} icon={icon} value={value} options={options} onChoose={setValue} />;
}

/** Cards that keep what is chosen until the page is left. */
export function CardsSpecimen({
  legend,
  choices,
}: {
  legend: string;
  choices: readonly Choice<'one' | 'other'>[];
}) {
  const [value, setValue] = useState<'one' | 'other'>('one');
  return <ChoiceCards name="specimen" legend={legend} value={value} choices={choices} onChoose={setValue} />;
}
