import { flagValue, parseFlags } from '#lib/analysis/control-plane/parse-flags.ts';
import type { Container, Pod } from '#lib/model/pod.ts';
import type { Workload } from '#lib/model/workload.ts';

/** What enforces MultiNetworkPolicies here, as far as it is seen running. */
export interface MultiPolicyEnforcer {
  readonly name: string;
  /** Types of networks it looks after; null where it does not choose by type. */
  readonly networkTypes: readonly string[] | null;
  readonly acceptsIcmp: boolean;
}

const IMAGE = /(^|\/)(multi-networkpolicy-(iptables|nftables|tc))(:|@|$)/;
const OVN = /(^|\/)(ovn-kube|ovn-kubernetes)[\w-]*(:|@|$)/;

/** Returns the controller whose containers are seen; null where none is. */
export function detectMultiPolicyEnforcer({
  daemonSets,
  pods,
}: {
  readonly daemonSets: readonly Workload[];
  readonly pods: readonly Pod[];
}): MultiPolicyEnforcer | null {
  const containers = [
    ...daemonSets.flatMap(({ spec }) => spec.template?.spec.containers ?? []),
    ...pods.flatMap(({ spec }) => spec.containers),
  ];
  for (const container of containers) {
    const found = enforcerOf(container);
    if (found !== null) return found;
  }
  return null;
}

/** MN-8: returns whether a controller looks after networks of a type; of one that cannot be read nobody knows. */
export function looksAfter({ networkTypes }: MultiPolicyEnforcer, type: string | null): boolean {
  return networkTypes === null || (type !== null && networkTypes.includes(type));
}

/** MN-8: the iptables controller looks after macvlan alone unless it is told of more. */
function enforcerOf({ image, command = [], args = [] }: Container): MultiPolicyEnforcer | null {
  if (OVN.test(image)) return { name: 'OVN-Kubernetes', networkTypes: null, acceptsIcmp: false };
  const match = IMAGE.exec(image);
  if (match === null) return null;
  const flags = parseFlags([...command, ...args]);
  const types = flagValue(flags, 'network-plugins') ?? 'macvlan';
  const icmp = flagValue(flags, 'accept-icmp');
  return {
    name: match[2] ?? image,
    networkTypes: types.split(',').map((one) => one.trim()),
    acceptsIcmp: icmp !== null && icmp !== 'false',
  };
}
