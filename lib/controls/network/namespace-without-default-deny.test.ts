import { describe, expect, it } from 'vitest';
import { controlTester } from '#lib/testing/control-tester.ts';
import { runControl } from '#lib/testing/control-tester/run-control.ts';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { deployment, pod } from '#lib/testing/builders/workloads.ts';
import { namespaceWithoutDefaultDeny } from './namespace-without-default-deny.ts';

const web = pod('web', { labels: { app: 'web' } });
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
