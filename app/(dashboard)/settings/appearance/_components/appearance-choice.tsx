'use client';

import type { ReactNode } from 'react';
import { chooseAppearance } from '#app/(dashboard)/_components/choose-appearance.ts';
import { useAppearance } from '#app/(dashboard)/_components/use-appearance.ts';
import type { AppearanceName, AppearanceValue } from '#app/appearance.ts';
import { ChoiceCards, type Choice } from '#components/ui/choice-cards.tsx';

/** One choice of appearance, applied as soon as it is made. */
export function AppearanceChoice<Name extends AppearanceName>({
  name,
  legend,
  served,
  choices,
  foot,
}: {
  name: Name;
  legend: string;
  served: AppearanceValue<Name>;
  choices: readonly Choice<AppearanceValue<Name>>[];
  foot?: ReactNode;
}) {
  const value = useAppearance(name, served);
  return (
    <ChoiceCards
      name={name}
      legend={legend}
      value={value}
      choices={choices}
      foot={foot}
      onChoose={(next) => chooseAppearance(name, next)}
    />
  );
}
