import { controlTester } from '#lib/testing/control-tester.ts';
import { configMap, customResourceDefinition, networkPolicy, node } from '#lib/testing/builders/cluster.ts';
import { daemonSet } from '#lib/testing/builders/workloads.ts';
import { policiesNotEnforced } from './policies-not-enforced.ts';

const agent = (...images: string[]) =>
  daemonSet('agent', {
    namespace: 'kube-system',
    containers: images.map((image, index) => ({ name: `agent-${index}`, image })),
  });
const flannel = 'ghcr.io/flannel-io/flannel:v0.27.4';
const networkPolicies = [
  networkPolicy('web'),
  networkPolicy('api'),
  networkPolicy('web', { namespace: 'bank' }),
];
const k3s = (args: string) =>
  node('k3s-1', { kubeletVersion: 'v1.36.3+k3s1', annotations: { 'k3s.io/node-args': args } });

controlTester(policiesNotEnforced, {
  pass: [
    {
      name: 'Cilium',
      slices: {
        networkPolicies,
        daemonSets: [agent('quay.io/cilium/cilium:v1.18.2')],
        configMaps: [configMap('cilium-config', { namespace: 'kube-system' })],
      },
    },
    {
      name: 'Calico beside flannel',
      slices: { networkPolicies, daemonSets: [agent(flannel, 'docker.io/calico/node:v3.31.0')] },
    },
    { name: 'k3s enforces inside its own process', slices: { networkPolicies, nodes: [k3s('["server"]')] } },
  ],
  fail: [
    {
      name: 'flannel alone: one finding for each namespace',
      slices: { networkPolicies, daemonSets: [agent(flannel)] },
      expect: ['Namespace/shop#networkpolicies (critical)', 'Namespace/bank#networkpolicies (critical)'],
    },
    {
      name: 'Cilium told to never enforce',
      slices: {
        networkPolicies,
        daemonSets: [agent('quay.io/cilium/cilium:v1.18.2')],
        configMaps: [
          configMap('cilium-config', { namespace: 'kube-system', data: { 'enable-policy': 'never' } }),
        ],
      },
      expect: ['Namespace/shop#networkpolicies', 'Namespace/bank#networkpolicies'],
    },
    {
      name: 'k3s with its policy controller off',
      slices: { networkPolicies, nodes: [k3s('["server","--disable-network-policy"]')] },
      expect: ['Namespace/shop#networkpolicies', 'Namespace/bank#networkpolicies'],
    },
  ],
  other: [
    { name: 'there are no policies', outcome: 'not-applicable', slices: { daemonSets: [agent(flannel)] } },
    {
      name: 'an unknown plugin',
      outcome: 'not-assessed',
      slices: { networkPolicies, daemonSets: [agent('example.com/net:1.0.0')] },
    },
    {
      name: 'Cilium, whose settings were not seen',
      outcome: 'not-assessed',
      slices: { networkPolicies, daemonSets: [agent('quay.io/cilium/cilium:v1.18.2')] },
    },
    {
      name: 'only the traces of a plugin',
      outcome: 'not-assessed',
      slices: {
        networkPolicies,
        customResourceDefinitions: [customResourceDefinition('felixconfigurations', 'crd.projectcalico.org')],
      },
    },
    {
      name: 'the AWS plugin, its setting not seen',
      outcome: 'not-assessed',
      slices: {
        networkPolicies,
        daemonSets: [agent('602401143452.dkr.ecr.eu-west-1.amazonaws.com/amazon-k8s-cni:v1.20.4')],
      },
    },
  ],
});
