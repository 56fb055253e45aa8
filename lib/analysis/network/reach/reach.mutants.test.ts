import { afterEach, describe, expect, it, vi } from 'vitest';
import { compareNetwork, provenPlanes } from '#lib/testing/compare-network.ts';
import { DATAPLANES } from './dataplane.ts';

const PLANES = provenPlanes(DATAPLANES);

/** Ways to break the engine's own code, each in one of its parts. */
const MUTANTS: Readonly<Record<string, () => void>> = {
  'judges only what a destination takes': () =>
    vi.doMock(import('./answer-pair.ts'), async (load) => {
      const { answerPair } = await load();
      return {
        answerPair: (matrix, ask) => {
          const answer = answerPair(matrix, ask);
          return { ...answer, verdict: answer.ingress.verdict };
        },
      };
    }),
  'takes what is perhaps allowed for allowed': () =>
    vi.doMock(import('./reach-row.ts'), async (load) => {
      const { reachRow } = await load();
      return {
        reachRow: (sources) => {
          const { may } = reachRow(sources);
          return { must: may, may };
        },
      };
    }),
  'takes what is perhaps allowed for denied': () =>
    vi.doMock(import('./reach-row.ts'), async (load) => {
      const { reachRow } = await load();
      return {
        reachRow: (sources) => {
          const { must } = reachRow(sources);
          return { must, may: must };
        },
      };
    }),
  'resolves a named port on any pod but that of the destination': () =>
    vi.doMock(import('./compiled-tier.ts'), async (load) => {
      const right = await load();
      return { ...right, portsAt: (rule) => rule.ports };
    }),
  'needs the label for a negative condition': () =>
    vi.doMock(import('./label-expr.ts'), async (load) => {
      const right = await load();
      return {
        ...right,
        labelExprOf: (selector) => {
          const keys = (selector.matchExpressions ?? []).filter(({ operator }) => operator === 'NotIn');
          const needed = keys.map(({ key }) => ({ op: 'has', key }) as const);
          return right.allOf([right.labelExprOf(selector), ...needed]);
        },
      };
    }),
  'does not mask the host bits of a block': () =>
    vi.doMock(import('./address-ranges.ts'), async (load) => {
      const right = await load();
      return {
        ...right,
        parseCidr: (text) => {
          const [range, written] = [right.parseCidr(text), right.parseAddress(text.split('/')[0] ?? '')];
          return range === null || written === null ? null : { ...range, first: written.value };
        },
      };
    }),
  'takes the ports of init containers that end for ports of the pod': () =>
    vi.doMock(import('./pod-endpoints.ts'), async (load) => {
      const { podEndpoints } = await load();
      return {
        podEndpoints: (index, ...rest) =>
          podEndpoints(
            {
              ...index,
              units: index.units.map((unit) => ({
                ...unit,
                pods: unit.pods.map((pod) => ({
                  ...pod,
                  spec: {
                    ...pod.spec,
                    containers: [...pod.spec.containers, ...(pod.spec.initContainers ?? [])],
                  },
                })),
              })),
            },
            ...rest,
          ),
      };
    }),
  'isolates Calico pods in both directions whatever the types': () =>
    vi.doMock(import('./calico-rules.ts'), async (load) => {
      const right = await load();
      return { ...right, calicoTypes: () => ({ types: ['ingress', 'egress'] as const, doubts: {} }) };
    }),
  'does not look at the ports of Calico rules': () =>
    vi.doMock(import('./calico-ports.ts'), () => ({
      calicoPorts: () => ({ terms: 'all' as const, isBySource: false }),
    })),
  'takes the firewall of hosts to be on where nobody saw it': () =>
    vi.doMock(import('./policy-plan.ts'), async (load) => {
      const { planPolicies } = await load();
      return {
        planPolicies: (objects, dataplane) =>
          planPolicies(objects, {
            ...dataplane,
            hostPolicies: dataplane.hostPolicies === 'unknown' ? 'enforced' : dataplane.hostPolicies,
          }),
      };
    }),
  "takes a pod's own node for any other": () =>
    vi.doMock(import('./family-space.ts'), async (load) => {
      const { FamilySpace } = await load();
      return {
        FamilySpace: class extends FamilySpace {
          override ownOf(host: number): number {
            return host;
          }
        },
      };
    }),
  'does not look at the ports of Cilium rules': () =>
    vi.doMock(import('./cilium-ports.ts'), async (load) => {
      const { ciliumPorts } = await load();
      return { ciliumPorts: (raw, context) => ciliumPorts({ ...raw, toPorts: undefined }, context) };
    }),
};

describe('the comparison with the direct evaluator', () => {
  afterEach(() => {
    for (const part of [
      './answer-pair.ts',
      './reach-row.ts',
      './compiled-tier.ts',
      './label-expr.ts',
      './address-ranges.ts',
      './pod-endpoints.ts',
      './calico-rules.ts',
      './calico-ports.ts',
      './cilium-ports.ts',
      './policy-plan.ts',
      './family-space.ts',
    ])
      vi.doUnmock(part);
    vi.resetModules();
  });

  async function differences(clusters = 400): Promise<number> {
    vi.resetModules();
    const { askNetwork } = await import('./ask-network.ts');
    const compared = compareNetwork((records, plane) => askNetwork(records, PLANES[plane]), PLANES, {
      clusters,
      questions: 60,
      isOneEnough: true,
    });
    return compared.differences.length;
  }

  it('finds nothing in the engine as it is', async () => {
    expect(await differences(60)).toBe(0);
  });

  it.each(Object.entries(MUTANTS))('catches an engine that %s', async (_name, mutate) => {
    mutate();
    expect(await differences()).toBeGreaterThan(0);
  });
});
