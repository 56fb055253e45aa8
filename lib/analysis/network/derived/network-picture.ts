import { outsidePaths, type OutsidePath } from '#lib/analysis/network/paths/outside-paths.ts';
import { PATH_SLICES, pathScene, type PathSlices } from '#lib/analysis/network/paths/path-scene.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { reachOfSlices, type ReachSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import type { UnselectedFact } from '#lib/analysis/network/isolation-facts.ts';
import { gapsOf, itemsOf } from '#lib/model/collected.ts';
import { isUnexpected } from '#lib/model/gap.ts';
import { apiGroupOf, refKey, type ResourceRef } from '#lib/model/resource-ref.ts';
import type { Text } from '#lib/model/text.ts';
import { coverageOf, type NamespaceCoverage } from './coverage.ts';
import type { MissingNamespaceLabel } from './misspelt-namespaces.ts';
import type { NetworkFinding } from '#lib/model/network-finding.ts';
import { findingsOfParts, NOTHING_ENFORCED } from './network-findings.ts';
import { networkParts, type DnsProtocol, type NetworkParts } from './network-parts.ts';
import { policyObjects } from './policy-objects.ts';
import { workloadName, type TargetReach } from './target-reach.ts';

/** A workload that the cluster's DNS is kept from. */
export interface DnsLoss {
  readonly workload: ResourceRef;
  readonly protocols: readonly DnsProtocol[];
}

/** What the engine derives of a cluster's network as a whole, once for each scan. */
export interface NetworkPicture {
  /** Null where it is known that policies take effect, or that they do not. */
  readonly mayNotEnforce: Text | null;
  readonly isEnforced: boolean;
  /** What could not be read and may change any of it. */
  readonly unseen: readonly Text[];
  /** What could not be read beside that: what is about it may be missing. */
  readonly unseenBeside: readonly Text[];
  readonly findings: readonly NetworkFinding[];
  /** Policies of other kinds than NetworkPolicy are in force. */
  readonly hasOtherKinds: boolean;
  /** As policies are written, whether or not it is known that they take effect. */
  readonly coverage: readonly NamespaceCoverage[];
  /** Workloads that no policy of any kind selects. */
  readonly unselected: readonly UnselectedFact[];
  /** How many policies were looked at. */
  readonly policies: number;
  readonly idlePolicies: readonly ResourceRef[];
  readonly missingLabels: readonly (MissingNamespaceLabel & { readonly policy: ResourceRef })[];
  /** The labels of every namespace with pods were read. */
  readonly areNamespacesWhole: boolean;
  /** Nobody knows which plugin runs, and there are policies of kinds that only some plugins read. */
  readonly areKindsUnsure: boolean;
  /** Null where no DNS of the cluster is known. */
  readonly dns: {
    readonly checked: number;
    readonly unknown: number;
    readonly lost: readonly DnsLoss[];
  } | null;
  readonly outside: readonly OutsidePath[];
  /** What could not be read of ways in. */
  readonly outsideUnseen: readonly Text[];
}

/** Policies that only the plugin reads that they are named after. */
const PLUGIN_KINDS = [
  'calicoNetworkPolicies',
  'calicoGlobalNetworkPolicies',
  'ciliumNetworkPolicies',
  'ciliumClusterwideNetworkPolicies',
] as const;

export type PictureSlices = ReachSlices & PathSlices;

/** Returns what the engine derives of what was read of a cluster. */
export function networkPicture(slices: PictureSlices): NetworkPicture {
  const { reach } = reachOfSlices(slices);
  const scene = pathScene(reach, slices);
  const isEnforced = reach.dataplane.enforces;
  const parts = isEnforced ? networkParts(scene, itemsOf(slices.nodes)) : null;
  return {
    mayNotEnforce: reach.mayNotEnforce,
    isEnforced,
    unseen: reach.unseen,
    unseenBeside: gapMessages(slices, ['namespaces', 'services', 'endpointSlices', 'nodes']),
    findings: parts === null ? NOTHING_ENFORCED : findingsOfParts(parts),
    coverage: writtenCoverage(reach, parts),
    unselected: parts?.unselected ?? [],
    ...policiesOf(reach, parts),
    areNamespacesWhole: reach.space.pods.every(({ namespace }) => reach.space.namespaces.has(namespace)),
    areKindsUnsure:
      reach.mayNotEnforce !== null &&
      reach.dataplane.name === 'kubernetes' &&
      PLUGIN_KINDS.some((slice) => itemsOf<unknown>(slices[slice]).length > 0),
    dns: parts === null || parts.dns.size === 0 ? null : dnsLosses(reach, parts),
    outside: outsidePaths(scene),
    outsideUnseen: gapMessages(slices, ['services', 'endpointSlices', ...PATH_SLICES]),
  };
}

function writtenCoverage(reach: Reachability, parts: NetworkParts | null): readonly NamespaceCoverage[] {
  if (parts === null) return [];
  return reach.mayNotEnforce === null ? parts.coverage : coverageOf({ ...reach, mayNotEnforce: null });
}

function policiesOf(reach: Reachability, parts: NetworkParts | null) {
  const objectOf = policyObjects(reach);
  const inForce = new Map(
    reach.plan.tiers
      .flatMap(({ ingress, egress }) => [...ingress, ...egress])
      .flatMap(({ ref }) => objectOf(ref) ?? [])
      .map((ref) => [refKey(ref), ref]),
  );
  const isPlain = ({ kind, apiVersion }: ResourceRef): boolean =>
    kind === 'NetworkPolicy' && apiGroupOf(apiVersion) === 'networking.k8s.io';
  return {
    policies: inForce.size,
    hasOtherKinds: reach.dataplane.closedByDefault || [...inForce.values()].some((ref) => !isPlain(ref)),
    idlePolicies: (parts?.idle?.policies ?? []).flatMap((ref) => objectOf(ref) ?? []),
    missingLabels: (parts?.missingLabels ?? []).flatMap((one) => {
      const policy = objectOf(one.ref);
      return policy === null ? [] : [{ ...one, policy }];
    }),
  };
}

function dnsLosses(reach: Reachability, { dns }: NetworkParts): NetworkPicture['dns'] {
  const owners = new Map(reach.space.pods.map(({ owner }, pod) => [workloadName(reach, pod), owner]));
  const lost = new Map<string, DnsProtocol[]>();
  for (const [protocol, { denied }] of dns) {
    for (const name of denied) lost.set(name, [...(lost.get(name) ?? []), protocol]);
  }
  const all = [...dns.values()];
  const named = (list: (one: TargetReach) => readonly string[]) => new Set(all.flatMap(list)).size;
  return {
    checked: named(({ allowed, denied, unknown }) => [...allowed, ...denied, ...unknown]),
    unknown: named(({ unknown }) => unknown),
    lost: [...lost].flatMap(([name, protocols]) => {
      const workload = owners.get(name);
      return workload === undefined ? [] : [{ workload, protocols }];
    }),
  };
}

function gapMessages(slices: PictureSlices, names: readonly (keyof PictureSlices)[]): Text[] {
  return names.flatMap((name) => {
    const [gap] = gapsOf(slices[name]).filter(isUnexpected);
    return gap === undefined ? [] : [gap.message];
  });
}
