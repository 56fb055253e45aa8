import { controlTester } from '#lib/testing/control-tester.ts';
import { probe } from '#lib/testing/builders/probes.ts';
import { kubeletReadOnlyPort } from './kubelet-read-only-port.ts';

const HEALTHY = {
  method: 'GET',
  scheme: 'http',
  path: '/healthz',
  status: 200,
  excerpt: 'ok',
  error: null,
} as const;
const NO_PODS = { ...HEALTHY, path: '/pods', status: null, excerpt: null, error: 'ETIMEDOUT' };

controlTester(kubeletReadOnlyPort, {
  pass: [
    { name: 'the port refuses', probes: [probe({ port: 10255 })] },
    {
      name: 'another program listens there',
      probes: [
        probe({
          port: 10255,
          state: 'open',
          service: 'http',
          answers: [HEALTHY, { ...HEALTHY, path: '/pods', status: 404 }],
        }),
      ],
    },
  ],
  fail: [
    {
      name: 'the port serves the pods of its node',
      probes: [
        probe({
          port: 10255,
          state: 'open',
          service: 'kubelet-read-only',
          answers: [
            { method: 'GET', scheme: 'http', path: '/pods', status: 200, excerpt: null, error: null },
          ],
        }),
        probe({ node: 'worker-2', port: 10255 }),
      ],
      expect: ['Node/worker-1#10255 (high)'],
    },
  ],
  other: [
    {
      name: 'silent while other ports of the address answer',
      outcome: 'not-assessed',
      probes: [probe({ port: 10255, state: 'filtered' })],
    },
    {
      name: 'health answered, and the pods never did',
      outcome: 'not-assessed',
      probes: [probe({ port: 10255, state: 'open', service: 'http', answers: [HEALTHY, NO_PODS] })],
    },
    {
      name: 'open, but what listens there did not say',
      outcome: 'not-assessed',
      probes: [probe({ port: 10255, state: 'open', service: 'unidentified' })],
    },
  ],
});
