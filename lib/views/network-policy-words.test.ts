import { describe, expect, it } from 'vitest';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { policyWords, selectorText } from './network-policy-words.ts';

const words = (spec: Readonly<Record<string, unknown>>) => policyWords(networkPolicy('p', { spec }).spec);

describe('a policy in words', () => {
  it('lets nothing through in a direction without rules', () => {
    expect(words({ policyTypes: ['Ingress', 'Egress'] })).toEqual({
      selects: null,
      directions: [
        { direction: 'ingress', rules: [] },
        { direction: 'egress', rules: [] },
      ],
    });
  });

  it('says nothing of rules in a direction that its types leave out', () => {
    const { directions } = words({ policyTypes: ['Ingress'], egress: [{}] });
    expect(directions.map(({ direction }) => direction)).toEqual(['ingress']);
  });

  it('lets everybody through by a rule that names neither peers nor ports', () => {
    expect(words({ ingress: [{}] }).directions).toEqual([
      { direction: 'ingress', rules: [{ peers: null, ports: null }] },
    ]);
  });

  it('tells pods here from pods elsewhere and from addresses', () => {
    const from = [
      { podSelector: { matchLabels: { app: 'web' } } },
      { namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } },
      { namespaceSelector: { matchLabels: { team: 'a' } } },
      { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
    ];
    expect(words({ ingress: [{ from }] }).directions[0]?.rules[0]?.peers).toEqual([
      { kind: 'pods', pods: 'app=web' },
      { kind: 'elsewhere', pods: 'app=web', namespaces: null },
      { kind: 'elsewhere', pods: null, namespaces: 'team=a' },
      { kind: 'addresses', cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
    ]);
  });

  it('names ports by protocol, name and range', () => {
    const ports = [
      { protocol: 'TCP', port: 80 },
      { protocol: 'UDP', port: 'dns' },
      { protocol: 'TCP', port: 8000, endPort: 9000 },
      { protocol: 'SCTP' },
    ];
    expect(words({ ingress: [{ ports }] }).directions[0]?.rules[0]?.ports).toEqual([
      'TCP 80',
      'UDP dns',
      'TCP 8000–9000',
      'SCTP',
    ]);
  });
});

it('a selector is written as kubectl takes it', () => {
  const matchExpressions = [
    { key: 'tier', operator: 'In' as const, values: ['a', 'b'] },
    { key: 'tier', operator: 'NotIn' as const, values: ['c'] },
    { key: 'x', operator: 'Exists' as const },
    { key: 'y', operator: 'DoesNotExist' as const },
  ];
  expect(selectorText({ matchLabels: { app: 'web' }, matchExpressions })).toBe(
    'app=web, tier in (a, b), tier notin (c), x, !y',
  );
  expect(selectorText({})).toBeNull();
});
