import { controlTester } from '#lib/testing/control-tester.ts';
import { probe, TLS_1_3, type ProbeOptions } from '#lib/testing/builders/probes.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { kubeletAnonymous } from './kubelet-anonymous.ts';

const kubelet = (options: Partial<ProbeOptions>): ProbeResult =>
  probe({ port: 10250, state: 'open', service: 'kubelet', tls: TLS_1_3, ...options });

const pods = (status: number) =>
  [{ method: 'GET', scheme: 'https', path: '/pods', status, excerpt: null, error: null }] as const;

controlTester(kubeletAnonymous, {
  pass: [
    { name: 'the kubelet answers 401', probes: [kubelet({ anonymous: 'off', answers: pods(401) })] },
    {
      name: 'another port of the node is open to anyone',
      probes: [
        kubelet({ anonymous: 'off' }),
        probe({ port: 10256, state: 'open', service: 'kube-proxy-health' }),
      ],
    },
    {
      name: 'a second address of the node and an endpoint that is no node refuse',
      probes: [
        kubelet({ anonymous: 'off' }),
        probe({ port: 10250, address: '127.0.20.1' }),
        probe({ port: 10250, address: '127.0.10.100', node: null }),
      ],
    },
  ],
  fail: [
    {
      name: 'pods are listed without credentials',
      probes: [
        kubelet({ anonymous: 'allowed', answers: pods(200) }),
        kubelet({ node: 'worker-2', anonymous: 'off' }),
      ],
      expect: ['Node/worker-1#10250 (critical)'],
    },
    {
      name: 'anonymous is let in and then refused',
      probes: [kubelet({ anonymous: 'denied', answers: pods(403) })],
      expect: ['Node/worker-1#10250 (medium)'],
    },
    {
      name: 'two addresses of one node are one finding, also over IPv6',
      probes: [kubelet({ anonymous: 'allowed', address: '::1' }), kubelet({ anonymous: 'allowed' })],
      expect: ['Node/worker-1#10250'],
    },
    {
      name: 'a target that is no node stands for itself, and a silent one beside it changes nothing',
      probes: [
        kubelet({ node: null, address: '127.0.10.9', anonymous: 'allowed' }),
        probe({ node: 'worker-2', port: 10250, state: 'filtered' }),
      ],
      expect: ['ProbeTarget/127.0.10.9:10250#10250'],
    },
  ],
  other: [
    {
      name: 'the port is filtered',
      outcome: 'not-assessed',
      probes: [probe({ port: 10250, state: 'filtered' })],
    },
    {
      name: 'one node of two is not reached',
      outcome: 'not-assessed',
      probes: [kubelet({ anonymous: 'off' }), probe({ node: 'worker-2', port: 10250, state: 'unreachable' })],
    },
    {
      name: 'a firewall refuses before the kubelet',
      outcome: 'not-assessed',
      probes: [probe({ port: 10250 })],
    },
    { name: 'no port was asked', outcome: 'not-assessed', probes: [] },
  ],
});
