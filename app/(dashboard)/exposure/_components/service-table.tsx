import { CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { exposureHref, type ExposureParams } from '#app/(dashboard)/exposure/exposure-params.ts';
import type { ExposureView } from '#app/(dashboard)/exposure/read-exposure.ts';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { VerdictMark } from '#components/network/verdict-mark.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { ServicePage, ServiceRow } from '#lib/views/exposure-services.ts';
import { Pager } from '#components/exposure/pager.tsx';

const CONTROL = 'service-exposed-outside';

/** Services that can be reached from beyond the cluster. */
export function ServiceTable({
  view,
  params,
  scanId,
}: {
  view: ExposureView;
  params: ExposureParams;
  scanId: string;
}) {
  const t = useTranslations('exposure.outside');
  if (view.services === null) {
    return (
      <Panel title={t('title')}>
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t('unread')}
        </Notice>
      </Panel>
    );
  }
  const { services } = view;
  return (
    <div className="grid gap-3">
      <Panel
        title={t('title')}
        flush={services.total > 0}
        aside={
          services.total === 0 ? null : (
            <Link
              href={findingsHref({ scan: scanId, control: [CONTROL], group: 'none' })}
              className="link text-sm"
            >
              {t('ofAll', { count: services.total, total: view.serviceCount })}
            </Link>
          )
        }
      >
        {services.total === 0 ? (
          <NoService view={view} />
        ) : (
          <Services services={services} scanId={scanId} isCut={view.unseen.length > 0} />
        )}
      </Panel>
      {view.isServiceListPartial && services.total > 0 ? (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t('partial')}
        </Notice>
      ) : null}
      <Pager
        page={services.page}
        pages={services.pages}
        hrefOf={(page) => exposureHref({ ...params, services: page })}
      />
    </div>
  );
}

/** Of services that could not all be read, none can be said to stay inside. */
function NoService({ view: { isServiceListPartial, serviceCount } }: { view: ExposureView }) {
  const t = useTranslations('exposure.outside');
  if (isServiceListPartial) {
    return (
      <Notice look="unknown" icon={<CircleDashed size={16} />}>
        {t('nonePartial', { total: serviceCount })}
      </Notice>
    );
  }
  return (
    <p className="flex items-start gap-2 text-ink-2">
      <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-pass" />
      {t('none', { total: serviceCount })}
    </p>
  );
}

function Services({
  services,
  scanId,
  isCut,
}: {
  services: ServicePage;
  scanId: string;
  /** What stands behind services was not read in full. */
  isCut: boolean;
}) {
  const t = useTranslations('exposure.outside');
  return (
    <Table label={t('title')}>
      <thead>
        <tr>
          <HeadCell>{t('service')}</HeadCell>
          <HeadCell>{t('reaches')}</HeadCell>
          <HeadCell>{t('by')}</HeadCell>
          <HeadCell>{t('ports')}</HeadCell>
          <HeadCell>{t('addresses')}</HeadCell>
          <HeadCell>{t('who')}</HeadCell>
          <HeadCell>{t('finding')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {services.rows.map((row) => (
          <Row key={row.key}>
            <Cell>
              <ServiceName row={row} scanId={scanId} />
            </Cell>
            <Cell className="min-w-52 text-sm">
              <Reaches row={row} isCut={isCut} />
            </Cell>
            <Cell className="whitespace-nowrap">{row.by}</Cell>
            <Cell className="num font-mono text-xs">{row.ports.join(', ')}</Cell>
            <Cell className="font-mono text-xs whitespace-nowrap">
              {row.by === 'NodePort' ? (
                <span className="font-sans text-sm text-ink-2">{t('everyNode')}</span>
              ) : row.addresses.length === 0 ? (
                <span className="font-sans text-sm text-ink-2">{t('pending')}</span>
              ) : (
                row.addresses.join(', ')
              )}
            </Cell>
            <Cell className="text-sm">
              <WhoMay row={row} />
            </Cell>
            <Cell className="whitespace-nowrap">
              {row.finding === null ? (
                <span className="text-ink-3">{t('noFinding')}</span>
              ) : (
                <SeverityMark severity={row.finding.severity} />
              )}
              {row.more > 0 ? (
                <span className="num ml-2 text-sm text-ink-2">{t('more', { count: row.more })}</span>
              ) : null}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function ServiceName({ row, scanId }: { row: ServiceRow; scanId: string }) {
  const t = useTranslations('exposure.outside');
  const name = (
    <>
      {row.name} <span className="font-normal text-ink-2">{row.namespace}</span>
    </>
  );
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {row.finding === null ? (
        <span className="font-semibold">{name}</span>
      ) : (
        <Link
          href={`/findings/${row.finding.fingerprint}?scan=${scanId}`}
          prefetch={false}
          className="font-semibold row-link"
        >
          {name}
        </Link>
      )}
      {row.isFrontDoor ? (
        <span className="rounded-full border border-line-strong px-1.5 text-xs whitespace-nowrap text-ink-2">
          {t('frontDoor')}
        </span>
      ) : null}
    </span>
  );
}

const REACHED_SHOWN = 3;

/** The workloads behind a service, each with whether the internet gets to it past the policies. */
function Reaches({ row: { reaches }, isCut }: { row: ServiceRow; isCut: boolean }) {
  const t = useTranslations('exposure.outside');
  if (reaches === null) return <span className="text-unknown">{t('notDerived')}</span>;
  if (reaches.length === 0 && isCut) return <span className="text-unknown">{t('reachesUnknown')}</span>;
  if (reaches.length === 0) return <span className="text-ink-3">{t('reachesNobody')}</span>;
  const more = reaches.length - REACHED_SHOWN;
  return (
    <ul className="grid gap-1.5">
      {reaches.slice(0, REACHED_SHOWN).map(({ name, kind, ports, verdict, isUnguarded }) => (
        <li key={`${name} ${kind} ${verdict}`} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <VerdictMark verdict={verdict} />
          <span className="min-w-0 break-words">
            {name} <span className="num font-mono text-xs text-ink-2">{ports.join(', ')}</span>
            {isUnguarded && verdict === 'allowed' ? (
              <span className="block text-xs text-ink-3">{t('unguarded')}</span>
            ) : null}
          </span>
        </li>
      ))}
      {more > 0 ? <li className="text-ink-2">{t('reachesMore', { count: more })}</li> : null}
    </ul>
  );
}

function WhoMay({ row: { sources, isLimited } }: { row: ServiceRow }) {
  const t = useTranslations('exposure.outside');
  if (sources.length > 0) return sources.join(', ');
  return isLimited ? t('limited') : t('everySource');
}
