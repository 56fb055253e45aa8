import { describe, expect, it } from 'vitest';
import type { ControlResult, Outcome } from '#lib/model/control.ts';
import type { ProbeResult, ProbeState } from '#lib/model/probe.ts';
import { exposureTile, networkTile, nodesTile, rbacTile } from './overview-tiles.ts';

function probe(node: string, state: ProbeState, port = 10250): ProbeResult {
  return { target: { address: node, port, node }, state } as ProbeResult;
}

function control(id: string, outcome: Outcome, { checked = 0, failed = 0 } = {}): ControlResult {
  return { id, outcome, checked, failed } as ControlResult;
}

describe('the tile of nodes', () => {
  it('counts nodes with a serious finding and draws the others as they are', () => {
    const tile = nodesTile({
      state: 'complete',
      total: 5,
      worst: new Map([
        ['a', 'critical'],
        ['b', 'medium'],
        ['c', 'info'],
      ]),
      probes: [probe('a', 'open'), probe('d', 'unreachable'), probe('e', 'refused')],
      controls: [control('kubelet-anonymous', 'fail')],
    });
    expect(tile).toMatchObject({ total: 5, bad: 1, badNames: ['a'], unseen: 1, unseenName: 'd' });
    expect(tile.cells).toEqual([
      { state: 'critical', count: 1 },
      { state: 'medium', count: 1 },
      { state: 'fine', count: 2 },
      { state: 'unseen', count: 1 },
    ]);
  });

  it('names the worst node first, whatever its name', () => {
    const worst = new Map([
      ['a', 'high'],
      ['z', 'critical'],
      ['c', 'low'],
    ] as const);
    const tile = nodesTile({ state: 'complete', total: 3, worst, probes: [], controls: [] });
    expect(tile).toMatchObject({ badNames: ['z', 'a'], unseenName: null });
  });

  it('has no number where nodes could not be read', () => {
    const tile = nodesTile({ state: 'failed', total: 0, worst: new Map(), probes: [], controls: [] });
    expect(tile.total).toBeNull();
  });

  it('calls no node fine whose kubelet was not judged', () => {
    const controls = [control('kubelet-anonymous', 'not-assessed')];
    const tile = nodesTile({ state: 'complete', total: 2, worst: new Map(), probes: [], controls });
    expect(tile).toMatchObject({ judged: false, cells: [{ state: 'unseen', count: 2 }] });
  });
});

describe('the tile of exposure', () => {
  const door = { target: 'a:2379', port: 2379, severity: 'critical' } as const;

  it('counts a port once, however many findings it has', () => {
    const probes = [probe('a', 'open', 2379), probe('b', 'open'), probe('c', 'refused')];
    expect(exposureTile(probes, [door, { ...door, severity: 'high' }])).toMatchObject({
      asked: 3,
      open: 2,
      bad: 1,
      ports: [2379],
    });
  });

  it('leaves out a port whose finding is mild', () => {
    expect(exposureTile([probe('a', 'open')], [{ ...door, severity: 'medium' }]).bad).toBe(0);
  });
});

describe('the tile of rights', () => {
  const kinds = [
    { controlId: 'cluster-admin-bound', messageId: 'cluster', severity: 'critical', count: 3 },
    { controlId: 'cluster-admin-bound', messageId: 'namespace', severity: 'high', count: 9 },
  ] as const;

  it('counts what leads to cluster-admin, not what rules one namespace', () => {
    expect(rbacTile(kinds, [control('cluster-admin-bound', 'fail')]).admin).toBe(3);
  });

  it('has no number where rights were not judged, and 0 where they were fine', () => {
    expect(rbacTile([], [control('cluster-admin-bound', 'not-assessed')]).admin).toBeNull();
    expect(rbacTile([], [control('cluster-admin-bound', 'pass')]).admin).toBe(0);
  });
});

describe('the tile of the network', () => {
  it('counts the namespaces that are closed', () => {
    const judged = control('namespace-without-default-deny', 'fail', { checked: 14, failed: 12 });
    expect(networkTile([judged])).toEqual({ closed: 2, total: 14, enforced: null });
  });

  it('has no number where isolation was not judged', () => {
    expect(networkTile([control('namespace-without-default-deny', 'not-assessed')]).closed).toBeNull();
  });
});
