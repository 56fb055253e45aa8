import { describe, expect, it } from 'vitest';
import type { PortStanding } from '#lib/model/port-sight.ts';
import { text } from '#lib/model/text.ts';
import { exposureMatrix, type MatrixHost, type MatrixQuestion } from './exposure-matrix.ts';

const title = text('Anyone may read', '任何人都能读取');

function cell(port: number, standing: PortStanding, isFound = false): MatrixHost['cells'][number] {
  return {
    port,
    sight: { seen: standing === 'refused' ? 'refused' : 'status', status: 401, standing },
    probes: [],
    findings: isFound ? [{ severity: 'critical', title }] : [],
  };
}

const hosts: MatrixHost[] = [
  {
    key: 'cp-1',
    name: 'cp-1',
    role: 'control-plane',
    addresses: ['10.0.0.1'],
    cells: [cell(2379, 'fine'), cell(10_250, 'fine')],
  },
  {
    key: 'worker-1',
    name: 'worker-1',
    role: 'worker',
    addresses: ['10.0.0.2'],
    cells: [cell(2379, 'refused'), cell(10_250, 'open-door', true)],
  },
  { key: 'worker-2', name: 'worker-2', role: 'worker', addresses: [], cells: [cell(10_250, 'should-not')] },
];

const facts = {
  port: 10_250,
  label: text('kubelet', 'kubelet'),
  bind: 'every-address',
  peers: ['nobody'],
} as const;

const question: MatrixQuestion = {
  hosts,
  ports: [
    { port: 2379, facts: null },
    { port: 10_250, facts },
  ],
  port: null,
  standing: null,
  sort: 'name',
  page: 1,
  pageSize: 10,
};

const matrixOf = (change: Partial<MatrixQuestion>) => exposureMatrix({ ...question, ...change }, 'en');
const names = (change: Partial<MatrixQuestion>) => matrixOf(change).rows.map(({ name }) => name);

describe('exposureMatrix', () => {
  it('gives every row a cell for every column, not asked where nobody asked', () => {
    const { rows, columns } = matrixOf({});
    expect(columns).toEqual([
      { port: 2379, label: null },
      { port: 10_250, label: 'kubelet' },
    ]);
    expect(rows.map(({ cells }) => cells.map(({ sight }) => sight.standing))).toEqual([
      ['fine', 'fine'],
      ['refused', 'open-door'],
      ['not-asked', 'should-not'],
    ]);
  });

  it('counts cells before any filter', () => {
    const counts = { fine: 2, refused: 1, 'open-door': 1, 'should-not': 1, 'not-asked': 1, unreached: 0 };
    expect(matrixOf({}).counts).toEqual(counts);
    expect(matrixOf({ standing: 'refused' }).counts).toEqual(counts);
  });

  it('keeps the rows and columns in which something matches, whole', () => {
    const { rows, columns, total } = matrixOf({ standing: 'refused' });
    expect(columns.map(({ port }) => port)).toEqual([2379]);
    expect(rows.map(({ name, cells }) => [name, cells.length])).toEqual([['worker-1', 1]]);
    expect(total).toBe(1);
    expect(names({ port: 2379 })).toEqual(['cp-1', 'worker-1', 'worker-2']);
    expect(names({ port: 2379, standing: 'open-door' })).toEqual([]);
  });

  it('orders by name as given, or worst first', () => {
    expect(names({})).toEqual(['cp-1', 'worker-1', 'worker-2']);
    expect(names({ sort: 'worst' })).toEqual(['worker-1', 'worker-2', 'cp-1']);
  });

  it('cuts pages, and shows the last where one beyond it is asked for', () => {
    expect(matrixOf({ pageSize: 2, page: 9 })).toMatchObject({ page: 2, pages: 2, total: 3 });
    expect(names({ pageSize: 2, page: 9 })).toEqual(['worker-2']);
  });

  it('lists what should not be as it is, with what was found first', () => {
    expect(matrixOf({ page: 2, pageSize: 1 }).doors).toMatchObject([
      {
        cell: { id: 'worker-1:10250', severity: 'critical', title: 'Anyone may read' },
        host: 'worker-1',
        hosts: 1,
      },
      { cell: { id: 'worker-2:10250', severity: null, title: null }, label: 'kubelet', hosts: 1 },
    ]);
  });

  it('takes hosts together whose port shows the same, and leaves one apart that shows something else', () => {
    const cells = [cell(10_250, 'should-not')];
    const alike = ['a', 'b'].map((name) => ({
      key: name,
      name,
      role: 'worker' as const,
      addresses: [],
      cells,
    }));
    expect(matrixOf({ hosts: alike }).doors).toMatchObject([{ host: 'a', hosts: 2 }]);
    const found = alike.map((host) => ({ ...host, cells: [cell(10_250, 'should-not', true)] }));
    expect(matrixOf({ hosts: found }).doors).toMatchObject([{ host: 'a', hosts: 2 }]);
    expect(matrixOf({ hosts: [...alike.slice(0, 1), ...found.slice(1)] }).doors).toHaveLength(2);
  });
});
