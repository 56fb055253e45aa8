import type { ScanLayers } from '#lib/questions/layers-of-scan.ts';
import { rowPage, type RowPage } from '#lib/views/row-page.ts';
import type { LayersParams } from './layers-params.ts';

type Lane = ScanLayers['lanes'][number];

/** The first of a list, and how many more there are. */
export interface FirstOf<T> {
  readonly rows: readonly T[];
  readonly more: number;
}

/** One network with some of the workloads that are told by name. */
export interface ShownLane {
  readonly lane: Lane;
  readonly workloads: RowPage<Lane['workloads'][number]>;
}

/** What of the networks of pods one page shows. */
export interface ShownLayers {
  /** It is about one network alone. */
  readonly isOne: boolean;
  readonly lanes: RowPage<ShownLane>;
  readonly problems: FirstOf<ScanLayers['problems'][number]>;
  readonly crossings: FirstOf<ScanLayers['crossings'][number]>;
  readonly guards: FirstOf<ScanLayers['guards'][number]>;
  readonly policies: FirstOf<ScanLayers['policies'][number]>;
}

const LANES_A_PAGE = 10;
const WORKLOADS_A_LANE = 10;
const WORKLOADS_ALONE = 50;
const MOST_PROBLEMS = 100;
const MOST = 25;

/** Returns a page of all networks, or what is known of the one that is asked for. */
export function shownLayers(
  layers: ScanLayers,
  { network, page, workloads }: Pick<LayersParams, 'network' | 'page' | 'workloads'>,
): ShownLayers {
  const lane = layers.lanes.find(({ key }) => key === network);
  const isAbout = (...keys: readonly (string | null)[]): boolean =>
    lane === undefined || keys.includes(lane.key);
  const lanes =
    lane === undefined
      ? layers.lanes.map((one) => ({ lane: one, workloads: rowPage(one.workloads, 1, WORKLOADS_A_LANE) }))
      : [{ lane, workloads: rowPage(lane.workloads, workloads, WORKLOADS_ALONE) }];
  return {
    isOne: lane !== undefined,
    lanes: rowPage(lanes, page, LANES_A_PAGE),
    problems: firstOf(
      layers.problems.filter((one) => isAbout(one.network)),
      MOST_PROBLEMS,
    ),
    crossings: firstOf(
      layers.crossings.filter(({ networks }) => isAbout(...networks)),
      MOST,
    ),
    guards: firstOf(
      layers.guards.filter((one) => isAbout(one.network)),
      MOST,
    ),
    policies: firstOf(
      layers.policies.filter(({ networks }) => isAbout(...networks)),
      MOST,
    ),
  };
}

function firstOf<T>(rows: readonly T[], most: number): FirstOf<T> {
  return { rows: rows.slice(0, most), more: Math.max(0, rows.length - most) };
}
