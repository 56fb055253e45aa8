import { useTranslations } from 'next-intl';
import type { AppearanceValue } from '#app/appearance.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { SEVERITIES } from '#lib/model/severity.ts';

const HEIGHTS: Record<AppearanceValue<'density'>, string> = { comfortable: 'h-[40px]', compact: 'h-[30px]' };
const SHOWN = 4;

/** Rows as tall as they will be: four of the compact ones take the room of three. */
export function DensitySketch({ density }: { density: AppearanceValue<'density'> }) {
  const t = useTranslations('appearance');
  return (
    <span className="block h-[120px] overflow-hidden bg-panel">
      {SEVERITIES.slice(0, SHOWN).map((severity) => (
        <span
          key={severity}
          className={`flex items-center gap-4 border-b border-line px-3 ${HEIGHTS[density]}`}
        >
          <span className="w-20 shrink-0 text-sm">
            <SeverityMark severity={severity} />
          </span>
          <span className="truncate">{t('row')}</span>
        </span>
      ))}
    </span>
  );
}
