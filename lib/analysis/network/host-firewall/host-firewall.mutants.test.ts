import { afterEach, describe, expect, it, vi } from 'vitest';
import { DATAPLANES } from '#lib/analysis/network/reach/dataplane.ts';
import { compareHosts } from '#lib/testing/compare-hosts.ts';

/** Ways to break the engine's own code, each in one of its parts. */
const MUTANTS: Readonly<Record<string, () => void>> = {
  'binds the last endpoint of an interface by name': () =>
    vi.doMock(import('./host-endpoints.ts'), async (load) => {
      const right = await load();
      return {
        ...right,
        endpointsMet: (node, own, arrival) => right.endpointsMet(node, own.toReversed(), arrival),
      };
    }),
  'takes a packet of an own pod for one that comes in by a card': () =>
    vi.doMock(import('./host-endpoints.ts'), async (load) => {
      const right = await load();
      return {
        ...right,
        endpointsMet: (node, own, arrival) =>
          right.endpointsMet(node, own, arrival === 'pod' ? 'card' : arrival),
      };
    }),
  'goes on to the profiles where a tier ends in a drop': () =>
    vi.doMock(import('./walk-stage.ts'), async (load) => {
      const right = await load();
      return {
        walkStage: (tiers, asked) =>
          right.walkStage(
            tiers.map((tier) => ({ ...tier, end: 'pass' })),
            asked,
          ),
      };
    }),
  'leaves out the labels of profiles': () =>
    vi.doMock(import('#lib/analysis/network/reach/host-endpoint-labels.ts'), () => ({
      withProfileLabels: (endpoints) => [...endpoints],
    })),
};

describe('the comparison of host firewalls', () => {
  afterEach(() => {
    vi.doUnmock('./host-endpoints.ts');
    vi.doUnmock('./walk-stage.ts');
    vi.doUnmock('#lib/analysis/network/reach/host-endpoint-labels.ts');
    vi.resetModules();
  });

  it.each(Object.entries(MUTANTS))('catches an engine that %s', async (_name, mutate) => {
    vi.resetModules();
    mutate();
    const { hostFirewallOf } = await import('./host-firewall.ts');
    const { differences } = compareHosts(hostFirewallOf, DATAPLANES.calico, { clusters: 40, questions: 60 });
    expect(differences.length).toBeGreaterThan(0);
  });

  it('finds nothing to catch where nothing is broken', async () => {
    vi.resetModules();
    const { hostFirewallOf } = await import('./host-firewall.ts');
    const { differences } = compareHosts(hostFirewallOf, DATAPLANES.calico, { clusters: 40, questions: 60 });
    expect(differences).toEqual([]);
  });
});
