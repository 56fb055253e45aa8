import { FAMILIES, type AddressRange, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { BitSet } from '#lib/analysis/network/reach/bit-set.ts';
import { compileTiers, type CompiledTier } from '#lib/analysis/network/reach/compiled-tier.ts';
import { buildEndpointSpace, type EndpointSpace } from '#lib/analysis/network/reach/endpoint-space.ts';
import { FamilySpace } from '#lib/analysis/network/reach/family-space.ts';
import type { PodEndpoint } from '#lib/analysis/network/reach/pod-endpoints.ts';
import type { PolicyPlan, ReachDirection } from '#lib/analysis/network/reach/policy-ir.ts';
import { PortSets } from '#lib/analysis/network/reach/port-sets.ts';
import { relevanceOf } from '#lib/analysis/network/reach/visit-plan.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Node } from '#lib/model/node.ts';

interface SpaceSources {
  readonly plans: Readonly<Record<string, PolicyPlan>>;
  readonly pods: readonly PodEndpoint[];
  readonly nodes: readonly Node[];
  readonly namespaces: readonly SpecObject[];
  readonly serviceAccounts: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Address ranges that questions are about. */
  readonly ranges: readonly AddressRange[];
  /** Address ranges that settings beside the policies look at. */
  readonly nets: readonly AddressRange[];
}

/** Everybody who may send to a host, and the tiers of each stage with every selector answered. */
export interface HostSpace {
  readonly space: EndpointSpace;
  readonly ports: PortSets;
  readonly families: Readonly<Record<Family, FamilySpace>>;
  readonly tiers: (stage: string, family: Family, direction: ReachDirection) => readonly CompiledTier[];
  /** Of all who no rule tells apart, the first: what holds for it holds for each of them. */
  readonly alike: (family: Family, at: number) => number;
}

/** Returns the parties of traffic to hosts, as the plans of all stages tell them apart. */
export function buildHostSpace(sources: SpaceSources): HostSpace {
  const { plans, pods, nodes, namespaces, serviceAccounts, ranges, nets } = sources;
  const whole: PolicyPlan = { tiers: Object.values(plans).flatMap(({ tiers }) => tiers), problems: [] };
  const relevance = relevanceOf(whole, [...ranges, ...nets]);
  const known = nodes.map(byInnerAddress);
  const space = buildEndpointSpace({ pods, nodes: known, namespaces, serviceAccounts, relevance });
  const ports = new PortSets();
  const spaceOf = (family: Family): FamilySpace =>
    new FamilySpace({ space, family, addressesMatchPods: true, addressesMatchHosts: true });
  const families = { IPv4: spaceOf('IPv4'), IPv6: spaceOf('IPv6') };
  const compiled = new Map<string, readonly CompiledTier[]>();
  for (const [stage, plan] of Object.entries(plans)) {
    for (const family of FAMILIES) {
      for (const direction of ['ingress', 'egress'] as const) {
        const tiers = compileTiers(plan, direction, { family: families[family], ports });
        compiled.set(`${stage} ${family} ${direction}`, tiers);
      }
    }
  }
  const setsOf = (family: Family): BitSet[] => [
    ...nets.flatMap((net) => {
      const set = { op: 'addresses', ranges: [net] } as const;
      const { must, may } = families[family].boundsOf(set);
      return [must, may];
    }),
    ...[...compiled].filter(([key]) => key.includes(` ${family} `)).flatMap(([, tiers]) => ruleSets(tiers)),
  ];
  const alike = {
    IPv4: alikeIn(setsOf('IPv4'), families.IPv4.size),
    IPv6: alikeIn(setsOf('IPv6'), families.IPv6.size),
  };
  return {
    space,
    ports,
    families,
    tiers: (stage, family, direction) => compiled.get(`${stage} ${family} ${direction}`) ?? [],
    alike: (family, at) => alike[family][at] ?? at,
  };
}

/** Nodes talk to each other, and to themselves, by their inner addresses where they have such. */
function byInnerAddress(node: Node): Node {
  const { addresses = [] } = node.status;
  const inner = addresses.filter(({ type }) => type === 'InternalIP');
  return inner.length === 0 ? node : { ...node, status: { ...node.status, addresses: inner } };
}

function ruleSets(tiers: readonly CompiledTier[]): BitSet[] {
  const rules = tiers.flatMap(({ policies }) => policies.flatMap((policy) => policy.rules));
  return rules.flatMap(({ must, may, self }) => [must, may, ...(self === null ? [] : [self.must, self.may])]);
}

function alikeIn(sets: readonly BitSet[], size: number): number[] {
  const first = new Map<string, number>();
  return Array.from({ length: size }, (_, at) => {
    const key = sets.map((set) => (set.has(at) ? '1' : '0')).join('');
    const found = first.get(key) ?? at;
    first.set(key, found);
    return found;
  });
}
