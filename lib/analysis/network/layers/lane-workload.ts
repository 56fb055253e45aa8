import { byCodeUnit } from '#lib/model/order.ts';
import type { LayerMember, Layers } from './build-layers.ts';
import type { InterfaceReason } from './pod-interfaces.ts';

/** How an address is known: both, by a status alone, or by an annotation alone. */
type AddressStanding = 'fixed' | 'observed' | 'declared';

export interface LaneWorkload {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly pods: number;
  readonly interfaceName: string;
  readonly reason: InterfaceReason;
  readonly isReported: boolean;
  /** The first of them. */
  readonly addresses: readonly { readonly ip: string; readonly standing: AddressStanding }[];
  readonly addressCount: number;
  /** Its other networks. */
  readonly alsoOn: readonly string[];
}

const MOST_ADDRESSES = 8;

/** Returns the workloads of a network, each interface of theirs apart, in the order of their names. */
export function laneWorkloads(members: readonly LayerMember[], layers: Layers): LaneWorkload[] {
  const groups = [...Map.groupBy(members, groupKey)].toSorted(([a], [b]) => byCodeUnit(a, b));
  const others = new Map(layers.pods.map(({ pod, interfaces }) => [pod, interfaces] as const));
  return groups.flatMap(([, list]) => {
    const [first] = list;
    return first === undefined ? [] : [workloadOf(first, list, others.get(first.pod) ?? [])];
  });
}

function groupKey({ pod, interface: one }: LayerMember): string {
  return [pod.namespace, pod.owner.name, pod.owner.kind, one.name].join('\0');
}

function workloadOf(
  { pod, interface: own }: LayerMember,
  list: readonly LayerMember[],
  interfaces: readonly LayerMember['interface'][],
): LaneWorkload {
  const addresses = list.flatMap((member) =>
    member.interface.addresses.map(({ text: ip, isObserved, fixedBy }) => ({
      ip,
      standing: standingOf(isObserved, fixedBy !== null),
    })),
  );
  const once = [...new Map(addresses.map((one) => [one.ip, one] as const)).values()];
  return {
    namespace: pod.namespace,
    kind: pod.owner.kind,
    name: pod.owner.name,
    pods: list.length,
    interfaceName: own.name,
    reason: own.reason,
    isReported: list.every((member) => member.interface.isReported),
    addresses: once.slice(0, MOST_ADDRESSES),
    addressCount: once.length,
    alsoOn: [...new Set(interfaces.filter((one) => one !== own).map(({ network }) => network))],
  };
}

function standingOf(isObserved: boolean, isFixed: boolean): AddressStanding {
  if (!isFixed) return 'observed';
  return isObserved ? 'fixed' : 'declared';
}
