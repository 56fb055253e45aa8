import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { build, metadata } from '#lib/testing/builders/objects.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { namespaceSelectorMisspelt } from './namespace-selector-misspelt.ts';

const namespace = (name: string, labels: Readonly<Record<string, string>>) =>
  build('namespaces', { kind: 'Namespace', metadata: metadata(name, { labels }, false) }, { spec: {} });
const namespaces = [namespace('shop', { team: 'shop' }), namespace('monitoring', { team: 'platform' })];
const pods = [livePod('web', { labels: { app: 'web' }, node: 'worker-1', ip: '10.0.0.1' })];
const from = (matchLabels: Readonly<Record<string, string>>) =>
  networkPolicy('web', { spec: { ingress: [{ from: [{ namespaceSelector: { matchLabels } }] }] } });

controlTester(namespaceSelectorMisspelt, {
  pass: [
    {
      name: 'a label that a namespace has',
      slices: { pods, namespaces, networkPolicies: [from({ team: 'platform' })] },
    },
    {
      name: 'the name, which is a label of every namespace',
      slices: { pods, namespaces, networkPolicies: [from({ 'kubernetes.io/metadata.name': 'monitoring' })] },
    },
    {
      name: 'a label that must not be there',
      slices: {
        pods,
        namespaces,
        networkPolicies: [
          networkPolicy('web', {
            spec: {
              ingress: [
                {
                  from: [
                    { namespaceSelector: { matchExpressions: [{ key: 'tema', operator: 'DoesNotExist' }] } },
                  ],
                },
              ],
            },
          }),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'a value with two letters turned round',
      slices: { pods, namespaces, networkPolicies: [from({ team: 'platfrom' })] },
      expect: ['NetworkPolicy/shop/web#team=platfrom (medium)'],
    },
    {
      name: 'a key with two letters turned round',
      slices: { pods, namespaces, networkPolicies: [from({ taem: 'platform' })] },
      expect: ['near (medium)'],
    },
    {
      name: 'a name that is near to none weighs less: the namespace may be yet to come',
      slices: { pods, namespaces, networkPolicies: [from({ 'kubernetes.io/metadata.name': 'ingress' })] },
      expect: ['none (low)'],
    },
  ],
  other: [
    { name: 'there is no policy', outcome: 'not-applicable', slices: { pods, namespaces } },
    {
      name: 'the labels of a namespace with pods are not known',
      outcome: 'not-assessed',
      slices: { pods, namespaces: namespaces.slice(1), networkPolicies: [from({ team: 'shop' })] },
    },
  ],
});
