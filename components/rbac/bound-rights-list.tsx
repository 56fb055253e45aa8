import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { BoundRightsRow } from '#lib/views/bound-rights.ts';
import { roleHref } from './rbac-href.ts';
import { RuleLines } from './rule-lines.tsx';

/** Rights by the binding that gives them, with the role, where they hold and what they are. */
export function BoundRightsList({ rows, scanId }: { rows: readonly BoundRightsRow[]; scanId: string }) {
  const t = useTranslations('rbac');
  return (
    <ul className="grid gap-2">
      {rows.map((row) => (
        <li key={row.binding} className="min-w-0">
          <p className="text-sm break-words text-ink-2">
            {row.binding} →{' '}
            <Link href={roleHref(row.role.address, scanId)} className="link">
              {row.role.label}
            </Link>
            {' · '}
            {row.namespace ?? t('wholeCluster')}
          </p>
          <RuleLines lines={row.lines} />
        </li>
      ))}
    </ul>
  );
}
