import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { SubjectName } from '#components/rbac/subject-name.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import type { RbacReason, SubjectRow } from '#lib/views/rbac-rows.ts';
import { Reach } from './reach.tsx';

const FIRST = 3;

/** Subjects whose rights were judged risky, the worst first, each with the reasons. */
export function RiskList({ rows, scanId }: { rows: readonly SubjectRow[]; scanId: string }) {
  const t = useTranslations('rbac');
  return (
    <ul aria-label={t('risks')}>
      {rows.map((row) => (
        <li
          key={row.address}
          data-row
          className="grid gap-x-4 gap-y-1.5 border-b border-line px-4 py-row last:border-b-0 sm:grid-cols-[92px_minmax(0,1fr)] sm:px-5 xl:grid-cols-[92px_minmax(0,1fr)_180px]"
        >
          <span className="text-sm">
            {row.severity === null ? null : <SeverityMark severity={row.severity} />}
          </span>
          <div className="min-w-0">
            <SubjectName subject={row} scanId={scanId} />
            <ul className="mt-1 grid">
              {row.reasons.slice(0, FIRST).map((reason) => (
                <Reason key={reason.fingerprint} reason={reason} scanId={scanId} />
              ))}
            </ul>
            {row.defaultRisks.length === 0 || row.reasons.length > 0 ? null : (
              <p className="mt-1 text-sm text-ink-3">
                {t('byDefault', { what: row.defaultRisks.slice(0, FIRST).join(t('comma')) })}
                {row.defaultRisks.length <= FIRST
                  ? null
                  : ` ${t('moreReasons', { count: row.defaultRisks.length - FIRST })}`}
              </p>
            )}
            {row.reasons.length <= FIRST ? null : (
              <p className="mt-0.5 text-sm text-ink-3">
                {t('moreReasons', { count: row.reasons.length - FIRST })}
              </p>
            )}
          </div>
          <div className="text-sm text-ink-2 sm:col-start-2 xl:col-start-3 xl:row-start-1">
            <Reach row={row} />
            <span className="num block text-ink-3">
              {t('holds', { rules: row.rules, bindings: row.bindings })}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Reason({ reason, scanId }: { reason: RbacReason; scanId: string }) {
  return (
    <li className="text-sm">
      <Link
        href={`/findings/${reason.fingerprint}?scan=${scanId}`}
        className="inline-block py-[3px] text-ink-2 hover:text-ink hover:underline"
      >
        {reason.message}
      </Link>
    </li>
  );
}
