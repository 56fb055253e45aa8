import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Fragment } from 'react';
import type { LossView } from '#app/(dashboard)/rbac/read-loss.ts';
import { roleHref, subjectHref } from '#components/rbac/rbac-href.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { BindingRow } from '#lib/views/rbac-rows.ts';
import { BindingLoss } from './binding-loss.tsx';

const SUBJECTS_NAMED = 3;
const COLUMNS = 5;

/** The binding whose loss is shown, and the way to open or close one. */
interface OpenBinding {
  readonly key: string | null;
  readonly loss: LossView | null;
  readonly href: (row: BindingRow) => string;
}

/** Bindings: whom each gives which role, and where; the one that is open tells what would be lost with it. */
export function BindingTable({
  rows,
  open,
  scanId,
}: {
  rows: readonly BindingRow[];
  open: OpenBinding;
  scanId: string;
}) {
  const t = useTranslations('rbac');
  return (
    <Table label={t('tabs.bindings')}>
      <thead>
        <tr>
          <HeadCell>{t('binding')}</HeadCell>
          <HeadCell>{t('gives')}</HeadCell>
          <HeadCell>{t('to')}</HeadCell>
          <HeadCell>{t('where')}</HeadCell>
          <HeadCell>{t('worst')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Fragment key={row.key}>
            <Row>
              <Cell className="min-w-44">
                <Link
                  href={open.href(row)}
                  scroll={false}
                  aria-expanded={open.key === row.key}
                  className="block font-medium break-words hover:underline"
                >
                  {row.name}
                </Link>
                <span className="text-sm text-ink-3">
                  {row.kind}
                  {row.origin === 'added'
                    ? ''
                    : ` · ${t(row.origin === 'default' ? 'isDefault' : 'isChanged')}`}
                </span>
              </Cell>
              <Cell className="min-w-44 text-sm">
                {row.role.isMissing ? (
                  <>
                    <span className="break-words line-through decoration-ink-3">{row.role.label}</span>
                    <span className="block text-medium">{t('missingRole')}</span>
                  </>
                ) : (
                  <Link href={roleHref(row.role.address, scanId)} className="link break-words">
                    {row.role.label}
                  </Link>
                )}
              </Cell>
              <Cell className="min-w-40 text-sm">
                <Subjects row={row} scanId={scanId} />
              </Cell>
              <Cell className="text-sm whitespace-nowrap">{row.namespace ?? t('wholeCluster')}</Cell>
              <Cell className="text-sm">
                {row.severity === null ? (
                  <span className="text-ink-3">{t('noFinding')}</span>
                ) : (
                  <SeverityMark severity={row.severity} />
                )}
              </Cell>
            </Row>
            {open.key === row.key ? <BindingLoss loss={open.loss} columns={COLUMNS} scanId={scanId} /> : null}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}

function Subjects({ row: { subjects }, scanId }: { row: BindingRow; scanId: string }) {
  const t = useTranslations('rbac');
  if (subjects.length === 0) return <span className="text-ink-3">{t('nobody')}</span>;
  return (
    <>
      {subjects.slice(0, SUBJECTS_NAMED).map(({ address, kind, name, isMissing }) => (
        <span key={address} className="block break-words">
          <Link href={subjectHref(address, scanId)} className="link">
            {name}
          </Link>{' '}
          <span className="text-ink-3">{kind}</span>
          {isMissing ? <span className="block text-high">{t('missingSubject')}</span> : null}
        </span>
      ))}
      {subjects.length <= SUBJECTS_NAMED ? null : (
        <span className="text-ink-3">{t('moreSubjects', { count: subjects.length - SUBJECTS_NAMED })}</span>
      )}
    </>
  );
}
