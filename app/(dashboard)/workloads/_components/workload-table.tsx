import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Fragment } from 'react';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import type { WorkloadsView } from '#app/(dashboard)/workloads/read-workloads.ts';
import { workloadsHref, type WorkloadsParams } from '#app/(dashboard)/workloads/workloads-params.ts';
import { subjectHref } from '#components/rbac/rbac-href.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { WorkloadRow } from '#lib/views/workload-rows.ts';
import { LevelMark } from './level-mark.tsx';

const COLUMNS = 6;

/** Workloads by their owner; in the order of namespaces, each namespace with what it enforces. */
export function WorkloadTable({
  view,
  params,
  scanId,
}: {
  view: WorkloadsView;
  params: WorkloadsParams;
  scanId: string;
}) {
  const t = useTranslations('workloads');
  const { rows } = view.page;
  const isGrouped = params.sort === 'namespace';
  return (
    <Table label={t('title')}>
      <thead>
        <tr>
          <HeadCell>{t('workload')}</HeadCell>
          <HeadCell>{t('level')}</HeadCell>
          <HeadCell>{t('worst')}</HeadCell>
          <HeadCell>{t('account')}</HeadCell>
          <HeadCell>{t('images')}</HeadCell>
          <HeadCell className="text-right">{t('pods')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Fragment key={`${row.namespace}/${row.kind}/${row.name}`}>
            {isGrouped && rows[index - 1]?.namespace !== row.namespace ? (
              <NamespaceLine namespace={row.namespace} view={view} params={params} />
            ) : null}
            <WorkloadLine row={row} view={view} params={params} scanId={scanId} />
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}

function NamespaceLine({
  namespace,
  view,
  params,
}: {
  namespace: string;
  view: WorkloadsView;
  params: WorkloadsParams;
}) {
  const t = useTranslations('workloads');
  const levels = useTranslations('podSecurity');
  const enforced = view.enforced[namespace];
  return (
    <tr>
      <th
        scope="rowgroup"
        colSpan={COLUMNS}
        className="border-b border-line bg-sunken px-4 py-1.5 text-sm font-semibold sm:px-5"
      >
        <Link href={workloadsHref({ ...params, ns: namespace, page: 1 })} className="hover:underline">
          {namespace}
        </Link>
        <span className="ml-2 font-normal text-ink-2">
          {enforced === undefined
            ? t('enforcesNothing')
            : t('enforces', { level: levels(`levels.${enforced}`) })}
        </span>
      </th>
    </tr>
  );
}

function WorkloadLine({
  row,
  view,
  params,
  scanId,
}: {
  row: WorkloadRow;
  view: WorkloadsView;
  params: WorkloadsParams;
  scanId: string;
}) {
  const t = useTranslations('workloads');
  const reasons = useTranslations('podSecurity');
  return (
    <Row>
      <Cell className="min-w-44 align-top">
        <span className="block font-medium break-words">{row.name}</span>
        <span className="text-sm text-ink-3">
          {row.kind}
          {params.sort === 'namespace' ? '' : ` · ${row.namespace}`}
          {row.component === null ? '' : ` · ${t('component', { name: row.component })}`}
        </span>
      </Cell>
      <Cell className="min-w-48 align-top text-sm">
        <LevelMark level={row.level} quiet={row.component !== null} />
        {row.reasons.length === 0 ? null : (
          <span className="block text-ink-2">
            {row.reasons.map((reason) => reasons(`reasons.${reason}`)).join(' · ')}
          </span>
        )}
      </Cell>
      <Cell className="min-w-44 align-top text-sm">
        <Worst row={row} view={view} params={params} scanId={scanId} />
      </Cell>
      <Cell className="align-top text-sm">
        <Link
          href={subjectHref(`sa:${row.namespace}:${row.serviceAccount}`, scanId)}
          className="link break-words"
        >
          {row.serviceAccount}
        </Link>
      </Cell>
      <Cell className="max-w-72 min-w-48 align-top">
        <Images row={row} />
      </Cell>
      <Cell className="num text-right align-top">
        {row.isTemplate ? <span title={t('isTemplate')}>0</span> : row.pods}
      </Cell>
    </Row>
  );
}

function Worst({
  row,
  view,
  params,
  scanId,
}: {
  row: WorkloadRow;
  view: WorkloadsView;
  params: WorkloadsParams;
  scanId: string;
}) {
  const t = useTranslations('workloads');
  if (row.findings === null) return <span className="text-ink-3">{t('noFinding')}</span>;
  const { severity, controlId, fingerprint, count } = row.findings;
  const { cluster, scan } = params;
  return (
    <>
      <SeverityMark severity={severity} />
      <Link
        href={`/findings/${fingerprint}?scan=${scanId}`}
        className="block py-[3px] text-ink-2 hover:underline"
      >
        {view.titles[controlId] ?? controlId}
      </Link>
      {count < 2 ? null : (
        <Link
          href={findingsHref({ cluster, scan, resource: [row.key], group: 'none' })}
          className="inline-flex min-h-[24px] items-center link text-ink-3"
        >
          {t('allFindings', { count })}
        </Link>
      )}
    </>
  );
}

const IMAGES_SHOWN = 2;

function Images({ row: { images } }: { row: WorkloadRow }) {
  const t = useTranslations('workloads');
  return (
    <span className="font-mono text-xs leading-[18px]">
      {images.slice(0, IMAGES_SHOWN).map(({ name, isPinned }) => (
        <span key={name} className="block wrap-anywhere">
          {partsOf(shortImage(name)).map((part, index) => (
            <Fragment key={index}>
              <wbr />
              {part}
            </Fragment>
          ))}
          {isPinned ? <span className="font-sans text-pass"> {t('pinned')}</span> : null}
        </span>
      ))}
      {images.length <= IMAGES_SHOWN ? null : (
        <span className="font-sans text-ink-3">
          {t('moreImages', { count: images.length - IMAGES_SHOWN })}
        </span>
      )}
    </span>
  );
}

/** A long name breaks before its tag and after its slashes rather than in the middle of a version. */
function partsOf(image: string): readonly string[] {
  return image.split(/(?<=\/)|(?=[:@])/);
}

const DIGEST_SHOWN = 12;

/** The first digits of a digest are enough to tell two apart. */
function shortImage(name: string): string {
  const [path = '', digest] = name.split('@sha256:');
  return digest === undefined ? path : `${path}@sha256:${digest.slice(0, DIGEST_SHOWN)}…`;
}
