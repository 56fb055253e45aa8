import { describe, expect, it } from 'vitest';
import { text } from '#lib/model/text.ts';
import { portMatrix, type PortsSeen } from './port-matrix.ts';

const SEEN: PortsSeen = {
  hosts: [
    {
      name: 'node-1',
      cells: [
        { port: 2379, sight: { seen: 'mtls', status: null, standing: 'fine' } },
        { port: 10250, sight: { seen: 'anonymous', status: null, standing: 'open-door' } },
        { port: 10257, sight: { seen: 'status', status: 403, standing: 'should-not' } },
        { port: 10255, sight: { seen: 'refused', status: null, standing: 'refused' } },
        { port: 10259, sight: { seen: 'unreached', status: null, standing: 'unreached' } },
      ],
    },
  ],
  ports: [2379, 10250, 10255, 10256, 10257, 10259].map((port) => ({ port, facts: null })),
};

describe('portMatrix', () => {
  it('looks at each port as the pages judge it, and takes a silent or unasked one for nothing else', () => {
    const [matrix] = portMatrix(SEEN, 'en');
    expect(matrix?.rows[0]?.cells.map(({ look, text: words }) => `${look} ${words}`.trim())).toEqual([
      'fine mTLS',
      'bad anon',
      'closed ·',
      'none',
      'notable 403',
      'unseen ?',
    ]);
  });

  it('says aloud what its signs show', () => {
    const spoken = (locale: 'en' | 'zh-CN') =>
      portMatrix(SEEN, locale)[0]?.rows[0]?.cells.map((cell) => cell.spoken);
    expect(spoken('en')?.slice(0, 4)).toEqual([
      'mTLS, as it should be',
      'anon, lets anyone in',
      'refused',
      'not asked',
    ]);
    expect(spoken('zh-CN')?.[1]).toBe('匿名、任何人都能进入');
  });

  it('names a port as the pages do, and one it knows nothing of by its number alone', () => {
    const facts = { port: 2379, label: text('etcd', 'etcd'), bind: 'every-address', peers: [] } as const;
    const [matrix] = portMatrix(
      {
        ...SEEN,
        ports: [
          { port: 2379, facts },
          { port: 9, facts: null },
        ],
      },
      'en',
    );
    expect(matrix?.ports).toEqual([
      { port: 2379, name: 'etcd' },
      { port: 9, name: '' },
    ]);
  });

  it('splits many ports into tables of about one width, with the hosts that were asked there', () => {
    const ports = Array.from({ length: 23 }, (_, index) => ({ port: 1000 + index, facts: null }));
    const sight = { seen: 'open', status: null, standing: 'fine' } as const;
    const hosts = [
      { name: 'node-0', cells: [{ port: 1000, sight }] },
      { name: 'node-1', cells: ports.map(({ port }) => ({ port, sight })) },
    ];
    const blocks = portMatrix({ hosts, ports }, 'en');
    expect(blocks.map((block) => block.ports.length)).toEqual([8, 8, 7]);
    expect(blocks.map(({ rows }) => rows.map(({ name }) => name))).toEqual([
      ['node-0', 'node-1'],
      ['node-1'],
      ['node-1'],
    ]);
  });
});
