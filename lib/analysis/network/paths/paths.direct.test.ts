import { describe, expect, it } from 'vitest';
import { pathScene, type PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import { DATAPLANES, type DataplaneName } from '#lib/analysis/network/reach/dataplane.ts';
import { reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { inventory, type GivenSlices } from '#lib/testing/builders/inventory.ts';
import type { Collected } from '#lib/model/collected.ts';
import { networkRecords } from '#lib/testing/compare-network.ts';
import type { NetworkManifests } from '#lib/testing/direct-network/manifests.ts';
import { serviceVerdict } from '#lib/testing/direct-network/service-verdict.ts';
import { randomServiceAsks } from '#lib/testing/random-network/random-service-asks.ts';
import { randomServices } from '#lib/testing/random-network/random-services.ts';
import { answerPath } from './answer-path.ts';

const QUESTIONS = 60;
const SERVICE_RULES = ['NP-18', 'NP-24', 'NP-25', 'SV-1', 'SV-2', 'SV-3', 'SV-4', 'SV-5', 'SV-6', 'SV-8'];

function planeOf(seed: number): DataplaneName {
  if (seed % 40 === 0) return 'none';
  return (['calico', 'kubernetes', 'cilium'] as const)[seed % 3] ?? 'calico';
}

type Misreading = (records: GivenSlices) => GivenSlices;

function sceneOf(objects: NetworkManifests, profile: DataplaneName, misread: Misreading): PathScene {
  const isOfFiles = objects.endpointSlices === undefined;
  const notGiven: Collected<never> = { state: 'not-given', gaps: [] };
  const unread: Readonly<Record<string, Collected<never>>> = isOfFiles ? { endpointSlices: notGiven } : {};
  const { slices } = inventory(misread(networkRecords(objects)), unread);
  return pathScene(reachOfSlices(slices, { profile }).reach, slices);
}

function compare(clusters: number, misread: Misreading = (records) => records) {
  const rules = new Map<string, number>();
  const verdicts = { allowed: 0, denied: 0, unknown: 0, nobody: 0 };
  const differences: object[] = [];
  for (let seed = 1; seed <= clusters; seed += 1) {
    const objects = randomServices(seed);
    const plane = planeOf(seed);
    const scene = sceneOf(objects, plane, misread);
    for (const ask of randomServiceAsks(objects, seed + 1_000_000, QUESTIONS)) {
      const { verdict: wanted, rules: deciding } = serviceVerdict(objects, DATAPLANES[plane], ask);
      const answer = answerPath(scene, ask);
      const told = 'problem' in answer ? 'nobody' : answer.verdict;
      if (told !== wanted) differences.push({ seed, plane, ask, told, wanted, deciding });
      for (const id of deciding) rules.set(id, (rules.get(id) ?? 0) + 1);
      verdicts[wanted] += 1;
    }
  }
  return { asked: clusters * QUESTIONS, rules, verdicts, differences };
}

describe('paths through services against a direct evaluator on random clusters', () => {
  const { asked, rules, verdicts, differences } = compare(250);

  it('agrees on 15,000 questions from pods, nodes and the outside', () => {
    expect(asked).toBe(15_000);
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it('is asked questions of which 30 to 70 % are allowed and few unknown', () => {
    expect(verdicts.allowed / asked).toBeGreaterThan(0.3);
    expect(verdicts.allowed / asked).toBeLessThan(0.7);
    expect(verdicts.unknown / asked).toBeLessThan(0.2);
  });

  it('meets every rule about services at least 50 times', () => {
    const counts = SERVICE_RULES.map((id) => [id, rules.get(id) ?? 0] as const);
    console.info(
      `${verdicts.allowed} of ${asked} allowed, ${verdicts.unknown} unknown; decided by: ${counts.map((one) => one.join(' ')).join(', ')}`,
    );
    expect(counts.filter(([, count]) => count < 50)).toEqual([]);
  });
});

type ServiceSpec = NonNullable<GivenSlices['services']>[number]['spec'];

const inSpecs =
  (change: (spec: ServiceSpec) => ServiceSpec): Misreading =>
  ({ services = [], ...records }) => ({
    ...records,
    services: services.map((one) => ({ ...one, spec: change(one.spec) })),
  });

/** Ways to read services wrongly; the engine behind them is the right one. */
const MISREADINGS: Readonly<Record<string, Misreading>> = {
  'sends to endpoints whatever their state (SV-2)': ({ endpointSlices = [], ...records }) => ({
    ...records,
    endpointSlices: endpointSlices.map((slice) => ({
      ...slice,
      endpoints: slice.endpoints.map(({ conditions: _conditions, ...one }) => one),
    })),
  }),
  'keeps the sender’s address through every node (SV-3)': inSpecs((spec) => ({
    ...spec,
    externalTrafficPolicy: 'Local',
  })),
  'spreads local traffic over all nodes (SV-4)': inSpecs((spec) => ({
    ...spec,
    internalTrafficPolicy: 'Cluster',
  })),
  'does not look at the ranges of a load balancer (SV-5)': inSpecs(
    ({ loadBalancerSourceRanges: _ranges, ...spec }) => spec,
  ),
  'takes the port of the service for the port of the pod (NP-18)': ({ endpointSlices = [], ...records }) => ({
    ...records,
    endpointSlices: endpointSlices.map((slice) => ({
      ...slice,
      ports: slice.ports.map((port) => ({ ...port, port: port.name === 'port0' ? 80 : 443 })),
    })),
  }),
};

describe('the comparison', () => {
  it.each(Object.entries(MISREADINGS))('catches an engine that %s', (_name, misread) => {
    expect(compare(25, misread).differences.length).toBeGreaterThan(0);
  });
});
