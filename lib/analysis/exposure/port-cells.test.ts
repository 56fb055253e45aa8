import { describe, expect, it } from 'vitest';
import type { ProbeResult, ProbeState } from '#lib/model/probe.ts';
import type { Severity } from '#lib/model/severity.ts';
import { askedPorts, buildPortCells, type PlacedFinding } from './port-cells.ts';

function probe(address: string, port: number, state: ProbeState): ProbeResult {
  return {
    target: { address, port, node: 'n1' },
    state,
    service: state === 'open' ? 'kubelet' : null,
    version: null,
    tls: null,
    certificate: null,
    clientCertificate: 'unknown',
    anonymous: 'off',
    answers: [],
    durationMs: 1,
    from: 'here',
  };
}

function finding(target: string, severity: Severity): PlacedFinding {
  const resource = { apiVersion: 'v1', kind: 'Node', namespace: null, name: 'n1', uid: null };
  return { severity, resource, params: { target } };
}

describe('buildPortCells', () => {
  it('makes one cell of a port asked on several addresses, as bad as the worst of them', () => {
    const probes = [probe('10.0.0.1', 10_250, 'refused'), probe('192.0.2.1', 10_250, 'filtered')];
    const [cell] = buildPortCells(probes, [])('n1');
    expect(cell?.sight.standing).toBe('unreached');
    expect(cell?.probes.map(({ target }) => target.address)).toEqual(['192.0.2.1', '10.0.0.1']);
  });

  it('gives a finding to the address and port it was made at and to no other', () => {
    const probes = [probe('10.0.0.1', 10_250, 'open'), probe('10.0.0.1', 10_255, 'refused')];
    const cells = buildPortCells(probes, [
      finding('10.0.0.1:10250', 'low'),
      finding('10.0.0.2:10255', 'high'),
    ])('n1');
    expect(cells.map(({ port, findings }) => [port, findings.length])).toEqual([
      [10_250, 1],
      [10_255, 0],
    ]);
    expect(cells[0]?.sight.standing).toBe('should-not');
  });

  it('keeps an address that is no node’s apart from every node', () => {
    const target = { address: '10.0.0.9', port: 6443, node: null };
    const cellsOf = buildPortCells([{ ...probe('10.0.0.9', 6443, 'open'), target }], []);
    expect(cellsOf('@10.0.0.9')).toHaveLength(1);
    expect(cellsOf('10.0.0.9')).toEqual([]);
    expect(cellsOf('n1')).toEqual([]);
  });
});

describe('askedPorts', () => {
  it('names each port once, in order, with what its number tells', () => {
    const probes = [
      probe('10.0.0.1', 10_250, 'open'),
      probe('10.0.0.2', 10_250, 'open'),
      probe('10.0.0.1', 9, 'open'),
    ];
    expect(askedPorts(probes).map(({ port, facts }) => [port, facts?.label.en ?? null])).toEqual([
      [9, null],
      [10_250, 'kubelet'],
    ]);
  });
});
