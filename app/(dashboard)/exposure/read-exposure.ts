import type { Locale } from '#lib/model/text.ts';
import { exposedServices } from '#lib/questions/exposed-services.ts';
import { exposureOfScan, type Exposure } from '#lib/questions/exposure-of-scan.ts';
import { outsideOfScan } from '#lib/questions/network-told-of-scan.ts';
import { findingHistory } from '#lib/store/finding-history.ts';
import { findFinding } from '#lib/store/findings.ts';
import type { Store } from '#lib/store/open-store.ts';
import { exposureCell, type CellView } from '#lib/views/exposure-cell.ts';
import { cellId, exposureMatrix, type ExposureMatrix } from '#lib/views/exposure-matrix.ts';
import { exposureServices, type ServicePage } from '#lib/views/exposure-services.ts';
import { findingView, type Fix } from '#lib/views/finding-view.ts';
import { reachedBehind, wayRows, type WayRow } from '#lib/views/outside-ways.ts';
import type { RowPage } from '#lib/views/row-page.ts';
import type { ExposureParams } from './exposure-params.ts';

const HOSTS_A_PAGE = 50;
const SERVICES_A_PAGE = 25;
const WAYS_A_PAGE = 15;

/** Only nodes that the scan listed have a page of their own. */
const LISTED = new Set(['control-plane', 'worker']);

/** A cell with everything its drawer says. */
export interface CellDetails {
  readonly id: string;
  readonly host: string;
  readonly isNode: boolean;
  readonly view: CellView;
  /** When the finding was first there, ISO 8601; null where nothing was found. */
  readonly firstSeen: string | null;
  readonly fixText: string | null;
  readonly fixes: readonly Fix[];
}

/** What the exposure page shows of one scan. */
export interface ExposureView {
  readonly matrix: ExposureMatrix;
  readonly ports: readonly { readonly port: number; readonly label: string | null }[];
  readonly hosts: number;
  readonly from: string;
  readonly details: CellDetails | null;
  /** Null where services could not be read. */
  readonly services: ServicePage | null;
  readonly serviceCount: number;
  /** Whether some services could not be read. */
  readonly isServiceListPartial: boolean;
  /** Ways in that are no services; null where the scan did not derive what lies behind ways in. */
  readonly ways: RowPage<WayRow> | null;
  /** What could not be read of ways in. */
  readonly unseen: readonly string[];
}

interface Reading {
  readonly scanId: string;
  readonly clusterId: string;
  readonly params: ExposureParams;
  readonly locale: Locale;
}

/** Returns what the exposure page shows; null where the scan has no result. */
export async function readExposure(store: Store, reading: Reading): Promise<ExposureView | null> {
  const { scanId, params, locale } = reading;
  const [exposure, { services, total, isPartial }, told] = await Promise.all([
    exposureOfScan(store, scanId),
    exposedServices(store, scanId),
    outsideOfScan(store, scanId),
  ]);
  if (exposure === null) return null;
  const { hosts, ports } = exposure;
  const { port, state: standing, sort, page } = params;
  return {
    matrix: exposureMatrix({ hosts, ports, port, standing, sort, page, pageSize: HOSTS_A_PAGE }, locale),
    ports: ports.map((asked) => ({ port: asked.port, label: asked.facts?.label[locale] ?? null })),
    hosts: hosts.length,
    from: exposure.from.join(', '),
    details: await readDetails(store, exposure, reading),
    services:
      services === null
        ? null
        : exposureServices(
            services,
            {
              page: params.services,
              pageSize: SERVICES_A_PAGE,
              reachedBy: told === null ? null : reachedBehind(told.outside),
            },
            locale,
          ),
    serviceCount: total,
    isServiceListPartial: isPartial,
    ways: told === null ? null : wayRows(told.outside, params.ways, WAYS_A_PAGE),
    unseen: told?.outsideUnseen.map((one) => one[locale]) ?? [],
  };
}

async function readDetails(store: Store, exposure: Exposure, reading: Reading): Promise<CellDetails | null> {
  const { scanId, clusterId, params, locale } = reading;
  const place = placeOf(params.cell);
  const host = exposure.hosts.find(({ key }) => key === place?.host);
  const asked = exposure.ports.find(({ port }) => port === place?.port);
  if (host === undefined || asked === undefined) return null;
  const cell = host.cells.find(({ port }) => port === asked.port) ?? {
    port: asked.port,
    sight: { seen: 'unreached' as const, status: null, standing: 'not-asked' as const },
    probes: [],
    findings: [],
    declared: null,
  };
  const view = exposureCell(cell, asked.facts, locale);
  const about = { id: cellId(host.key, asked.port), host: host.name, isNode: LISTED.has(host.role), view };
  const [worst] = view.findings;
  if (worst === undefined) return { ...about, firstSeen: null, fixText: null, fixes: [] };
  const [sightings, detail] = await Promise.all([
    findingHistory(store, clusterId, worst.fingerprint),
    findFinding(store, scanId, worst.fingerprint),
  ]);
  const finding = detail === null ? null : findingView(detail, locale);
  return {
    ...about,
    firstSeen: sightings.findLast(({ isPresent }) => isPresent)?.finishedAt ?? null,
    fixText: finding?.fixText ?? null,
    fixes: finding === null ? [] : [...finding.objectFixes, ...finding.generalFixes],
  };
}

/** The port stands behind the last colon: an IPv6 address has its own. */
function placeOf(cell: string | null): { host: string; port: number } | null {
  const at = cell?.lastIndexOf(':') ?? -1;
  if (cell === null || at === -1) return null;
  return { host: cell.slice(0, at), port: Number(cell.slice(at + 1)) };
}
