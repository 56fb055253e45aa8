'use client';

import { useLocale } from 'next-intl';
import { useChooseLocale } from '#app/(dashboard)/_components/use-choose-locale.ts';
import { ChoiceCards, type Choice } from '#components/ui/choice-cards.tsx';
import type { Locale } from '#lib/model/text.ts';

/** The choice of the language; the server writes the page anew in it. */
export function LanguageChoice({ legend, choices }: { legend: string; choices: readonly Choice<Locale>[] }) {
  const locale = useLocale();
  const chooseLocale = useChooseLocale();
  return (
    <ChoiceCards name="language" legend={legend} value={locale} choices={choices} onChoose={chooseLocale} />
  );
}
