'use client';

import { SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ChoiceMenu } from '#components/ui/choice-menu.tsx';
import { THEMES, THEME_COOKIE, type Theme } from '#app/theme.ts';
import { setCookie } from './set-cookie.ts';

/** Chooses the theme, at once and from then on. */
export function ThemeMenu({ chosen }: { chosen: Theme }) {
  const t = useTranslations('frame');
  const router = useRouter();
  const [theme, setTheme] = useState(chosen);
  return (
    <ChoiceMenu
      label={t('theme')}
      icon={<SunMoon size={16} strokeWidth={1.6} aria-hidden />}
      value={theme}
      options={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
      onChoose={(next) => {
        setTheme(next);
        setCookie(THEME_COOKIE, next);
        document.documentElement.dataset['theme'] = next;
        router.refresh();
      }}
    />
  );
}
