import { controlTester } from '#lib/testing/control-tester.ts';
import { probe, TLS_1_3, type ProbeOptions } from '#lib/testing/builders/probes.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { insecureApiPort } from './insecure-api-port.ts';

const apiServer = (options: Partial<ProbeOptions> = {}): ProbeResult =>
  probe({
    node: 'cp-1',
    port: 8080,
    state: 'open',
    service: 'kube-apiserver',
    anonymous: 'allowed',
    ...options,
  });

controlTester(insecureApiPort, {
  pass: [
    {
      name: 'the API server speaks TLS and 8080 is closed',
      probes: [apiServer({ port: 6443, tls: TLS_1_3 }), probe({ node: 'cp-1', port: 8080 })],
    },
    {
      name: 'another program listens on 8080',
      probes: [probe({ port: 8080, state: 'open', service: 'http' })],
    },
  ],
  fail: [
    { name: '8080 answers as the API server', probes: [apiServer()], expect: ['Node/cp-1#8080 (critical)'] },
    {
      name: 'plain HTTP on the secure port, refusing anonymous lists',
      probes: [apiServer({ port: 6443, anonymous: 'denied' }), probe({ node: 'cp-1', port: 8080 })],
      expect: ['plain (high)'],
    },
  ],
  other: [
    {
      name: 'something answered one question on 8080 and then fell silent',
      outcome: 'not-assessed',
      probes: [
        probe({
          port: 8080,
          state: 'open',
          service: 'http',
          answers: [
            { method: 'GET', scheme: 'http', path: '/version', status: 503, excerpt: null, error: null },
            {
              method: 'GET',
              scheme: 'http',
              path: '/livez',
              status: null,
              excerpt: null,
              error: 'ETIMEDOUT',
            },
          ],
        }),
      ],
    },
    {
      name: 'not reached from here',
      outcome: 'not-assessed',
      probes: [probe({ node: 'cp-1', port: 8080, state: 'unreachable' })],
    },
  ],
});
