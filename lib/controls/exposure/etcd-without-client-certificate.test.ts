import { controlTester } from '#lib/testing/control-tester.ts';
import { probe, TLS_1_3, type ProbeOptions } from '#lib/testing/builders/probes.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { etcdWithoutClientCertificate } from './etcd-without-client-certificate.ts';

const etcd = (options: Partial<ProbeOptions> = {}): ProbeResult =>
  probe({
    node: 'cp-1',
    port: 2379,
    state: 'open',
    service: 'etcd',
    clientCertificate: 'not-required',
    ...options,
  });

const SILENT = {
  method: 'GET',
  scheme: 'https',
  path: '/version',
  status: null,
  excerpt: null,
  error: 'ETIMEDOUT',
} as const;

controlTester(etcdWithoutClientCertificate, {
  pass: [
    {
      name: 'TLS 1.3 shakes hands and refuses the first request without a certificate',
      probes: [etcd({ service: 'tls', tls: TLS_1_3, clientCertificate: 'required' }), probe({ port: 2379 })],
    },
    {
      name: 'the metrics port of etcd answers anyone, the client port does not',
      probes: [
        etcd({ service: 'unidentified', tls: TLS_1_3, clientCertificate: 'required' }),
        etcd({ port: 2381, service: 'etcd-metrics' }),
      ],
    },
  ],
  fail: [
    {
      name: 'keys are given out in plain HTTP',
      probes: [etcd({ anonymous: 'allowed' })],
      expect: ['Node/cp-1#2379 (critical)'],
    },
    {
      name: 'TLS without a demand for certificates, users switched on in etcd itself',
      probes: [etcd({ tls: TLS_1_3, anonymous: 'denied' })],
      expect: ['answering (high)'],
    },
    {
      name: 'the peer port and an old client port, each by itself',
      probes: [
        etcd({ port: 2380, service: 'etcd-peer', tls: TLS_1_3 }),
        etcd({ port: 4001, anonymous: 'allowed' }),
        etcd({ service: 'tls', tls: TLS_1_3, clientCertificate: 'required' }),
      ],
      expect: ['Node/cp-1#2380 (high)', 'Node/cp-1#4001 (critical)'],
    },
  ],
  other: [
    {
      name: 'the port is filtered',
      outcome: 'not-assessed',
      probes: [etcd({ state: 'filtered', service: null })],
    },
    {
      name: 'TLS shook hands and nothing was answered in time',
      outcome: 'not-assessed',
      probes: [etcd({ service: 'tls', tls: TLS_1_3, clientCertificate: 'unknown', answers: [SILENT] })],
    },
    {
      name: 'whether a certificate is demanded did not come out',
      outcome: 'not-assessed',
      probes: [etcd({ tls: TLS_1_3, clientCertificate: 'unknown' })],
    },
  ],
});
