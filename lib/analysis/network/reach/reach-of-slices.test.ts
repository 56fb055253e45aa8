import { describe, expect, it } from 'vitest';
import { collected } from '#lib/model/collected.ts';
import { inventory, forbiddenGap } from '#lib/testing/builders/inventory.ts';
import { configMap, networkPolicy } from '#lib/testing/builders/cluster.ts';
import { daemonSet, livePod } from '#lib/testing/builders/workloads.ts';
import { answerQuestion } from './answer-question.ts';
import { reachOfSlices } from './reach-of-slices.ts';

const pods = [
  livePod('web', { labels: { app: 'web' }, node: 'n1', ip: '10.0.0.1' }),
  livePod('db', { labels: { app: 'db' }, node: 'n2', ip: '10.0.0.2' }),
];
const networkPolicies = [networkPolicy('closed', { spec: { podSelector: {} } })];

function verdictOf(image: string | null, replaced: Parameters<typeof inventory>[1] = {}): string {
  const daemonSets =
    image === null ? [] : [daemonSet('agent', { namespace: 'kube-system', containers: [{ image }] })];
  const { slices } = inventory({ pods, networkPolicies, daemonSets }, replaced);
  const { reach } = reachOfSlices(slices);
  const answer = answerQuestion(reach, { from: 'shop/web', to: 'shop/db', port: 80, protocol: 'TCP' });
  return 'problem' in answer ? answer.problem.en : answer.verdict;
}

describe('a policy that denies', () => {
  it('is believed where the plugin enforces, and not where it does not', () => {
    expect(verdictOf('quay.io/calico/node:v3.30.0')).toBe('denied');
    expect(verdictOf('ghcr.io/flannel-io/flannel:v0.27.0')).toBe('allowed');
  });

  it('is in doubt where no plugin is recognised', () => {
    expect(verdictOf(null)).toBe('unknown');
  });

  it('is in doubt where policies were read in part, for there may be one that allows', () => {
    const partial = { networkPolicies: collected<never>([], [forbiddenGap('networkPolicies')]) };
    expect(verdictOf('quay.io/calico/node:v3.30.0', partial)).toBe('unknown');
  });
});

describe('Cilium', () => {
  const daemonSets = [
    daemonSet('cilium', {
      namespace: 'kube-system',
      containers: [{ image: 'quay.io/cilium/cilium:v1.18.0' }],
    }),
  ];
  const verdictWith = (data: Readonly<Record<string, string>>, from = 'shop/web'): string => {
    const configMaps = [configMap('cilium-config', { namespace: 'kube-system', data })];
    const policies = [
      networkPolicy('web', {
        spec: {
          podSelector: { matchLabels: { app: 'web' } },
          ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
        },
      }),
    ];
    const { slices } = inventory({ pods, networkPolicies: policies, daemonSets, configMaps });
    const to = from === 'shop/web' ? 'shop/db' : 'shop/web';
    const answer = answerQuestion(reachOfSlices(slices).reach, { from, to, port: 80, protocol: 'TCP' });
    return 'problem' in answer ? answer.problem.en : answer.verdict;
  };

  it('closes pods that no policy selects where its mode says always', () => {
    expect(verdictWith({ 'enable-policy': 'always' })).toBe('denied');
    expect(verdictWith({ 'enable-policy': 'default' })).toBe('allowed');
  });

  it('lets addresses mean pods only where it is set so', () => {
    expect(verdictWith({ 'policy-cidr-match-mode': 'nodes,pods' }, 'shop/db')).toBe('allowed');
    expect(verdictWith({ 'policy-cidr-match-mode': 'nodes' }, 'shop/db')).toBe('denied');
  });
});

describe('a DaemonSet without pods', () => {
  const daemonSets = [daemonSet('agent', { containers: [{ image: 'registry.example/agent:1' }] })];
  const partyOf = (slices: ReturnType<typeof inventory>['slices']) =>
    reachOfSlices(slices)
      .reach.space.pods.map(({ name }) => name)
      .toSorted();

  it('NP-26: takes no part in a cluster all of whose pods were read', () => {
    expect(partyOf(inventory({ pods, daemonSets }).slices)).toEqual(['db', 'web']);
  });

  it('NP-26: stands for the pod it may have where some were not', () => {
    const partial = { pods: collected(pods as never[], [forbiddenGap('pods')]) };
    expect(partyOf(inventory({ daemonSets }, partial).slices)).toEqual(['agent', 'db', 'web']);
  });

  it('NP-26: stands for its pod where a file only says that there shall be one', () => {
    const [stored] = daemonSets;
    const written = stored && { ...stored, metadata: { name: 'agent', namespace: 'shop' } };
    expect(partyOf(inventory({ pods, daemonSets: written ? [written] : [] }).slices)).toEqual([
      'agent',
      'db',
      'web',
    ]);
  });
});
