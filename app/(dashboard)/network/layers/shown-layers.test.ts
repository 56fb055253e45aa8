import { describe, expect, it } from 'vitest';
import type { ScanLayers } from '#lib/questions/layers-of-scan.ts';
import { shownLayers } from './shown-layers.ts';

const NETWORKS = 30;
const NOTE = { en: 'none', 'zh-CN': '无' };

function lane(key: string, workloads: number): ScanLayers['lanes'][number] {
  return {
    key,
    origin: 'definition',
    isClusterWide: false,
    type: 'macvlan',
    mode: null,
    master: 'eth1',
    vlan: null,
    bridge: null,
    ipam: null,
    subnets: [],
    gateway: null,
    sharesWireWith: [],
    moreOnWire: 0,
    pods: workloads,
    workloads: Array.from({ length: workloads }, (_, at) => ({
      namespace: 'shop',
      kind: 'Pod',
      name: `pod-${at}`,
      pods: 1,
      interfaceName: 'net1',
      addresses: [],
      addressCount: 0,
      reason: 'requested',
      isReported: true,
      alsoOn: [],
    })),
    moreWorkloads: 0,
    acts: 'none',
    policies: NOTE,
    outside: null,
  };
}

const keys = Array.from({ length: NETWORKS }, (_, at) => `shop/net-${at}`);
const facts: ScanLayers = {
  lanes: [lane('primary', 0), ...keys.map((key, at) => lane(key, at === 0 ? 62 : 2))],
  problems: [],
  crossings: keys.map((key) => ({ networks: ['primary', key], workloads: 2, named: ['shop/pod'] })),
  guards: [],
  policies: [],
  enforcer: null,
  multus: null,
};
const ALL = { network: null, page: 1, workloads: 1 };

describe('the networks a page shows', () => {
  it('are a page of them, each with its first workloads', () => {
    const { isOne, lanes, crossings } = shownLayers(facts, ALL);
    expect(isOne).toBe(false);
    expect(lanes).toMatchObject({ page: 1, pages: 4, total: NETWORKS + 1 });
    expect(lanes.rows).toHaveLength(10);
    const [first] = lanes.rows.filter(({ lane }) => lane.key === 'shop/net-0');
    expect(first?.workloads).toMatchObject({ total: 62, pages: 7 });
    expect(first?.workloads.rows).toHaveLength(10);
    expect([crossings.rows.length, crossings.more]).toEqual([25, 5]);
  });

  it('are the others on the next pages, and the last ones where a later page is asked for', () => {
    const shown = [1, 2, 3, 4].flatMap((page) =>
      shownLayers(facts, { ...ALL, page }).lanes.rows.map(({ lane }) => lane.key),
    );
    expect(new Set(shown).size).toBe(NETWORKS + 1);
    expect(shownLayers(facts, { ...ALL, page: 9 }).lanes).toMatchObject({ page: 4, from: 31, to: 31 });
  });

  it('are one alone where it is asked for, with all its workloads and what is about it', () => {
    const { isOne, lanes, crossings } = shownLayers(facts, { ...ALL, network: 'shop/net-0', workloads: 2 });
    expect(isOne).toBe(true);
    expect(lanes.rows.map(({ lane, workloads }) => [lane.key, workloads.from, workloads.to])).toEqual([
      ['shop/net-0', 51, 62],
    ]);
    expect(crossings).toMatchObject({ rows: [{ networks: ['primary', 'shop/net-0'] }], more: 0 });
  });

  it('are all of them where none is called so', () => {
    expect(shownLayers(facts, { ...ALL, network: 'shop/none' })).toEqual(shownLayers(facts, ALL));
  });
});
