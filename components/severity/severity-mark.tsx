import { useFormatter, useTranslations } from 'next-intl';
import type { Severity } from '#lib/model/severity.ts';

const SHAPES: Record<Severity, string> = {
  critical: 'M3.8 0h4.4L12 3.8v4.4L8.2 12H3.8L0 8.2V3.8z',
  high: 'M6 .6 12 11.4H0z',
  medium: 'M6 0l6 6-6 6-6-6z',
  low: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1z',
  info: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1zm0 1.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8z',
};

const INKS: Record<Severity, string> = {
  critical: 'text-critical',
  high: 'text-high',
  medium: 'text-medium',
  low: 'text-low',
  info: 'text-unknown',
};

/** A severity by colour, shape and word; without colour where nothing is wrong. */
export function SeverityMark({
  severity,
  count,
  quiet = false,
}: {
  severity: Severity;
  count?: number;
  quiet?: boolean;
}) {
  const t = useTranslations('severity');
  const format = useFormatter();
  return (
    <span
      className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap ${quiet ? 'text-ink-3' : INKS[severity]}`}
    >
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden className="shrink-0">
        <path d={SHAPES[severity]} fill="currentColor" fillRule="evenodd" />
      </svg>
      {count === undefined ? null : <span className="num self-baseline">{format.number(count)}</span>}
      {/* Its line of writing is the mark's, so that words beside it stand on the same. */}
      <span className="self-baseline">{t(severity)}</span>
    </span>
  );
}
