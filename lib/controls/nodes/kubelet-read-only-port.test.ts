import { controlTester } from '#lib/testing/control-tester.ts';
import { probe } from '#lib/testing/builders/probes.ts';
import { kubeletReadOnlyPort } from './kubelet-read-only-port.ts';

controlTester(kubeletReadOnlyPort, {
  pass: [
    { name: 'the port refuses', probes: [probe({ port: 10255 })] },
    {
      name: 'another program listens there',
      probes: [probe({ port: 10255, state: 'open', service: 'http' })],
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
      name: 'open, but what listens there did not say',
      outcome: 'not-assessed',
      probes: [probe({ port: 10255, state: 'open', service: 'unidentified' })],
    },
  ],
});
