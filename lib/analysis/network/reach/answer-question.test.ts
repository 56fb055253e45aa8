import { describe, expect, it } from 'vitest';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { networkPolicy, node } from '#lib/testing/builders/cluster.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { answerQuestion } from './answer-question.ts';
import { buildReachability } from './build-reach.ts';
import { DATAPLANES, type DataplaneName } from './dataplane.ts';
import type { NetworkObjects } from './network-objects.ts';

const CONTROLLERS = {
  deployments: [],
  replicaSets: [],
  statefulSets: [],
  daemonSets: [],
  jobs: [],
  cronJobs: [],
  replicationControllers: [],
};

const PODS = [
  livePod('web', { labels: { app: 'web' }, node: 'n1', ip: '10.0.0.1' }),
  livePod('db', {
    labels: { app: 'db' },
    node: 'n1',
    ip: '10.0.0.2',
    ports: [{ name: 'sql', containerPort: 5432 }],
  }),
  livePod('other', { namespace: 'lab', node: 'n2', ip: '10.0.0.3' }),
];

function verdictOf(
  objects: NetworkObjects,
  [from, to, port, protocol = 'TCP']: readonly [string, string, number, string?],
  plane: DataplaneName = 'kubernetes',
): string {
  const reach = buildReachability({
    objects: {
      pods: PODS,
      nodes: [node('n1', { internalIP: '192.168.0.1' }), node('n2', { internalIP: '192.168.0.2' })],
      ...objects,
    },
    index: buildWorkloadIndex({ ...CONTROLLERS, pods: PODS }),
    dataplane: DATAPLANES[plane],
  });
  const answer = answerQuestion(reach, { from, to, port, protocol });
  return 'problem' in answer ? answer.problem.en : answer.verdict;
}

function cluster(kind: string, name: string, spec: SpecObject['spec']): SpecObject {
  return { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind, metadata: { name }, spec };
}

const onlyWeb = networkPolicy('db', {
  spec: {
    podSelector: { matchLabels: { app: 'db' } },
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 'sql' }] }],
  },
});

describe('a question', () => {
  it('is answered by the one rule that allows it, and by the isolation around it', () => {
    const objects = { networkPolicies: [onlyWeb] };
    expect(verdictOf(objects, ['shop/web', 'shop/db', 5432])).toBe('allowed');
    expect(verdictOf(objects, ['shop/web', 'shop/db', 5433])).toBe('denied');
    expect(verdictOf(objects, ['lab/other', 'shop/db', 5432])).toBe('denied');
    expect(verdictOf(objects, ['shop/db', 'shop/web', 80])).toBe('allowed');
  });

  it('lets a pod reach itself and its own node reach it, and no other node', () => {
    const objects = { networkPolicies: [onlyWeb] };
    expect(verdictOf(objects, ['shop/db', 'shop/db', 1])).toBe('allowed');
    expect(verdictOf(objects, ['192.168.0.1', 'shop/db', 1])).toBe('allowed');
    expect(verdictOf(objects, ['192.168.0.2', 'shop/db', 1])).toBe('denied');
  });

  it('leaves open what a host may send a pod where it is not known of one of them which node it is on', () => {
    const closed = networkPolicy('closed', { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } });
    const agent = (name: string, nodeName?: string) =>
      livePod(name, { node: 'n2', ip: '192.168.0.9', spec: { hostNetwork: true, nodeName } });
    const placed = [...PODS, agent('anywhere'), agent('there', 'n2')];
    const verdict = (from: string, to: string, plane: DataplaneName = 'kubernetes') => {
      const index = buildWorkloadIndex({ ...CONTROLLERS, pods: placed });
      const objects = { pods: placed, networkPolicies: [closed] };
      const reach = buildReachability({ objects, index, dataplane: DATAPLANES[plane] });
      const answer = answerQuestion(reach, { from, to, port: 80, protocol: 'TCP' });
      return 'problem' in answer ? answer.problem.en : answer.verdict;
    };
    expect(verdict('shop/anywhere', 'shop/db')).toBe('unknown');
    expect(verdict('shop/there', 'shop/db')).toBe('denied');
    expect(verdict('shop/db', 'shop/anywhere')).toBe('unknown');
    expect(verdict('shop/db', 'shop/anywhere', 'calico')).toBe('denied');
    expect(verdict('shop/anywhere', 'shop/there')).toBe('allowed');
  });

  it('about other protocols of an isolated pod is not answered by NetworkPolicies', () => {
    expect(verdictOf({ networkPolicies: [onlyWeb] }, ['shop/web', 'shop/db', 0, 'ICMP'])).toBe('unknown');
    expect(verdictOf({ networkPolicies: [onlyWeb] }, ['shop/web', 'shop/db', 0, 'ICMP'], 'calico')).toBe(
      'denied',
    );
  });

  it('about a pod that is not there is told as that', () => {
    expect(verdictOf({}, ['shop/gone', 'shop/db', 1])).toBe('There is no pod shop/gone that has an address.');
  });
});

describe('admin policies', () => {
  const deny = cluster('ClusterNetworkPolicy', 'no-lab', {
    tier: 'Admin',
    priority: 10,
    subject: { namespaces: {} },
    ingress: [
      { action: 'Deny', from: [{ namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'lab' } } }] },
    ],
  });
  const accept = cluster('ClusterNetworkPolicy', 'lab-sql', {
    tier: 'Admin',
    priority: 10,
    subject: { namespaces: {} },
    ingress: [
      {
        action: 'Accept',
        from: [{ namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'lab' } } }],
        protocols: [{ tcp: { destinationPort: { number: 5432 } } }],
      },
    ],
  });

  it('of equal priority leave unknown what they disagree about, and nothing else', () => {
    const objects = { clusterNetworkPolicies: [deny, accept] };
    expect(verdictOf(objects, ['lab/other', 'shop/db', 5432])).toBe('unknown');
    expect(verdictOf(objects, ['lab/other', 'shop/db', 5433])).toBe('denied');
  });

  it('of a lower number go first', () => {
    const first = { ...accept, spec: { ...accept.spec, priority: 1 } };
    expect(verdictOf({ clusterNetworkPolicies: [deny, first] }, ['lab/other', 'shop/db', 5432])).toBe(
      'allowed',
    );
  });

  it('leave what is outside alone, even where they deny every namespace', () => {
    expect(verdictOf({ clusterNetworkPolicies: [deny] }, ['203.0.113.9', 'shop/db', 5432])).toBe('allowed');
  });
});

describe('Cilium', () => {
  const policy = (spec: object): NetworkObjects => ({
    ciliumNetworkPolicies: [
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumNetworkPolicy',
        metadata: { name: 'one', namespace: 'shop' },
        spec: { specs: [{ endpointSelector: { matchLabels: { app: 'db' } }, ...spec }] },
      },
    ],
  });

  it('takes an empty rule for isolation, where Kubernetes takes it for everything', () => {
    expect(verdictOf(policy({ ingress: [{}] }), ['shop/web', 'shop/db', 1], 'cilium')).toBe('denied');
    const open = networkPolicy('db', { spec: { podSelector: {}, ingress: [{}] } });
    expect(verdictOf({ networkPolicies: [open] }, ['shop/web', 'shop/db', 1])).toBe('allowed');
  });

  it('lets a denial beat every allow, a NetworkPolicy among them', () => {
    const objects = {
      ...policy({ ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: 'web' } }] }] }),
      networkPolicies: [onlyWeb],
    };
    expect(verdictOf(objects, ['shop/web', 'shop/db', 5432], 'cilium')).toBe('denied');
  });

  it('never takes a pod for its address', () => {
    const objects = policy({ ingress: [{ fromCIDR: ['10.0.0.0/8'] }] });
    expect(verdictOf(objects, ['shop/web', 'shop/db', 1], 'cilium')).toBe('denied');
    expect(verdictOf(objects, ['10.9.9.9', 'shop/db', 1], 'cilium')).toBe('allowed');
  });
});

describe('Calico', () => {
  const policies = (...specs: readonly object[]): NetworkObjects => ({
    calicoGlobalNetworkPolicies: specs.map((spec, at) => ({
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: `p${at}` },
      spec: { types: ['Ingress'], ...spec },
    })),
  });

  it('asks rules in order, so an allow after a NetworkPolicy opens what that one did not', () => {
    const objects = {
      ...policies({ order: 2000, selector: "app == 'db'", ingress: [{ action: 'Allow' }] }),
      networkPolicies: [onlyWeb],
    };
    expect(verdictOf(objects, ['lab/other', 'shop/db', 1], 'calico')).toBe('allowed');
    const late = policies({ order: 2000, selector: "app == 'db'", ingress: [{ action: 'Deny' }] });
    const mixed = { ...late, networkPolicies: [onlyWeb] };
    expect(verdictOf(mixed, ['shop/web', 'shop/db', 5432], 'calico')).toBe('allowed');
  });

  it('passes from tier to tier, and denies at the end of one that governs', () => {
    const tier = {
      apiVersion: 'projectcalico.org/v3',
      kind: 'Tier',
      metadata: { name: 'sec' },
      spec: { order: 5 },
    };
    const passing = policies({ tier: 'sec', selector: 'all()', ingress: [{ action: 'Pass' }] });
    const governing = policies({ tier: 'sec', selector: 'all()', ingress: [] });
    const question = ['lab/other', 'shop/db', 1] as const;
    expect(verdictOf({ ...passing, calicoTiers: [tier] }, question, 'calico')).toBe('allowed');
    expect(verdictOf({ ...governing, calicoTiers: [tier] }, question, 'calico')).toBe('denied');
    // Whether a tier that does not exist is asked is open; where that changes nothing, the answer is not.
    expect(verdictOf(governing, question, 'calico')).toBe('unknown');
    expect(verdictOf(passing, question, 'calico')).toBe('allowed');
  });

  it('takes a negated selector for everybody else, in a global policy alone', () => {
    const objects = policies({
      selector: "app == 'db'",
      ingress: [{ action: 'Allow', source: { notSelector: "app == 'web'" } }],
    });
    expect(verdictOf(objects, ['203.0.113.9', 'shop/db', 1], 'calico')).toBe('allowed');
    expect(verdictOf(objects, ['shop/web', 'shop/db', 1], 'calico')).toBe('denied');
  });
});
