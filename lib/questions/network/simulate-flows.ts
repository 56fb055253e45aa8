import {
  DOOR_CHANGES,
  type DoorChange,
  type DoorChangeKind,
} from '#lib/analysis/network/flows/door-changes.ts';
import { flowDifference, type FlowDifference } from '#lib/analysis/network/flows/flow-difference.ts';
import type { OutsideChange } from '#lib/analysis/network/flows/outside-changes.ts';
import {
  SERVICE_CHANGES,
  type ServiceChange,
  type ServiceChangeKind,
} from '#lib/analysis/network/flows/service-changes.ts';
import {
  PATH_SLICES,
  pathScene,
  type PathScene,
  type PathSlices,
} from '#lib/analysis/network/paths/path-scene.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { ChangedPolicies, WorkloadName } from '#lib/analysis/network/reach-summary/workload-parties.ts';
import { gapsOf } from '#lib/model/collected.ts';
import { isUnexpected } from '#lib/model/gap.ts';
import type { Text } from '#lib/model/text.ts';

/** Some of the workloads, and how many there are. */
export interface NamedSome {
  readonly names: readonly WorkloadName[];
  readonly count: number;
}

/** One port of a service with the workloads whose connection to it changes. */
export interface ServiceRow extends Readonly<Record<ServiceChangeKind, NamedSome>> {
  readonly service: string;
  readonly port: string;
}

/** What a simulation changes beside the edges between workloads; of each list the worst are shown and all counted. */
export interface SimulatedFlows {
  readonly doors: {
    readonly rows: readonly DoorChange[];
    readonly counts: Readonly<Record<DoorChangeKind, number>>;
  };
  readonly services: {
    readonly rows: readonly ServiceRow[];
    readonly count: number;
    /** Pairs of a workload and a port of a service. */
    readonly counts: Readonly<Record<ServiceChangeKind, number>>;
  };
  readonly outside: {
    readonly rows: readonly OutsideChange[];
    readonly count: number;
    readonly removed: number;
    readonly added: number;
  };
  /** What of services, Ingresses and Gateways was not read, so that there may be more. */
  readonly unseen: readonly Text[];
}

const MOST_ROWS = 200;
const MOST_NAMES = 6;

interface Side {
  readonly reach: Reachability;
  readonly slices: PathSlices;
}

/** Returns what changes of the traffic through services and doors and with what lies outside, as if all was read. */
export function simulatedFlows(before: Side, after: Side, changed: ChangedPolicies): SimulatedFlows {
  const found = flowDifference({ before: sceneOf(before), after: sceneOf(after), changed });
  return {
    doors: doorsOf(found),
    services: servicesOf(found),
    outside: {
      rows: found.outside.slice(0, MOST_ROWS),
      count: found.outside.length,
      removed: found.outside.filter(({ removed }) => removed !== '').length,
      added: found.outside.filter(({ added }) => added !== '').length,
    },
    unseen: unseenOf(after.slices),
  };
}

/** The page says beside it what was not read, and that policies may not be enforced. */
function sceneOf({ reach, slices }: Side): PathScene {
  const blind = { everywhere: [], outside: [] };
  return pathScene({ ...reach, unseen: [], blind, mayNotEnforce: null }, slices);
}

function doorsOf({ doors }: FlowDifference): SimulatedFlows['doors'] {
  const count = (kind: DoorChangeKind) => doors.filter(({ change }) => change === kind).length;
  return {
    rows: doors.slice(0, MOST_ROWS),
    counts: Object.fromEntries(DOOR_CHANGES.map((kind) => [kind, count(kind)])) as Record<
      DoorChangeKind,
      number
    >,
  };
}

function servicesOf({ services }: FlowDifference): SimulatedFlows['services'] {
  const count = (kind: ServiceChangeKind) => services.reduce((sum, one) => sum + one[kind].length, 0);
  return {
    rows: services.slice(0, MOST_ROWS).map(rowOf),
    count: services.length,
    counts: Object.fromEntries(SERVICE_CHANGES.map((kind) => [kind, count(kind)])) as Record<
      ServiceChangeKind,
      number
    >,
  };
}

function rowOf({ service, port, ...change }: ServiceChange): ServiceRow {
  const some = (names: readonly WorkloadName[]): NamedSome => ({
    names: names.slice(0, MOST_NAMES),
    count: names.length,
  });
  return {
    service,
    port,
    cut: some(change.cut),
    partlyCut: some(change.partlyCut),
    opened: some(change.opened),
    partlyOpened: some(change.partlyOpened),
  };
}

function unseenOf(slices: PathSlices): Text[] {
  const told = (['services', 'endpointSlices', ...PATH_SLICES] as const).flatMap((name) =>
    gapsOf(slices[name])
      .filter(isUnexpected)
      .map(({ message }) => message),
  );
  return [...new Map(told.map((message) => [message.en, message])).values()];
}
