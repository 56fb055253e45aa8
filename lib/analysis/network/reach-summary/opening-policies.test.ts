import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { answerQuestion } from '#lib/analysis/network/reach/answer-question.ts';
import { reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { openingPolicies } from './opening-policies.ts';
import { policyYaml } from './policy-yaml.ts';

const hash = { 'pod-template-hash': '7d4f' };
const pods = [
  livePod('web-1', {
    namespace: 'shop',
    labels: { app: 'web', tier: 'true', ...hash },
    node: 'n1',
    ip: '10.0.0.1',
  }),
  livePod('db-0', { namespace: 'data', labels: { app: 'db' }, node: 'n2', ip: '10.0.0.2' }),
  livePod('bare', { namespace: 'data', node: 'n2', ip: '10.0.0.3' }),
];
const both = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } as const;
const shut = [
  networkPolicy('shut', { namespace: 'shop', spec: both }),
  networkPolicy('shut', { namespace: 'data', spec: both }),
];
const ask = { from: 'shop/web-1', to: 'data/db-0', port: 5432, protocol: 'TCP' } as const;

function reachWith(
  networkPolicies: readonly NetworkPolicy[],
  more: { adminNetworkPolicies?: SpecObject[] } = {},
) {
  return reachOfSlices(inventory({ pods, networkPolicies, ...more }).slices, { profile: 'kubernetes' }).reach;
}

function openingsOf(
  reach: ReturnType<typeof reachWith>,
  asked: typeof ask | (Omit<typeof ask, 'to'> & { to: string }),
) {
  const answer = answerQuestion(reach, asked);
  if ('problem' in answer) throw new Error(answer.problem.en);
  return openingPolicies(reach.space, asked, answer);
}

describe('openingPolicies', () => {
  it('opens exactly the asked port at both ends that deny it', () => {
    const made = openingsOf(reachWith(shut), ask);
    expect(made.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual([
      'shop/allow-web-1-to-db-0-tcp-5432',
      'data/allow-db-0-from-web-1-tcp-5432',
    ]);
    const opened = reachWith([...shut, ...made]);
    expect(answerQuestion(opened, ask)).toMatchObject({ verdict: 'allowed' });
    expect(answerQuestion(opened, { ...ask, port: 5433 })).toMatchObject({ verdict: 'denied' });
    expect(answerQuestion(opened, { ...ask, from: 'data/bare' })).toMatchObject({ verdict: 'denied' });
  });

  it('selects by labels that stay when the workload is rolled out again', () => {
    const [first] = openingsOf(reachWith(shut), ask);
    expect(first?.spec.podSelector).toEqual({ matchLabels: { app: 'web', tier: 'true' } });
  });

  it('makes none for the end that lets it through already', () => {
    const made = openingsOf(reachWith(shut.slice(1)), ask);
    expect(made.map(({ spec }) => spec.policyTypes)).toEqual([['Ingress']]);
  });

  it('makes none for a pod without labels, which only all pods could be opened for', () => {
    expect(openingsOf(reachWith(shut), { ...ask, to: 'data/bare' })).toEqual([]);
  });

  it('makes none where a rule denies it: an allow beside it would not be heard', () => {
    const deny = {
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: 'AdminNetworkPolicy',
      metadata: { name: 'never' },
      spec: {
        priority: 1,
        subject: { namespaces: {} },
        ingress: [{ name: 'no', action: 'Deny', from: [{ namespaces: {} }] }],
      },
    };
    expect(openingsOf(reachWith([], { adminNetworkPolicies: [deny] }), ask)).toEqual([]);
  });
});

describe('policyYaml', () => {
  it('is read back as what was written, a label that looks like a boolean still as text', () => {
    const made = openingsOf(reachWith(shut), ask);
    const [first = '', second = ''] = policyYaml(made).split('\n---\n');
    expect([parse(first), parse(second)]).toEqual(made);
    expect(first).toContain('tier: "true"');
  });
});
