'use client';

import { Languages } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { ChoiceMenu } from '#components/ui/choice-menu.tsx';
import { LOCALE_COOKIE } from '#lib/i18n/locale.ts';
import { LOCALES } from '#lib/model/text.ts';
import { setCookie } from './set-cookie.ts';

/** Chooses the language, on this page and from then on. */
export function LanguageMenu() {
  const t = useTranslations('frame');
  const locale = useLocale();
  const router = useRouter();
  return (
    <ChoiceMenu
      label={t('language')}
      icon={<Languages size={16} strokeWidth={1.6} aria-hidden />}
      value={locale}
      options={LOCALES.map((value) => ({ value, label: t(`languages.${value}`), lang: value }))}
      onChoose={(chosen) => {
        setCookie(LOCALE_COOKIE, chosen);
        router.refresh();
      }}
    />
  );
}
