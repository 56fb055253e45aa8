import { Network, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { exposureHref, type ExposureParams } from '#app/(dashboard)/exposure/exposure-params.ts';
import type { ExposureView } from '#app/(dashboard)/exposure/read-exposure.ts';
import { SoftLinks } from '#components/exposure/soft-links.tsx';
import { AddressSelect } from '#components/fields/address-select.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { CellDrawer } from './cell-drawer.tsx';
import { DoorList } from './door-list.tsx';
import { MatrixLegend } from './matrix-legend.tsx';
import { MatrixTable } from './matrix-table.tsx';
import { MatrixTwin } from './matrix-twin.tsx';
import { Pager } from '#components/exposure/pager.tsx';
import { ServiceTable } from './service-table.tsx';
import { WayTable } from './way-table.tsx';

/** The matrix with its drawer, and below it the services published to the outside. */
export function ExposureBody({
  view,
  params,
  scanId,
}: {
  view: ExposureView;
  params: ExposureParams;
  scanId: string;
}) {
  // The table twin takes the whole width until a cell is chosen.
  const hasAside = view.details !== null || (params.view === 'matrix' && view.ports.length > 0);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <div
          className={`grid grid-cols-[minmax(0,1fr)] items-start gap-5 ${hasAside ? 'xl:grid-cols-[minmax(0,1fr)_380px]' : ''}`}
        >
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
            {view.ports.length === 0 || view.hosts === 0 ? null : <Toolbar view={view} params={params} />}
            <Matrix view={view} params={params} scanId={scanId} />
          </div>
          {view.details === null ? null : (
            <CellDrawer details={view.details} params={params} scanId={scanId} />
          )}
          {view.details === null && hasAside ? <DoorList view={view} params={params} /> : null}
        </div>
      </div>
      <ServiceTable view={view} params={params} scanId={scanId} />
      <WayTable view={view} params={params} />
    </div>
  );
}

function Toolbar({ view, params }: { view: ExposureView; params: ExposureParams }) {
  const t = useTranslations('exposure');
  const isTable = params.view === 'table';
  return (
    <div className="flex flex-wrap items-center gap-2">
      <AddressSelect
        name="port"
        label={t('port')}
        value={params.port === null ? '' : String(params.port)}
        choices={[
          { value: '', label: t('allPorts') },
          ...view.ports.map(({ port, label }) => ({
            value: String(port),
            label: label === null ? String(port) : `${port} ${label}`,
          })),
        ]}
        className="w-40"
      />
      <AddressSelect
        name="sort"
        label={t('sort')}
        value={params.sort}
        unset="name"
        choices={[
          { value: 'name', label: t('sorts.name') },
          { value: 'worst', label: t('sorts.worst') },
        ]}
        className="w-36"
      />
      <ButtonLink
        href={exposureHref({ ...params, view: isTable ? 'matrix' : 'table', page: 1 })}
        scroll={false}
        className="ml-auto"
      >
        {isTable ? t('asMatrix') : t('asTable')}
      </ButtonLink>
    </div>
  );
}

function Matrix({ view, params, scanId }: { view: ExposureView; params: ExposureParams; scanId: string }) {
  const t = useTranslations('exposure');
  const { matrix } = view;
  if (view.ports.length === 0 || view.hosts === 0) {
    return (
      <EmptyState icon={<Network size={28} strokeWidth={1.4} />} title={t('notProbed')}>
        {t('notProbedWhat')}
      </EmptyState>
    );
  }
  return (
    <>
      <MatrixLegend counts={matrix.counts} params={params} />
      {matrix.total === 0 ? (
        <EmptyState
          icon={<SearchX size={28} strokeWidth={1.4} />}
          title={t('nothing')}
          action={
            <ButtonLink href={exposureHref({ ...params, port: null, state: null, page: 1 })}>
              {t('clear')}
            </ButtonLink>
          }
        >
          {t('nothingWhat')}
        </EmptyState>
      ) : (
        <SoftLinks>
          {params.view === 'table' ? (
            <MatrixTwin view={view} params={params} />
          ) : (
            <MatrixTable matrix={matrix} params={params} scanId={scanId} />
          )}
        </SoftLinks>
      )}
      <Pager page={matrix.page} pages={matrix.pages} hrefOf={(page) => exposureHref({ ...params, page })} />
    </>
  );
}
