import { familiesOf } from '#lib/analysis/network/derived/class-families.ts';
import type { Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { PodEndpoint } from '#lib/analysis/network/reach/pod-endpoints.ts';
import { REACH_DIRECTIONS, type ReachDirection } from '#lib/analysis/network/reach/policy-ir.ts';
import { ALL_PORTS, NO_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '#lib/model/network.ts';
import type { Text } from '#lib/model/text.ts';
import { tellingLabels } from './label-choice.ts';
import { noLabels, peersWith, type Peer, type PeerSources } from './peer-groups.ts';

/** Which ports a pod is to have with a peer of a family, in one direction. */
export interface WantedTable {
  readonly ports: (ask: {
    readonly family: Family;
    readonly direction: ReachDirection;
    readonly pod: number;
    readonly peer: Peer;
  }) => PortSetId;
  /** Pods of one group are to have the same. */
  readonly groupOf: (pod: number) => number;
}

export interface Generated {
  readonly policies: readonly NetworkPolicy[];
  /** Why the policies may not give exactly what is wanted. */
  readonly problems: readonly Text[];
}

interface Rule {
  readonly peers: readonly NetworkPolicyPeer[] | 'all';
  readonly ports: PortSetId;
}

/** Pods of one workload that are to have the same rules. */
interface Unit {
  readonly name: string;
  readonly pods: PodEndpoint[];
  readonly rules: Readonly<Record<ReachDirection, readonly Rule[]>>;
}

/** Returns today's certain traffic as the wanted table. */
export function tableOfToday({ families, space }: Reachability): WantedTable {
  const classOf = (peer: Peer): number => ('pod' in peer ? (space.classOfPod[peer.pod] ?? 0) : peer.at);
  return {
    groupOf: (pod) => classOf({ pod }),
    ports: ({ family, direction, pod, peer }) => {
      const [own, other] = [classOf({ pod }), classOf(peer)];
      const [from, to] = direction === 'egress' ? [own, other] : [other, own];
      return families[family].between(from, to).must;
    },
  };
}

/**
 * Returns the least NetworkPolicies under which the pods of a namespace have exactly the wanted traffic; workloads
 * with the same rules share one where they are the whole namespace. `denyDefault` closes it for pods to come.
 */
export function generatePolicies(
  reach: Reachability,
  {
    namespace,
    denyDefault,
    wanted,
  }: { readonly namespace: string; readonly denyDefault: boolean; readonly wanted: WantedTable },
): Generated {
  const problems = new Map<string, Text>();
  const report = (problem: Text): void => void problems.set(problem.en, problem);
  const units = unitsOf(reach, namespace, { wanted, report });
  const policies = denyDefault ? [policyOf(namespace, 'default-deny')] : [];
  const [first] = units;
  const isOne = units.every((unit) => keyOf(unit) === (first === undefined ? '' : keyOf(first)));
  if (first !== undefined && isOne) {
    const { rules } = first;
    return {
      policies: [...policies, written(reach, policyOf(namespace, 'all-pods'), rules)],
      problems: [...problems.values()],
    };
  }
  const names = new Set<string>();
  for (const unit of units) {
    const others = units.filter((other) => keyOf(other) !== keyOf(unit)).flatMap(({ pods }) => pods);
    const matchLabels = tellingLabels(unit.pods, others);
    if (matchLabels === null) {
      report(noLabels(unit.pods));
      continue;
    }
    const name = freeName(unit.name, names);
    policies.push(written(reach, policyOf(namespace, name, matchLabels), unit.rules));
  }
  return { policies, problems: [...problems.values()] };
}

function freeName(wanted: string, names: Set<string>): string {
  let name = wanted;
  for (let count = 2; names.has(name); count += 1) name = `${wanted}-${count}`;
  names.add(name);
  return name;
}

function keyOf({ rules }: Unit): string {
  return JSON.stringify(rules);
}

interface UnitSources {
  readonly wanted: WantedTable;
  readonly report: (problem: Text) => void;
}

function unitsOf(reach: Reachability, namespace: string, { wanted, report }: UnitSources): Unit[] {
  const units = new Map<string, Unit>();
  const known = new Map<number, Unit['rules']>();
  for (const [pod, endpoint] of reach.space.pods.entries()) {
    if (endpoint.namespace !== namespace || endpoint.isOnHost) continue;
    const group = wanted.groupOf(pod);
    const podClass = reach.space.podClasses[reach.space.classOfPod[pod] ?? 0];
    const rulesIn = (direction: ReachDirection): readonly Rule[] =>
      whole(
        (podClass === undefined ? [] : familiesOf(podClass)).flatMap((family) =>
          rulesOf({
            reach,
            family,
            wanted: (peer) => wanted.ports({ family, direction, pod, peer }),
            report,
          }),
        ),
      );
    const rules = known.get(group) ?? { ingress: rulesIn('ingress'), egress: rulesIn('egress') };
    known.set(group, rules);
    const key = `${group} ${endpoint.owner.kind} ${endpoint.owner.name}`;
    const unit = units.get(key) ?? { name: endpoint.owner.name, pods: [], rules };
    unit.pods.push(endpoint);
    units.set(key, unit);
  }
  return [...units.values()];
}

/** A rule for everybody on every port makes the others needless. */
function whole(rules: readonly Rule[]): readonly Rule[] {
  const all = rules.find(({ peers, ports }) => peers === 'all' && ports === ALL_PORTS);
  return all === undefined ? rules : [all];
}

/** One rule for each set of ports. A pod's own node is no peer of its own: it is let in whatever policies say. */
function rulesOf(sources: PeerSources): Rule[] {
  const { reach, wanted } = sources;
  const { family } = reach.families[sources.family];
  const sets = new Set<PortSetId>();
  for (const [pod, { isOnHost }] of reach.space.pods.entries()) if (!isOnHost) sets.add(wanted({ pod }));
  for (let at = family.hostsFrom; at < family.size; at += 1) {
    if (at < family.ownHostsFrom || at >= family.atomsFrom) sets.add(wanted({ at }));
  }
  const [only] = sets;
  if (only === undefined || (sets.size === 1 && only === NO_PORTS)) return [];
  if (sets.size === 1) return [{ peers: 'all', ports: only }];
  return [...sets]
    .filter((ports) => ports !== NO_PORTS)
    .map((ports) => ({ peers: peersWith(sources, ports), ports }))
    .filter(({ peers }) => peers.length > 0);
}

function policyOf(
  namespace: string,
  name: string,
  matchLabels: Readonly<Record<string, string>> = {},
): NetworkPolicy {
  const podSelector = Object.keys(matchLabels).length === 0 ? {} : { matchLabels };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { podSelector, policyTypes: ['Ingress', 'Egress'] },
  };
}

function written(reach: Reachability, policy: NetworkPolicy, rules: Unit['rules']): NetworkPolicy {
  const [ingress, egress] = REACH_DIRECTIONS.map((direction) =>
    rules[direction].map(({ peers, ports }) => ({ peers, ports: portsOf(reach, ports) })),
  );
  const from = (ingress ?? []).map(({ peers, ports }) => ({
    ...(peers === 'all' ? {} : { from: peers }),
    ...ports,
  }));
  const to = (egress ?? []).map(({ peers, ports }) => ({
    ...(peers === 'all' ? {} : { to: peers }),
    ...ports,
  }));
  return {
    ...policy,
    spec: {
      ...policy.spec,
      ...(from.length === 0 ? {} : { ingress: from }),
      ...(to.length === 0 ? {} : { egress: to }),
    },
  };
}

/** Policies speak of TCP, UDP and SCTP; a port is 1 at least. */
function portsOf(
  { ports: sets }: Reachability,
  ports: PortSetId,
): { readonly ports?: readonly NetworkPolicyPort[] } {
  if (ports === ALL_PORTS) return {};
  const list = sets.rangesOf(ports).flatMap(({ lane, from, to }): NetworkPolicyPort[] => {
    if (lane !== 'TCP' && lane !== 'UDP' && lane !== 'SCTP') return [];
    if (from <= 1 && to === 65_535) return [{ protocol: lane }];
    if (to === 0) return [];
    const first = Math.max(from, 1);
    return [{ protocol: lane, port: first, ...(to > first ? { endPort: to } : {}) }];
  });
  return { ports: list };
}
