import { describe, expect, it } from 'vitest';
import {
  findingTester,
  policy,
  only,
  admin,
  WEB,
  DB,
  NODES,
  type FindingScenario,
} from '#lib/testing/finding-case.ts';
import { sceneOf } from '#lib/testing/path-scene.ts';
import { networkFindings } from './network-findings.ts';

const TIER = {
  apiVersion: 'projectcalico.org/v3',
  kind: 'Tier',
  metadata: { name: 'platform' },
  spec: { order: 100 },
};
const tierPolicy = (ingress: readonly object[]) => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  metadata: { name: 'platform.all' },
  spec: { tier: 'platform', selector: 'all()', types: ['Ingress'], ingress },
});

const SCENARIOS: readonly FindingScenario[] = [
  {
    name: 'NP-3: a policy for all pods closes one direction and leaves the other',
    kind: 'default-deny',
    policies: [policy('deny', { policyTypes: ['Ingress'] })],
    given: { pods: [WEB, DB] },
    expect: ['shop: ingress is denied by default; egress is open by default for 2 of 2 workloads.'],
  },
  {
    name: 'NP-3: policies for the pods of today are no default',
    kind: 'default-deny',
    policies: [policy('web', { ...only('web'), policyTypes: ['Ingress', 'Egress'] })],
    given: { pods: [WEB] },
    expect: [
      'shop: ingress is closed for the pods of today only; egress is closed for the pods of today only.',
    ],
  },
  {
    name: 'NP-5: a rule for everybody opens it again',
    kind: 'default-deny',
    policies: [
      policy('deny', { policyTypes: ['Ingress', 'Egress'] }),
      policy('open', { policyTypes: ['Ingress'], ingress: [{}] }),
    ],
    given: { pods: [WEB] },
    expect: ['shop: open opens all ingress; egress is denied by default.'],
  },
  {
    name: 'CI-2: a policy of another kind closes a namespace, too',
    kind: 'default-deny',
    given: {
      pods: [WEB],
      calicoGlobalNetworkPolicies: [
        {
          apiVersion: 'projectcalico.org/v3',
          kind: 'GlobalNetworkPolicy',
          metadata: { name: 'deny' },
          spec: { selector: 'all()', types: ['Ingress', 'Egress'] },
        },
      ],
    },
    expect: ['shop: ingress is denied by default; egress is denied by default.'],
  },
  {
    name: 'CA-5: a tier that is asked first and denies what it does not mention closes a namespace',
    kind: 'default-deny',
    given: { pods: [WEB], calicoTiers: [TIER], calicoGlobalNetworkPolicies: [tierPolicy([])] },
    expect: ['shop: ingress is denied by default; egress is open by default for 1 of 1 workloads.'],
  },
  {
    name: 'CA-5: one that hands everything on does not',
    kind: 'default-deny',
    given: {
      pods: [WEB],
      calicoTiers: [TIER],
      calicoGlobalNetworkPolicies: [tierPolicy([{ action: 'Pass' }])],
    },
    expect: [
      'shop: ingress is open by default for 1 of 1 workloads; egress is open by default for 1 of 1 workloads.',
    ],
  },
  {
    name: 'pods that nothing selects are told of',
    kind: 'pods-unselected',
    policies: [policy('web', only('web'))],
    expect: ['No policy of any kind selects the pods of kube-system/dns[Pod], shop/db[Pod].'],
  },
  {
    name: 'a policy whose label no pod has selects nothing',
    kind: 'policy-selects-nothing',
    policies: [policy('wbe', only('wbe')), policy('web', only('web'))],
    expect: ['NetworkPolicy shop/wbe selects nothing that is there.'],
  },
  {
    name: 'NP-7: a namespace label with a letter wrong is told with the one that was meant',
    kind: 'namespace-selector-misspelt',
    policies: [
      policy('web', {
        ...only('web'),
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'shpo' } } }] }],
      }),
    ],
    expect: [
      'NetworkPolicy shop/web asks for namespaces with team=shpo; no namespace has that (did it mean shop?).',
    ],
  },
  {
    name: 'NP-7: so is a key',
    kind: 'namespace-selector-misspelt',
    policies: [
      policy('web', {
        ...only('web'),
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { taem: 'shop' } } }] }],
      }),
    ],
    expect: [
      'NetworkPolicy shop/web asks for namespaces with taem=shop; no namespace has that (did it mean team?).',
    ],
  },
  {
    name: 'NP-11: the name of a namespace is a label it always has',
    kind: 'namespace-selector-misspelt',
    policies: [
      policy('web', {
        ...only('web'),
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
          },
        ],
      }),
    ],
    expect: [],
  },
  {
    name: 'NP-10: a label that must not be there need not be there',
    kind: 'namespace-selector-misspelt',
    policies: [
      policy('web', {
        ...only('web'),
        ingress: [
          {
            from: [{ namespaceSelector: { matchExpressions: [{ key: 'taem', operator: 'DoesNotExist' }] } }],
          },
        ],
      }),
    ],
    expect: [],
  },
  {
    name: 'NP-7: a rule for pods that are not there is about nobody',
    kind: 'rule-matches-nobody',
    policies: [
      policy('web', { ...only('web'), ingress: [{ from: [only('gone')] }, { from: [only('db')] }] }),
    ],
    expect: ['Rule 0 (ingress) of NetworkPolicy shop/web is about nobody that is there.'],
  },
  {
    name: 'NP-4: of two rules of which one holds the other, the smaller changes nothing',
    kind: 'rule-changes-nothing',
    policies: [
      policy('web', {
        ...only('web'),
        ingress: [{ from: [only('db')] }, { from: [only('db')], ports: [{ port: 80 }] }],
      }),
    ],
    expect: [
      'Rule 1 (ingress) of NetworkPolicy shop/web changes nothing today: without it the same traffic is allowed and denied.',
    ],
  },
  {
    name: 'NP-4: rules for different ports both count',
    kind: 'rule-changes-nothing',
    policies: [
      policy('web', {
        ...only('web'),
        ingress: [
          { from: [only('db')], ports: [{ port: 81 }] },
          { from: [only('db')], ports: [{ port: 80 }] },
        ],
      }),
    ],
    expect: [],
  },
  {
    name: 'CN-2: a later policy of the same packets is shadowed',
    kind: 'rule-changes-nothing',
    given: { clusterNetworkPolicies: [admin('first', 1, 'Deny'), admin('second', 2, 'Accept')] },
    expect: [
      'Rule 0 (ingress) of ClusterNetworkPolicy second changes nothing today: without it the same traffic is allowed and denied.',
    ],
  },
  {
    name: 'CN-2: two of equal priority that disagree contradict each other',
    kind: 'policies-contradict',
    given: { clusterNetworkPolicies: [admin('first', 1, 'Deny'), admin('second', 1, 'Accept')] },
    expect: [
      'ClusterNetworkPolicy first and ClusterNetworkPolicy second are of equal rank and disagree on ingress: which of them wins is not defined.',
    ],
  },
  {
    name: 'CN-2: two of equal priority that agree do not',
    kind: 'policies-contradict',
    given: { clusterNetworkPolicies: [admin('first', 1, 'Deny'), admin('second', 1, 'Deny')] },
    expect: [],
  },
  {
    name: 'CN-2: nor do two with an order',
    kind: 'policies-contradict',
    given: { clusterNetworkPolicies: [admin('first', 1, 'Deny'), admin('second', 2, 'Accept')] },
    expect: [],
  },
];

findingTester('policies', SCENARIOS);

describe('what is told of a network', () => {
  it('stands in Chinese, too', () => {
    const scene = sceneOf({ pods: [WEB], networkPolicies: [policy('wbe', only('wbe'))] });
    const found = networkFindings(scene, []).find(({ kind }) => kind === 'policy-selects-nothing');
    expect(found?.sentence['zh-CN']).toBe('NetworkPolicy shop/wbe 没有选中任何现有对象。');
  });

  it('is one sentence where nothing enforces policies', () => {
    const scene = sceneOf({ pods: [WEB], networkPolicies: [policy('wbe', only('wbe'))] }, 'none');
    expect(networkFindings(scene, NODES).map(({ kind }) => kind)).toEqual(['not-enforced']);
  });
});
