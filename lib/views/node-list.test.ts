import { describe, expect, it } from 'vitest';
import type { PortSeen, PortStanding } from '#lib/model/port-sight.ts';
import type { Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';
import { nodeList, type ListedNode, type NodeListQuestion } from './node-list.ts';

function node(name: string, more: Partial<ListedNode> = {}): ListedNode {
  return {
    name,
    role: 'worker',
    addresses: ['10.0.0.1'],
    isReady: true,
    kubelet: { version: 'v1.36.3', state: 'supported', endOfLife: '2027-06-28' },
    skew: null,
    cells: [],
    pods: 3,
    podsWithHostAccess: 1,
    findings: [],
    states: ['pass'],
    ...more,
  };
}

const cell = (port: number, seen: PortSeen, standing: PortStanding) => ({
  port,
  sight: { seen, status: null, standing },
});
const found = (severity: Severity) => ({ fingerprint: `f-${severity}`, controlId: 'open-kubelet', severity });

const nodes = [
  node('cp-1', {
    role: 'control-plane',
    addresses: ['10.0.9.9'],
    kubelet: { version: 'v1.36.10', state: 'supported', endOfLife: null },
  }),
  node('w-1', {
    cells: [cell(10_250, 'anonymous', 'open-door'), cell(10_255, 'refused', 'refused')],
    findings: [found('high')],
    states: ['fail'],
  }),
  node('w-2', {
    cells: [cell(10_250, 'unreached', 'unreached')],
    findings: [found('critical')],
    states: ['fail'],
    kubelet: { version: 'v1.36.9', state: 'supported', endOfLife: null },
  }),
];

const question: NodeListQuestion = {
  nodes,
  checks: [{ id: 'open-kubelet', title: text('Kubelets ask', 'kubelet 会询问'), port: 10_250 }],
  role: null,
  q: '',
  sort: 'name',
  page: 1,
  pageSize: 10,
};

const listOf = (change: Partial<NodeListQuestion>) => nodeList({ ...question, ...change }, 'zh-CN');
const names = (change: Partial<NodeListQuestion>) => listOf(change).rows.map(({ name }) => name);

describe('nodeList', () => {
  it('lists what is open, and tells not reached from not asked', () => {
    const [cp, first, second] = listOf({}).rows;
    expect(first).toMatchObject({
      openPorts: [{ id: 'w-1:10250', port: 10_250 }],
      unreached: 0,
      isAsked: true,
    });
    expect(second).toMatchObject({ openPorts: [], unreached: 1, isAsked: true });
    expect(cp).toMatchObject({ openPorts: [], unreached: 0, isAsked: false });
  });

  it('gives each check a cell that leads to its evidence', () => {
    const { rows, checks } = listOf({});
    expect(checks).toEqual([{ id: 'open-kubelet', title: 'kubelet 会询问' }]);
    expect(rows[1]?.checks).toEqual([
      {
        checkId: 'open-kubelet',
        state: 'fail',
        severity: 'high',
        fingerprint: 'f-high',
        portCell: 'w-1:10250',
      },
    ]);
    expect(rows[0]?.checks[0]).toMatchObject({ state: 'pass', fingerprint: null });
  });

  it('finds by name, address and role', () => {
    expect(names({ q: ' W-' })).toEqual(['w-1', 'w-2']);
    expect(names({ q: '10.0.9' })).toEqual(['cp-1']);
    expect(names({ role: 'control-plane' })).toEqual(['cp-1']);
    expect(names({ role: 'control-plane', q: 'w-' })).toEqual([]);
  });

  it('sorts worst first, and versions by number', () => {
    expect(names({ sort: 'worst' })).toEqual(['w-2', 'w-1', 'cp-1']);
    expect(names({ sort: 'version' })).toEqual(['w-1', 'w-2', 'cp-1']);
  });

  it('cuts pages and keeps within them', () => {
    expect(listOf({ page: 0, pageSize: 2 })).toMatchObject({ page: 1, pages: 2, total: 3 });
    expect(names({ page: 5, pageSize: 2 })).toEqual(['w-2']);
  });
});
