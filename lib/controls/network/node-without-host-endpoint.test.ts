import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { configMap, node } from '#lib/testing/builders/cluster.ts';
import { daemonSet } from '#lib/testing/builders/workloads.ts';
import { hostEndpoint, hostSlices, labelled } from '#lib/testing/host-scene.ts';
import { nodeWithoutHostEndpoint } from './node-without-host-endpoint.ts';

function underCilium(nodeSelector: object) {
  const policy: SpecObject = {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name: 'hosts' },
    spec: { specs: [{ nodeSelector, ingress: [{ fromEntities: ['cluster'] }] }] },
  };
  const agent = { name: 'cilium-agent', image: 'quay.io/cilium/cilium:v1.18.2' };
  return hostSlices({
    endpoints: [],
    more: {
      nodes: [
        node('n1', { internalIP: '10.0.0.1', labels: { role: 'edge' } }),
        node('n2', { internalIP: '10.0.0.2' }),
      ],
      daemonSets: [daemonSet('cilium', { namespace: 'kube-system', containers: [agent] })],
      configMaps: [
        configMap('cilium-config', { namespace: 'kube-system', data: { 'enable-host-firewall': 'true' } }),
      ],
      ciliumClusterwideNetworkPolicies: [policy],
    },
  });
}

const automatic = labelled(hostEndpoint('n2'), {
  'projectcalico.org/created-by': 'calico-kube-controllers',
});

controlTester(nodeWithoutHostEndpoint, {
  pass: [
    { name: 'every node has one', slices: hostSlices({}) },
    {
      name: 'one of them is an automatic one',
      slices: hostSlices({ endpoints: [hostEndpoint('n1'), automatic] }),
    },
    { name: 'a policy of Cilium selects every node', slices: underCilium({}) },
  ],
  fail: [
    {
      name: 'one node of two has none',
      slices: hostSlices({ endpoints: [hostEndpoint('n1')] }),
      expect: ['Node/n2#unguarded (high)'],
    },
    {
      name: 'a policy of Cilium selects one node of two',
      slices: underCilium({ matchLabels: { role: 'edge' } }),
      expect: ['Node/n2#unguarded'],
    },
  ],
  other: [{ name: 'no node has one', outcome: 'not-applicable', slices: hostSlices({ endpoints: [] }) }],
});
