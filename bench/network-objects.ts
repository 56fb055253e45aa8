import { REACH_SLICES, type ReachSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { collected } from '#lib/model/collected.ts';
import type { ListedRecord } from './network-records.ts';
import { namespaceRecord, nodeRecord, podRecord } from './network-records.ts';
import { plainPolicies } from './plain-policies.ts';
import { calicoPolicies, ciliumPolicies, expressivePolicies } from './rich-policies.ts';

/** A cluster whose network is measured: `plain` has NetworkPolicies alone, the others kinds of a plugin beside them. */
export const NETWORK_SCENARIOS = ['plain', 'kubernetes', 'calico', 'cilium'] as const;
export type NetworkScenario = (typeof NETWORK_SCENARIOS)[number];

interface NetworkSize {
  readonly pods: number;
  readonly namespaces: number;
  readonly nodes: number;
}

const SIZES: Readonly<Record<'10k' | '20k', NetworkSize>> = {
  '10k': { pods: 10_000, namespaces: 1000, nodes: 500 },
  '20k': { pods: 20_000, namespaces: 1000, nodes: 500 },
};

/** Returns the objects of a scenario as a scan keeps them; `plain` has 10,000 pods, every other one 20,000. */
export function networkObjects(scenario: NetworkScenario): ReachSlices {
  const { pods, namespaces, nodes } = SIZES[scenario === 'plain' ? '10k' : '20k'];
  const upTo = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const given: Readonly<Record<string, readonly ListedRecord[]>> = {
    pods: upTo(pods, (index) => podRecord(index, { namespaces, nodes })),
    nodes: upTo(nodes, nodeRecord),
    namespaces: upTo(namespaces, namespaceRecord),
    ...policiesOf(scenario, namespaces),
  };
  return Object.fromEntries(
    REACH_SLICES.map((name) => [name, collected<unknown>([...(given[name] ?? [])], [])]),
  ) as unknown as ReachSlices;
}

function policiesOf(
  scenario: NetworkScenario,
  namespaces: number,
): Readonly<Record<string, readonly ListedRecord[]>> {
  switch (scenario) {
    case 'plain':
      return plainPolicies(namespaces);
    case 'kubernetes':
      return expressivePolicies(namespaces);
    case 'calico':
      return calicoPolicies(namespaces);
    case 'cilium':
      return ciliumPolicies(namespaces);
  }
}
