import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { roleHref } from '#components/rbac/rbac-href.ts';
import { RuleLines } from '#components/rbac/rule-lines.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import type { RoleRow } from '#lib/views/rbac-rows.ts';

/** Roles with their rules, and how many bindings give them. */
export function RoleList({ rows, scanId }: { rows: readonly RoleRow[]; scanId: string }) {
  const t = useTranslations('rbac');
  return (
    <ul aria-label={t('tabs.roles')}>
      {rows.map((row) => (
        <li
          key={row.address}
          data-row
          className="grid gap-x-6 gap-y-2 border-b border-line px-4 py-row last:border-b-0 sm:px-5 lg:grid-cols-[minmax(0,17rem)_minmax(0,1fr)]"
        >
          <div className="min-w-0">
            <Link href={roleHref(row.address, scanId)} className="font-medium break-words hover:underline">
              {row.name}
            </Link>
            <span className="block text-sm text-ink-3">
              {row.kind} · {row.bindings === 0 ? t('unused') : t('usedBy', { count: row.bindings })}
              {row.origin === 'added' ? '' : ` · ${t(row.origin === 'default' ? 'isDefault' : 'isChanged')}`}
              {row.isAggregated ? ` · ${t('aggregated')}` : ''}
            </span>
            {row.severity === null ? null : (
              <span className="mt-0.5 block text-sm">
                <SeverityMark severity={row.severity} />
              </span>
            )}
          </div>
          <div className="min-w-0">
            <RuleLines lines={row.lines} />
          </div>
        </li>
      ))}
    </ul>
  );
}
