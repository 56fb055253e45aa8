import type { PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { PolicyRef } from '#lib/analysis/network/reach/policy-ir.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { UnselectedFact } from '#lib/analysis/network/isolation-facts.ts';
import { contradictionsOf, type Contradiction } from './contradictions.ts';
import { coverageOf, type NamespaceCoverage } from './coverage.ts';
import { policiesWithoutSubject, rulesWithoutPeer, type RulePlace } from './idle-policies.ts';
import { idleRules, type IdleRules } from './idle-rules.ts';
import { apiServerTargets, dnsTargets, METADATA_ADDRESS, nodeTargets } from './known-targets.ts';
import { missingNamespaceLabels, type MissingNamespaceLabel } from './misspelt-namespaces.ts';
import { reachOfTargets, workloadName, type ReachTarget, type TargetReach } from './target-reach.ts';

export const REACHED_KINDS = [
  'api-server-reachable',
  'metadata-reachable',
  'etcd-reachable',
  'kubelet-reachable',
  'control-plane-reachable',
] as const;
export type ReachedKind = (typeof REACHED_KINDS)[number];

export const DNS_PROTOCOLS = ['UDP', 'TCP'] as const;
export type DnsProtocol = (typeof DNS_PROTOCOLS)[number];

/** What is derived of a cluster's network as a whole, before it is put into words. */
export interface NetworkParts {
  readonly coverage: readonly NamespaceCoverage[];
  /** Workloads with pods that no policy selects, in the order of their names. */
  readonly unselected: readonly UnselectedFact[];
  readonly missingLabels: readonly MissingNamespaceLabel[];
  readonly contradictions: readonly Contradiction[];
  /** Null where what was not read may be what a policy or a rule is for. */
  readonly idle: {
    readonly policies: readonly PolicyRef[];
    readonly rulesForNobody: readonly RulePlace[];
    readonly rules: IdleRules;
  } | null;
  /** Which workloads reach the cluster's DNS, by protocol; one that it is not served over is left out. */
  readonly dns: ReadonlyMap<DnsProtocol, TargetReach>;
  /** Which workloads reach what; a target that the cluster does not show is left out. */
  readonly reached: ReadonlyMap<ReachedKind, TargetReach>;
}

/** Returns what is derived of a cluster's network, whose policies something enforces. */
export function networkParts(scene: PathScene, nodes: readonly Node[]): NetworkParts {
  const { reach } = scene;
  return {
    coverage: coverageOf(reach),
    unselected: unselected(reach),
    missingLabels: missingNamespaceLabels(reach),
    contradictions: contradictionsOf(reach),
    // Pods and policies that were not read may be what a rule is for.
    idle:
      reach.unseen.length > 0
        ? null
        : {
            policies: policiesWithoutSubject(reach),
            rulesForNobody: rulesWithoutPeer(reach),
            rules: idleRules(reach),
          },
    dns: dnsReach(scene),
    reached: reachedTargets(scene, nodes),
  };
}

/** What was not read may select them. */
function unselected(reach: Reachability): UnselectedFact[] {
  if (reach.unseen.length > 0) return [];
  const policies = [reach.families.IPv4, reach.families.IPv6].flatMap(({ tiers }) =>
    [...tiers.ingress, ...tiers.egress].flatMap((tier) => tier.policies),
  );
  const selected = new Set<number>();
  for (const { subject } of policies) subject.each((at) => selected.add(at));
  const left = reach.space.podClasses.flatMap(({ pods }, at) => (selected.has(at) ? [] : pods));
  const byName = Map.groupBy(left, (pod) => workloadName(reach, pod));
  return [...byName]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .flatMap(([, pods]) => {
      const endpoint = reach.space.pods[pods[0] ?? -1];
      if (endpoint === undefined) return [];
      const { namespace, owner } = endpoint;
      return [{ namespace, kind: owner.kind, name: owner.name, pods: pods.length }];
    });
}

/** Both protocols are needed: answers that are too long for UDP are asked for again over TCP. */
function dnsReach(scene: PathScene): Map<DnsProtocol, TargetReach> {
  const targets = dnsTargets(scene);
  return new Map(
    DNS_PROTOCOLS.flatMap((protocol) => {
      const own = targets.filter(({ lane }) => lane === protocol);
      return own.length === 0 ? [] : [[protocol, reachOfTargets(scene.reach, own, 'all')] as const];
    }),
  );
}

function reachedTargets(scene: PathScene, nodes: readonly Node[]): Map<ReachedKind, TargetReach> {
  const targets: Readonly<Record<ReachedKind, readonly ReachTarget[]>> = {
    'api-server-reachable': apiServerTargets(scene),
    'metadata-reachable': [{ address: METADATA_ADDRESS, lane: 'TCP', port: 80 }],
    'etcd-reachable': nodeTargets(nodes, 2379, 'control-plane'),
    'kubelet-reachable': nodeTargets(nodes, 10_250, 'all'),
    'control-plane-reachable': [10_257, 10_259].flatMap((port) => nodeTargets(nodes, port, 'control-plane')),
  };
  return new Map(
    REACHED_KINDS.flatMap((kind) =>
      targets[kind].length === 0 ? [] : [[kind, reachOfTargets(scene.reach, targets[kind], 'any')] as const],
    ),
  );
}
