import { useTranslations } from 'next-intl';
import { APPEARANCE, type Appearance } from '#app/appearance.ts';
import { KeyCap } from '#components/ui/key-cap.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { LOCALES } from '#lib/model/text.ts';
import { AppearanceChoice } from './appearance-choice.tsx';
import { DensitySketch } from './density-sketch.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { NavigationSketch } from './navigation-sketch.tsx';
import { ShortcutsButton } from './shortcuts-button.tsx';
import { ThemeSketch } from './theme-sketch.tsx';

/** Every choice, as it is now. */
export function AppearanceChoices({ chosen }: { chosen: Appearance }) {
  const t = useTranslations('appearance');
  const frame = useTranslations('frame');
  return (
    <div className="grid max-w-4xl gap-5">
      <LanguageChoice
        legend={frame('language')}
        choices={LOCALES.map((locale) => ({
          value: locale,
          label: frame(`languages.${locale}`),
          lang: locale,
          preview: (
            <span lang={locale} className="block bg-bg px-3 py-2.5">
              {t(`languageSamples.${locale}`)}
            </span>
          ),
        }))}
      />
      <AppearanceChoice
        name="theme"
        legend={frame('theme')}
        served={chosen.theme}
        choices={APPEARANCE.theme.map((value) => ({
          value,
          label: frame(`themes.${value}`),
          preview: <ThemeSketch theme={value} />,
        }))}
      />
      <AppearanceChoice
        name="density"
        legend={t('density')}
        served={chosen.density}
        choices={APPEARANCE.density.map((value) => ({
          value,
          label: t(`densities.${value}`),
          note: t(`densityNotes.${value}`),
          preview: <DensitySketch density={value} />,
        }))}
      />
      <AppearanceChoice
        name="navigation"
        legend={t('navigation')}
        served={chosen.navigation}
        choices={APPEARANCE.navigation.map((value) => ({
          value,
          label: t(`navigations.${value}`),
          note: t(`navigationNotes.${value}`),
          preview: <NavigationSketch width={value} />,
        }))}
      />
      <AppearanceChoice
        name="shortcuts"
        foot={<ShortcutsButton />}
        legend={frame('shortcuts')}
        served={chosen.shortcuts}
        choices={APPEARANCE.shortcuts.map((value) => ({
          value,
          label: t(`shortcuts.${value}`),
          note: t(`shortcutNotes.${value}`),
          preview: (
            <span className={`flex gap-1.5 bg-bg px-3 py-2.5 ${value === 'off' ? 'opacity-40' : ''}`}>
              {['?', '/', 'j', 'k'].map((key) => (
                <KeyCap key={key}>{key}</KeyCap>
              ))}
            </span>
          ),
        }))}
      />
      <Panel title={t('motion')}>
        <p>{t('motionNote')}</p>
        <p className="motion-reduce:hidden">{t('motionAllowed')}</p>
        <p className="hidden motion-reduce:block">{t('motionReduced')}</p>
      </Panel>
    </div>
  );
}
