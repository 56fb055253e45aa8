import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { daemonSet, deployment, livePod, pod } from '#lib/testing/builders/workloads.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { policySelectsNothing } from './policy-selects-nothing.ts';

const web = livePod('web', { labels: { app: 'web' }, node: 'worker-1', ip: '10.0.0.1' });
const policyFor = (app: string) =>
  networkPolicy(`for-${app}`, { spec: { podSelector: { matchLabels: { app } } } });
const agent = (image: string) => daemonSet('agent', { namespace: 'kube-system', containers: [{ image }] });
const CALICO = agent('quay.io/calico/node:v3.30.0');
const forLabel = (selector: string) => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  metadata: { name: 'guard' },
  spec: { selector, types: ['Ingress'] },
});

controlTester(policySelectsNothing, {
  pass: [
    {
      name: 'a policy for a label that a pod carries, and one for every pod',
      slices: { pods: [web], networkPolicies: [policyFor('web'), networkPolicy('all')] },
    },
    {
      name: 'a workload without pods: its template carries the label',
      slices: {
        pods: [web],
        deployments: [deployment('batch', { replicas: 0 })],
        networkPolicies: [policyFor('batch')],
      },
    },
    {
      name: 'a pod that waits for its address may be the one it is for',
      slices: {
        pods: [web, pod('new', { labels: { app: 'new' }, phase: 'Pending' })],
        networkPolicies: [policyFor('new')],
      },
    },
    {
      name: 'a policy of a plugin that does not run is not judged',
      slices: {
        pods: [web],
        networkPolicies: [policyFor('web')],
        calicoGlobalNetworkPolicies: [forLabel('app == "gone"')],
      },
    },
  ],
  fail: [
    {
      name: 'a label with a letter wrong',
      slices: { pods: [web], networkPolicies: [policyFor('wbe'), policyFor('web')] },
      expect: ['NetworkPolicy/shop/for-wbe#selector (medium)'],
    },
    {
      name: 'the pod is in another namespace',
      slices: {
        pods: [web],
        networkPolicies: [
          networkPolicy('web', { namespace: 'bank', spec: { podSelector: { matchLabels: { app: 'web' } } } }),
        ],
      },
      expect: ['NetworkPolicy/bank/web'],
    },
    {
      name: 'a policy of the plugin that runs',
      slices: { pods: [web], daemonSets: [CALICO], calicoGlobalNetworkPolicies: [forLabel('app == "gone"')] },
      expect: ['GlobalNetworkPolicy/guard'],
    },
  ],
  other: [
    { name: 'there is no policy', outcome: 'not-applicable', slices: { pods: [web] } },
    {
      name: 'nothing enforces policies',
      outcome: 'not-applicable',
      slices: {
        pods: [web],
        daemonSets: [agent('ghcr.io/flannel-io/flannel:v0.27.4')],
        networkPolicies: [policyFor('wbe')],
      },
    },
  ],
});
