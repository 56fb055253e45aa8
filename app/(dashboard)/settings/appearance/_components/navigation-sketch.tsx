import { GO_PAGES } from '#app/(dashboard)/_components/shortcuts/shortcut-list.ts';
import { useTranslations } from 'next-intl';
import type { AppearanceValue } from '#app/appearance.ts';

const SHOWN = 4;

/** The first pages of the navigation, with their names or without. */
export function NavigationSketch({ width }: { width: AppearanceValue<'navigation'> }) {
  const t = useTranslations('frame');
  return (
    <span
      className={`grid h-[124px] bg-bg ${width === 'wide' ? 'grid-cols-[120px_minmax(0,1fr)]' : 'grid-cols-[36px_minmax(0,1fr)]'}`}
    >
      <span className="grid content-start gap-0.5 border-r border-line bg-sunken p-2">
        {GO_PAGES.slice(0, SHOWN).map(({ name, Icon }) => (
          <span key={name} className="flex items-center gap-2 p-0.5 text-sm text-ink-2">
            <Icon size={14} strokeWidth={1.6} aria-hidden className="shrink-0" />
            {width === 'wide' ? <span className="truncate">{t(`pages.${name}`)}</span> : null}
          </span>
        ))}
      </span>
      <span className="grid content-start gap-2 p-3">
        <span className="h-2 w-1/2 rounded-full bg-line-strong" />
        <span className="h-16 rounded-s border border-line bg-panel" />
      </span>
    </span>
  );
}
