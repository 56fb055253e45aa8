import {
  DIRECTIONS,
  isolationByNamespace,
  type Direction,
  type NamespaceIsolation,
} from '#lib/analysis/network/default-deny.ts';
import type { WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import type { DirectionCoverage } from './coverage.ts';
import type { NetworkPicture } from './network-picture.ts';

/** How one direction of a namespace stands before any rule opens something. */
export interface NamespaceDefault {
  readonly namespace: string;
  readonly direction: Direction;
  readonly workloads: number;
  readonly isDefaultDeny: boolean;
  /** Name of a policy for all pods that allows everything; null where there is none. */
  readonly reopenedBy: string | null;
  /** Workloads with a pod that nothing closes. */
  readonly open: number;
  /** Policies of other kinds than NetworkPolicy were counted. */
  readonly isEveryKind: boolean;
  readonly isUnknown: boolean;
}

/** Returns the default of each namespace with workloads in each direction; NetworkPolicies alone tell it where there are no other kinds. */
export function namespaceDefaults(
  units: readonly WorkloadUnit[],
  policies: readonly NetworkPolicy[],
  network: NetworkPicture,
): NamespaceDefault[] {
  const coverage = new Map(network.hasOtherKinds ? network.coverage.map((one) => [one.namespace, one]) : []);
  return isolationByNamespace(units, policies).flatMap((isolation) => {
    const every = coverage.get(isolation.namespace);
    return DIRECTIONS.map((direction) =>
      every === undefined
        ? byNetworkPolicies(isolation, direction, network.areKindsUnsure)
        : byEveryKind(isolation, direction, direction === 'Ingress' ? every.ingress : every.egress),
    );
  });
}

function byNetworkPolicies(
  { namespace, workloads, directions }: NamespaceIsolation,
  direction: Direction,
  areKindsUnsure: boolean,
): NamespaceDefault {
  const { isDefaultDeny, reopenedBy, open } = directions[direction];
  const isUnknown = areKindsUnsure && !isDefaultDeny;
  const about = { namespace, workloads, direction, isDefaultDeny, reopenedBy };
  return { ...about, open: open.length, isEveryKind: false, isUnknown };
}

function byEveryKind(
  { namespace, workloads }: NamespaceIsolation,
  direction: Direction,
  { isDefaultDeny, reopenedBy, open, unknown }: DirectionCoverage,
): NamespaceDefault {
  const isUnknown = !isDefaultDeny && unknown > 0;
  return { namespace, workloads, direction, isDefaultDeny, reopenedBy, open, isEveryKind: true, isUnknown };
}
