import { controlTester } from '#lib/testing/control-tester.ts';
import { node } from '#lib/testing/builders/cluster.ts';
import { mirrorPod, pod } from '#lib/testing/builders/workloads.ts';
import { authorizationAlwaysAllow } from './authorization-always-allow.ts';

const apiServer = (...flags: string[]) => mirrorPod('kube-apiserver', 'cp-1', ['kube-apiserver', ...flags]);

controlTester(authorizationAlwaysAllow, {
  pass: [
    { name: 'Node and RBAC', slices: { pods: [apiServer('--authorization-mode=Node,RBAC')] } },
    {
      name: 'a mode whose name only holds the word',
      slices: { pods: [apiServer('--authorization-mode', 'RBAC,NotAlwaysAllow')] },
    },
    {
      name: 'given twice, with an underscore and without',
      slices: { pods: [apiServer('--authorization_mode=Node', '--authorization-mode=RBAC')] },
    },
    {
      name: 'k3s starts its API server with Node and RBAC by itself',
      slices: {
        nodes: [node('k3s-1', { annotations: { 'k3s.io/node-args': '["server","--disable","traefik"]' } })],
      },
    },
  ],
  fail: [
    {
      name: 'AlwaysAllow beside RBAC',
      slices: { pods: [apiServer('--authorization-mode=RBAC,AlwaysAllow')] },
      expect: ['Pod/kube-system/kube-apiserver-cp-1#authorization-mode (critical)'],
    },
    {
      name: 'given twice, both lists are in force',
      slices: { pods: [apiServer('--authorization-mode=AlwaysAllow', '--authorization-mode=RBAC')] },
      expect: ['listed'],
    },
    {
      name: 'no mode at all',
      slices: { pods: [apiServer('--secure-port=6443')] },
      expect: ['byDefault'],
    },
    {
      name: 'an argument handed on by k3s',
      slices: {
        nodes: [
          node('k3s-1', {
            annotations: {
              'k3s.io/node-args': '["server","--kube-apiserver-arg","authorization-mode=AlwaysAllow"]',
            },
          }),
        ],
      },
      expect: ['Node/k3s-1#authorization-mode'],
    },
  ],
  other: [
    {
      name: 'a managed control plane shows no flags',
      outcome: 'not-assessed',
      slices: { pods: [pod('web')] },
    },
    {
      name: 'the modes stand in a file',
      outcome: 'not-assessed',
      slices: { pods: [apiServer('--authorization-config=/etc/kubernetes/authorization.yaml')] },
    },
  ],
});
