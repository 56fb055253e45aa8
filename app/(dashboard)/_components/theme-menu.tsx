'use client';

import { SunMoon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ChoiceMenu } from '#components/ui/choice-menu.tsx';
import { APPEARANCE, type AppearanceValue } from '#app/appearance.ts';
import { chooseAppearance } from './choose-appearance.ts';
import { useAppearance } from './use-appearance.ts';

/** Chooses the theme, at once and from then on. */
export function ThemeMenu({ chosen }: { chosen: AppearanceValue<'theme'> }) {
  const t = useTranslations('frame');
  const theme = useAppearance('theme', chosen);
  return (
    <ChoiceMenu
      label={t('theme')}
      icon={<SunMoon size={16} strokeWidth={1.6} aria-hidden />}
      value={theme}
      options={APPEARANCE.theme.map((value) => ({ value, label: t(`themes.${value}`) }))}
      onChoose={(next) => chooseAppearance('theme', next)}
    />
  );
}
