'use client';

import { Languages } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { ChoiceMenu } from '#components/ui/choice-menu.tsx';
import { LOCALES } from '#lib/model/text.ts';
import { useChooseLocale } from './use-choose-locale.ts';

/** Chooses the language, on this page and from then on. */
export function LanguageMenu() {
  const t = useTranslations('frame');
  const locale = useLocale();
  const chooseLocale = useChooseLocale();
  return (
    <ChoiceMenu
      label={t('language')}
      icon={<Languages size={16} strokeWidth={1.6} aria-hidden />}
      value={locale}
      options={LOCALES.map((value) => ({ value, label: t(`languages.${value}`), lang: value }))}
      onChoose={chooseLocale}
    />
  );
}
