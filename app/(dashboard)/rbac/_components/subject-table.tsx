import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { roleHref } from '#components/rbac/rbac-href.ts';
import { SubjectName } from '#components/rbac/subject-name.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { SubjectRow } from '#lib/views/rbac-rows.ts';
import { Reach } from './reach.tsx';

const ROLES_NAMED = 2;

/** Everybody a binding names, with the roles given and where they hold. */
export function SubjectTable({ rows, scanId }: { rows: readonly SubjectRow[]; scanId: string }) {
  const t = useTranslations('rbac');
  return (
    <Table label={t('tabs.subjects')}>
      <thead>
        <tr>
          <HeadCell>{t('subject')}</HeadCell>
          <HeadCell>{t('roles')}</HeadCell>
          <HeadCell>{t('where')}</HeadCell>
          <HeadCell className="text-right">{t('rules')}</HeadCell>
          <HeadCell>{t('worst')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.address}>
            <Cell className="min-w-48">
              <SubjectName subject={row} scanId={scanId} />
            </Cell>
            <Cell className="min-w-44 text-sm">
              {row.roles.slice(0, ROLES_NAMED).map(({ address, label }, index) => (
                <span key={address}>
                  {index === 0 ? null : ', '}
                  <Link href={roleHref(address, scanId)} className="link break-words">
                    {label}
                  </Link>
                </span>
              ))}
              {row.roles.length <= ROLES_NAMED ? null : (
                <span className="text-ink-3">
                  {' '}
                  {t('moreRoles', { count: row.roles.length - ROLES_NAMED })}
                </span>
              )}
            </Cell>
            <Cell className="text-sm whitespace-nowrap">
              <Reach row={row} />
            </Cell>
            <Cell className="num text-right">
              {row.rules}
              {row.addedRules === 0 ? (
                <span className="block text-xs whitespace-nowrap text-ink-3">{t('isDefault')}</span>
              ) : null}
            </Cell>
            <Cell className="text-sm">
              {row.severity === null ? (
                <span className="text-ink-3">{t('noFinding')}</span>
              ) : (
                <SeverityMark severity={row.severity} />
              )}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
