import { describe, expect, it } from 'vitest';
import type { ProbeResult } from '#lib/model/probe.ts';
import { text } from '#lib/model/text.ts';
import { exposureCell, type CellSource } from './exposure-cell.ts';

const probe: ProbeResult = {
  target: { address: '10.0.0.1', port: 2379, node: 'cp-1' },
  state: 'open',
  service: 'etcd',
  version: '3.6.8',
  tls: { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' },
  certificate: null,
  clientCertificate: 'not-required',
  anonymous: 'allowed',
  answers: [
    { method: 'GET', scheme: 'https', path: '/version', status: 200, excerpt: '{}', error: null },
    { method: 'POST', scheme: 'https', path: '/v3/kv/range', status: 200, excerpt: null, error: null },
  ],
  durationMs: 4,
  from: 'here',
};

function cellOf(probes: readonly ProbeResult[]): CellSource {
  return {
    port: 2379,
    sight: { seen: 'anonymous', status: null, standing: 'open-door' },
    probes,
    findings: [
      { fingerprint: 'f', severity: 'critical', title: text('Open', '开放'), message: text('Keys', '键') },
    ],
    declared: null,
  };
}

const commandFor = (probes: readonly ProbeResult[]) => exposureCell(cellOf(probes), null, 'en').command;

describe('exposureCell', () => {
  it('repeats every question, the reading POST with its body', () => {
    expect(commandFor([probe])).toBe(
      [
        "curl -sk -m 5 -i 'https://10.0.0.1:2379/version'",
        `curl -sk -m 5 -i -X POST -d '{"key":"AA==","range_end":"AA==","limit":1,"keys_only":true}' 'https://10.0.0.1:2379/v3/kv/range'`,
      ].join('\n'),
    );
  });

  it('knocks where nothing answered, and gives no command where nobody asked', () => {
    expect(commandFor([{ ...probe, state: 'filtered', answers: [] }])).toBe('nc -vz -w 5 10.0.0.1 2379');
    expect(commandFor([])).toBeNull();
  });

  it('puts an IPv6 address in brackets', () => {
    const target = { address: 'fd00::1', port: 2379, node: 'cp-1' };
    const view = exposureCell(cellOf([{ ...probe, target }]), null, 'en');
    expect(view.probes[0]?.target).toBe('[fd00::1]:2379');
    expect(view.command).toContain("'https://[fd00::1]:2379/version'");
  });

  it('speaks the reader’s language', () => {
    expect(exposureCell(cellOf([probe]), null, 'zh-CN').findings[0]).toMatchObject({
      title: '开放',
      message: '键',
    });
  });
});
