import { describe, expect, it } from 'vitest';
import { compareNetwork, provenPlanes, type BuildNetworkAnswering } from '#lib/testing/compare-network.ts';
import { NETWORK_RULE_IDS } from '#lib/testing/network-rule-ids.ts';
import { NETWORK_MISREADINGS } from '#lib/testing/network-misreadings.ts';
import { askNetwork } from './ask-network.ts';
import { DATAPLANES } from './dataplane.ts';

const PLANES = provenPlanes(DATAPLANES);

const engine: BuildNetworkAnswering = (records, plane) => askNetwork(records, PLANES[plane]);

describe('the engine against a direct evaluator on random clusters', () => {
  const { asked, allowed, unknown, differences, rules } = compareNetwork(engine, PLANES, {
    clusters: 1200,
    questions: 60,
  });

  it('agrees on 72,000 questions about every kind of policy', () => {
    expect(asked).toBe(72_000);
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it('is asked questions of which 30 to 70 % are allowed and few unknown', () => {
    expect(allowed / asked).toBeGreaterThan(0.3);
    expect(allowed / asked).toBeLessThan(0.7);
    expect(unknown / asked).toBeLessThan(0.1);
  });

  it('meets every rule of the specification about pods at least 50 times', () => {
    const counts = NETWORK_RULE_IDS.map((id) => [id, rules.get(id) ?? 0] as const);
    console.info(
      `${allowed} of ${asked} allowed, ${unknown} unknown; decided by: ${counts.map((one) => one.join(' ')).join(', ')}`,
    );
    expect(counts.filter(([, count]) => count < 50)).toEqual([]);
  });
});

describe('the comparison', () => {
  it.each(Object.entries(NETWORK_MISREADINGS))('catches an engine that %s', (_name, misread) => {
    const mutant: BuildNetworkAnswering = (records, plane) => askNetwork(misread(records), PLANES[plane]);
    const { differences } = compareNetwork(mutant, PLANES, {
      clusters: 600,
      questions: 60,
      isOneEnough: true,
    });
    expect(differences.length).toBeGreaterThan(0);
  });
});
