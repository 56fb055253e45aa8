import { afterEach, describe, expect, it, vi } from 'vitest';
import { DATAPLANES } from '#lib/analysis/network/reach/dataplane.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { compareLayers } from '#lib/testing/compare-layers.ts';

/** Ways to break the engine's own code, each in one of its parts. */
const MUTANTS: Readonly<Record<string, () => void>> = {
  'reads ranges of ports where the version has none, MN-1': () =>
    vi.doMock(import('./multi-policy-rules.ts'), async (load) => {
      const { readMultiPolicy } = await load();
      return {
        readMultiPolicy: (policy) => readMultiPolicy({ ...policy, apiVersion: 'k8s.cni.cncf.io/v1beta2' }),
      };
    }),
  'isolates in both directions whatever the types, MN-1': () =>
    vi.doMock(import('./multi-policy-rules.ts'), async (load) => {
      const { readMultiPolicy } = await load();
      return {
        readMultiPolicy: (policy) => ({ ...readMultiPolicy(policy), isFor: { ingress: true, egress: true } }),
      };
    }),
  'takes a policy for one network for a policy for all its namespace has, MN-3': () =>
    vi.doMock(import('./multi-policy-rules.ts'), async (load) => {
      const { readMultiPolicy } = await load();
      return {
        readMultiPolicy: (policy) => {
          const right = readMultiPolicy(policy);
          const more = right.networks.map((one) => one.replace(/[^/]*$/, 'data'));
          return { ...right, networks: [...right.networks, ...more] };
        },
      };
    }),
  'takes one wire for granted where the definition is the same, MN-6': () =>
    vi.doMock(import('./wire.ts'), async (load) => {
      const right = await load();
      return {
        ...right,
        wireBetween: (a, b) => ({
          ...right.wireBetween(a, b),
          ...(right.wireOf(a.network) === right.wireOf(b.network) && { isShared: 'yes' as const }),
        }),
      };
    }),
};

describe('the comparison of layers with the direct evaluator', () => {
  afterEach(() => {
    for (const part of ['./multi-policy-rules.ts', './wire.ts']) vi.doUnmock(part);
    vi.resetModules();
  });

  async function differences(): Promise<number> {
    vi.resetModules();
    const { answerLayers } = await import('./answer-layers.ts');
    const { layerViewOf } = await import('./layer-view.ts');
    const compared = compareLayers(
      (records) => {
        const view = layerViewOf(inventory(records).slices);
        return (ask) => {
          const answer = answerLayers(view, ask);
          return 'problem' in answer ? null : answer.verdict;
        };
      },
      DATAPLANES,
      { clusters: 60, questions: 40, isOneEnough: true },
    );
    return compared.differences.length;
  }

  it('finds nothing in the engine as it is', async () => {
    expect(await differences()).toBe(0);
  });

  it.each(Object.entries(MUTANTS))('catches an engine that %s', async (_name, mutate) => {
    mutate();
    expect(await differences()).toBeGreaterThan(0);
  });
});
