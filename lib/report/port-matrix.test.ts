import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '#lib/model/probe.ts';
import { portMatrix } from './port-matrix.ts';

const open: ProbeResult = {
  target: { address: '10.0.0.1', port: 10250, node: 'node-1' },
  state: 'open',
  service: 'kubelet',
  version: null,
  tls: { version: 'TLSv1.3', cipher: 'x' },
  certificate: null,
  clientCertificate: 'not-required',
  anonymous: 'off',
  answers: [{ method: 'GET', scheme: 'https', path: '/pods', status: 401, excerpt: null, error: null }],
  durationMs: 1,
  from: 'here',
};

function cellOf(more: Partial<ProbeResult>): { look: string; text: string } | undefined {
  const [matrix] = portMatrix([{ ...open, ...more }], 'en');
  return matrix?.rows[0]?.cells[0];
}

describe('portMatrix', () => {
  it.each([
    { name: 'a kubelet that turns strangers away', probe: {}, look: 'fine', text: '401' },
    { name: 'a kubelet that lets anyone in', probe: { anonymous: 'allowed' }, look: 'bad', text: 'anon' },
    {
      name: 'a kubelet that lets strangers in and then refuses them',
      probe: { anonymous: 'denied' },
      look: 'notable',
      text: '401',
    },
    {
      name: 'an API server that does the same, as they all do',
      probe: { anonymous: 'denied', service: 'kube-apiserver' },
      look: 'fine',
      text: '401',
    },
    {
      name: 'metrics anyone may read',
      probe: { anonymous: 'allowed', service: 'etcd-metrics', tls: null },
      look: 'notable',
      text: 'HTTP',
    },
    {
      name: 'a client certificate asked for',
      probe: { clientCertificate: 'required', answers: [] },
      look: 'fine',
      text: 'mTLS',
    },
    {
      name: 'a plain health page',
      probe: { service: 'kube-proxy-health', tls: null, anonymous: 'health-only' },
      look: 'fine',
      text: 'HTTP',
    },
    { name: 'a refused port', probe: { state: 'refused' }, look: 'closed', text: '·' },
    {
      name: 'a silent port, which is not taken for closed',
      probe: { state: 'filtered' },
      look: 'unseen',
      text: '?',
    },
    { name: 'a port not reached', probe: { state: 'unreachable' }, look: 'unseen', text: '?' },
  ] as const)('shows $name', ({ probe, look, text }) => {
    expect(cellOf(probe)).toMatchObject({ look, text });
  });

  it('splits many ports into tables of about one width, with the nodes that were asked there', () => {
    const probes = Array.from({ length: 23 }, (_, index) => ({
      ...open,
      target: {
        ...open.target,
        port: 1000 + index,
        node: index === 0 ? 'node-0' : `node-${1 + (index % 2)}`,
      },
    }));
    const blocks = portMatrix(probes, 'en');
    expect(blocks.map(({ ports }) => ports.length)).toEqual([8, 8, 7]);
    expect(blocks.map(({ rows }) => rows.map(({ name }) => name))).toEqual([
      ['node-0', 'node-1', 'node-2'],
      ['node-1', 'node-2'],
      ['node-1', 'node-2'],
    ]);
  });
});
