import { describe, expect, it } from 'vitest';
import { controlTester } from '#lib/testing/control-tester.ts';
import { runControl } from '#lib/testing/control-tester/run-control.ts';
import { configMap, networkPolicy } from '#lib/testing/builders/cluster.ts';
import { daemonSet, deployment, livePod, pod } from '#lib/testing/builders/workloads.ts';
import { namespaceWithoutDefaultDeny } from './namespace-without-default-deny.ts';

const web = pod('web', { labels: { app: 'web' } });
const agent = (image: string) => daemonSet('agent', { namespace: 'kube-system', containers: [{ image }] });
const CALICO = agent('quay.io/calico/node:v3.30.0');
const CILIUM = {
  daemonSets: [agent('quay.io/cilium/cilium:v1.18.2')],
  configMaps: [configMap('cilium-config', { namespace: 'kube-system' })],
};
const live = livePod('web', { labels: { app: 'web' }, node: 'worker-1', ip: '10.0.0.1' });
const globalPolicy = (spec: object) => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  metadata: { name: 'all' },
  spec: { types: ['Ingress', 'Egress'], namespaceSelector: 'all()', ...spec },
});
const clusterwide = (spec: object) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumClusterwideNetworkPolicy',
  metadata: { name: 'all' },
  spec: { specs: [{ endpointSelector: {}, ...spec }] },
});
const both = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

controlTester(namespaceWithoutDefaultDeny, {
  pass: [
    {
      name: 'one policy closes both directions and lets in its own namespace and all but one range',
      slices: {
        pods: [web],
        networkPolicies: [
          networkPolicy('default-deny', {
            spec: {
              ...both,
              ingress: [{ from: [{ podSelector: {} }] }],
              egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }],
            },
          }),
        ],
      },
    },
    {
      name: 'one policy closes both directions, another opens one port again',
      slices: {
        pods: [web],
        networkPolicies: [
          networkPolicy('default-deny', { spec: both }),
          networkPolicy('web', {
            spec: { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ port: 80 }] }] },
          }),
        ],
      },
    },
    {
      name: 'two policies, one for each direction',
      slices: {
        pods: [web],
        networkPolicies: [
          networkPolicy('in', { spec: { policyTypes: ['Ingress'] } }),
          networkPolicy('out', {
            spec: { policyTypes: ['Egress'], egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }] },
          }),
        ],
      },
    },
    {
      name: 'pods on the network of their node are beyond any policy',
      slices: {
        pods: [web, pod('agent', { namespace: 'agents', spec: { hostNetwork: true } })],
        networkPolicies: [networkPolicy('default-deny', { spec: both })],
      },
    },
    {
      name: 'a global policy of Calico closes every namespace',
      slices: {
        pods: [live],
        daemonSets: [CALICO],
        calicoGlobalNetworkPolicies: [globalPolicy({})],
      },
    },
    {
      name: 'a clusterwide policy of Cilium does',
      slices: {
        ...CILIUM,
        pods: [live],
        ciliumClusterwideNetworkPolicies: [clusterwide({ ingress: [{}], egress: [{}] })],
      },
    },
  ],
  fail: [
    {
      name: 'no policy at all; a policy elsewhere does not count',
      slices: {
        pods: [web],
        networkPolicies: [networkPolicy('default-deny', { namespace: 'bank', spec: both })],
      },
      expect: ['Namespace/shop#ingress (medium)', 'Namespace/shop#egress (low)'],
    },
    {
      name: 'without policyTypes and without egress rules only ingress is closed',
      slices: { pods: [web], networkPolicies: [networkPolicy('default-deny')] },
      expect: ['Namespace/shop#egress (low)'],
    },
    {
      name: 'egress rules under ingress alone do nothing',
      slices: {
        pods: [web],
        networkPolicies: [networkPolicy('in', { spec: { policyTypes: ['Ingress'], egress: [] } })],
      },
      expect: ['Namespace/shop#egress'],
    },
    {
      name: 'every pod of today is covered, tomorrow none is',
      slices: {
        pods: [web],
        networkPolicies: [
          networkPolicy('web', { spec: { ...both, podSelector: { matchLabels: { app: 'web' } } } }),
        ],
      },
      expect: ['future (low)', 'future (low)'],
    },
    {
      name: 'an empty rule opens everything again',
      slices: { pods: [web], networkPolicies: [networkPolicy('all', { spec: { ...both, ingress: [{}] } })] },
      expect: ['reopened (medium)'],
    },
    {
      name: 'a rule for all namespaces, or for all addresses, opens everything again',
      slices: {
        pods: [web],
        networkPolicies: [
          networkPolicy('all', {
            spec: {
              ...both,
              ingress: [{ from: [{ namespaceSelector: {} }] }],
              egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }],
            },
          }),
        ],
      },
      expect: ['reopened (medium)', 'reopened'],
    },
    {
      name: 'a workload without pods and the cluster’s own services',
      slices: { deployments: [deployment('dns', { namespace: 'kube-system' })] },
      expect: ['Namespace/kube-system#ingress (low)', 'Namespace/kube-system#egress (low)'],
    },
    {
      name: 'a global policy of Calico opens everything before any NetworkPolicy is asked',
      slices: {
        pods: [live],
        daemonSets: [CALICO],
        networkPolicies: [networkPolicy('default-deny', { spec: both })],
        calicoGlobalNetworkPolicies: [
          globalPolicy({ order: 1, types: ['Ingress'], ingress: [{ action: 'Allow' }] }),
        ],
      },
      expect: [
        'Namespace/shop#ingress (medium)',
        'Namespace/kube-system#ingress',
        'Namespace/kube-system#egress',
      ],
    },
    {
      name: 'a clusterwide policy of Cilium that only denies one address closes nothing',
      slices: {
        ...CILIUM,
        pods: [live],
        ciliumClusterwideNetworkPolicies: [
          clusterwide({
            enableDefaultDeny: { ingress: false, egress: false },
            egressDeny: [{ toCIDR: ['169.254.169.254/32'] }],
          }),
        ],
      },
      expect: [
        'unclosed',
        'unclosed',
        'Namespace/kube-system#ingress (low)',
        'Namespace/kube-system#egress (low)',
      ],
    },
    {
      name: 'a policy of a plugin that does not run closes nothing',
      slices: { ...CILIUM, pods: [live], calicoGlobalNetworkPolicies: [globalPolicy({})] },
      expect: [
        'Namespace/shop#ingress',
        'Namespace/shop#egress',
        'Namespace/kube-system#ingress',
        'Namespace/kube-system#egress',
      ],
    },
  ],
  other: [
    {
      name: 'a policy of Calico, and nobody knows which plugin runs',
      outcome: 'not-assessed',
      slices: { pods: [live], calicoGlobalNetworkPolicies: [globalPolicy({})] },
    },
  ],
});

describe('the evidence of an open namespace', () => {
  it('stands in both languages', () => {
    const { violations } = runControl(namespaceWithoutDefaultDeny, { slices: { pods: [web] } });
    expect(violations[0]?.evidence[0]?.observed).toEqual({
      en: '1 of 1 workloads not selected',
      'zh-CN': '1 个工作负载中有 1 个未被选中',
    });
  });
});
