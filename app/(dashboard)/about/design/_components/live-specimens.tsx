'use client';

import { Languages } from 'lucide-react';
import { useState } from 'react';
import { ActionMenu, type MenuAction } from '#components/ui/action-menu.tsx';
import { BottomSheet } from '#components/ui/bottom-sheet.tsx';
import { ChoiceCards, type Choice } from '#components/ui/choice-cards.tsx';
import { ChoiceMenu } from '#components/ui/choice-menu.tsx';

const TRIGGER =
  'inline-flex min-h-8 items-center rounded-s border border-line-strong px-3 disabled:opacity-60';

/** A menu of things to do that does none of them; open or not to be opened. */
export function ActionsSpecimen({
  label,
  actions,
  isOff = false,
}: {
  label: string;
  actions: readonly MenuAction<'one' | 'other'>[];
  isOff?: boolean;
}) {
  return (
    <ActionMenu
      label={label}
      trigger={label}
      className={TRIGGER}
      actions={actions}
      isOff={isOff}
      onChoose={() => {}}
    />
  );
}

/** A sheet at the lower edge, opened by its button. */
export function SheetSpecimen({ label, close, text }: { label: string; close: string; text: string }) {
  return (
    <BottomSheet label={label} close={close} trigger={label} className={TRIGGER}>
      {() => <p>{text}</p>}
    </BottomSheet>
  );
}

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
