import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import type { OverviewView } from '#app/(dashboard)/overview-view.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { SEVERITIES, type Severity } from '#lib/model/severity.ts';

const FILLS: Readonly<Record<Severity, string>> = {
  critical: 'bg-critical',
  high: 'bg-high',
  medium: 'bg-medium',
  low: 'bg-low',
  info: 'bg-unknown/45',
};

/** How many findings are open, as a number, a bar and by severity, each a link to its list. */
export function OpenFindings({ view }: { view: OverviewView }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const { open, counts, scanId, coverage } = view;
  const missing = coverage.notAssessed + coverage.errors;
  const present = SEVERITIES.filter((severity) => counts[severity] > 0);
  return (
    <div className="flex h-full flex-col">
      <h2 className="text-sm font-semibold text-ink-2">{t('open')}</h2>
      <Link
        href={findingsHref({ scan: scanId })}
        className="num mt-0.5 w-fit text-2xl font-[650] tracking-tight hover:underline"
      >
        {open === 0 ? t('noneOpen') : format.number(open)}
      </Link>
      <div aria-hidden className="mt-2.5 flex h-2.5 gap-0.5 overflow-hidden rounded-s bg-sunken">
        {present.map((severity) => (
          <span
            key={severity}
            className={`min-w-1.5 ${FILLS[severity]}`}
            style={{ flexGrow: counts[severity], flexBasis: 0 }}
          />
        ))}
      </div>
      <ul className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {present.map((severity) => (
          <li key={severity}>
            <Link
              href={findingsHref({ scan: scanId, severity: [severity] })}
              className="rounded-s hover:underline"
            >
              <SeverityMark severity={severity} count={counts[severity]} quiet={severity === 'info'} />
            </Link>
          </li>
        ))}
      </ul>
      <div className="mt-auto pt-4">
        <div aria-hidden className="flex h-1.5 gap-0.5 overflow-hidden rounded-full">
          <span className="bg-accent" style={{ flexGrow: coverage.assessed, flexBasis: 0 }} />
          {missing === 0 ? null : (
            <span className="not-assessed min-w-2" style={{ flexGrow: missing, flexBasis: 0 }} />
          )}
        </div>
        <p className="num mt-1.5 text-sm text-ink-2">
          <Link href="/checks" className="link">
            {t('coverage', { assessed: coverage.assessed, total: coverage.total })}
          </Link>
          {' · '}
          {missing === 0 ? (
            t('coverageAll')
          ) : (
            <Link href={`/scans/${scanId}#gaps`} className="link">
              {t('coverageNot', { count: missing })}
            </Link>
          )}
        </p>
      </div>
    </div>
  );
}
