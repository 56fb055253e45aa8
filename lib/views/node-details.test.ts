import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '#lib/model/probe.ts';
import { nodeDetails, type DetailedNode } from './node-details.ts';

const at = '2026-06-01T12:00:00.000Z';

function probe(port: number, state: ProbeResult['state'], notAfter?: string): ProbeResult {
  return {
    target: { address: '10.0.0.1', port, node: 'n1' },
    state,
    service: state === 'open' ? 'kubelet' : null,
    version: null,
    tls: null,
    certificate:
      notAfter === undefined
        ? null
        : {
            subject: 'CN=n1',
            issuer: 'CN=ca',
            dnsNames: [],
            ipAddresses: [],
            notBefore: '2025-01-01T00:00:00.000Z',
            notAfter,
            keyType: 'rsa',
            keyBits: 2048,
            selfSigned: false,
            fingerprint256: notAfter,
          },
    clientCertificate: 'unknown',
    anonymous: 'unknown',
    answers: [],
    durationMs: 1,
    from: 'here',
  };
}

function source(probes: readonly ProbeResult[], change: Partial<DetailedNode> = {}): DetailedNode {
  return {
    node: {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'n1' },
      spec: { taints: [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }] },
      status: {
        conditions: [
          { type: 'Ready', status: 'True' },
          { type: 'DiskPressure', status: 'Unknown', reason: 'NodeStatusUnknown' },
          { type: 'PIDPressure', status: 'False' },
        ],
      },
    },
    record: {
      name: 'n1',
      cells: probes.map((one) => ({
        port: one.target.port,
        sight: { seen: 'tls', status: null, standing: 'fine' },
        probes: [one],
      })),
      findings: [],
    },
    pods: null,
    at,
    ...change,
  };
}

describe('nodeDetails', () => {
  it('counts refused ports and lists the others, with those not reached', () => {
    const view = nodeDetails(source([probe(1, 'open'), probe(2, 'refused'), probe(3, 'filtered')]), 'en');
    expect(view.ports.map(({ id, probe: { state } }) => [id, state])).toEqual([
      ['n1:1', 'open'],
      ['n1:3', 'filtered'],
    ]);
    expect(view.refused).toEqual([2]);
    expect(view.kubelets).toHaveLength(1);
  });

  it.each([
    { name: 'over by a moment', notAfter: at, daysLeft: 0, state: 'over' },
    { name: 'over since yesterday', notAfter: '2026-05-31T11:00:00.000Z', daysLeft: -1, state: 'over' },
    { name: 'soon over', notAfter: '2026-07-01T11:00:00.000Z', daysLeft: 29, state: 'soon' },
    { name: 'not soon over', notAfter: '2026-07-01T12:00:00.000Z', daysLeft: 30, state: 'fine' },
  ])('counts the days of a certificate that is $name from the scan on', ({ notAfter, daysLeft, state }) => {
    const { certificates } = nodeDetails(source([probe(1, 'open', notAfter)]), 'en');
    expect(certificates).toMatchObject([{ daysLeft, state, ports: [1] }]);
  });

  it('shows one certificate once, with every port that shows it, and what ends first before the rest', () => {
    const late = '2027-01-01T00:00:00.000Z';
    const view = nodeDetails(
      source([probe(1, 'open', late), probe(2, 'open', late), probe(3, 'open', '2026-06-02T12:00:00.000Z')]),
      'en',
    );
    expect(view.certificates.map(({ ports }) => ports)).toEqual([[3], [1, 2]]);
  });

  it('names taints and what is not well, and no condition that is', () => {
    const view = nodeDetails(source([]), 'en');
    expect(view.taints).toEqual(['dedicated=db:NoSchedule']);
    expect(view.troubles).toEqual(['DiskPressure: NodeStatusUnknown']);
  });

  it('puts privileged pods first and keeps pods that could not be read apart from none', () => {
    const access = { namespaces: ['hostNetwork'], privileged: [], folders: [] };
    const pods = [
      { namespace: 'a', name: 'net', access },
      {
        namespace: 'b',
        name: 'logs',
        access: { ...access, folders: [{ path: '/var/log', severity: 'low' as const }] },
      },
      { namespace: 'c', name: 'root', access: { ...access, privileged: ['x'] } },
    ];
    expect(nodeDetails(source([], { pods }), 'en').pods?.map(({ name }) => name)).toEqual([
      'root',
      'logs',
      'net',
    ]);
    expect(nodeDetails(source([], { pods: [] }), 'en').pods).toEqual([]);
    expect(nodeDetails(source([]), 'en').pods).toBeNull();
  });
});
