import { describe, expect, it } from 'vitest';
import { readText } from './from-text.ts';

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: shut, namespace: shop }
spec: { podSelector: {} }
`;

function readOf(text: string) {
  const { slices, problems } = readText(text, 'pasted');
  const names = Object.entries(slices).flatMap(([slice, items]) =>
    items.map(
      ({ metadata }) => `${slice} ${'namespace' in metadata ? metadata.namespace : ''}/${metadata.name}`,
    ),
  );
  return { names, problems: problems.map(({ reason, line, column }) => ({ reason, line, column })) };
}

describe('readText', () => {
  it('reads several documents of several kinds', () => {
    const calico = POLICY.replace('networking.k8s.io/v1', 'projectcalico.org/v3').replace(
      'podSelector: {}',
      '',
    );
    expect(readOf(`${POLICY}---\n${calico}`)).toEqual({
      names: ['networkPolicies shop/shut', 'calicoNetworkPolicies shop/shut'],
      problems: [],
    });
  });

  it('says in which line and column a text does not parse, and reads the documents beside it', () => {
    const { names, problems } = readOf(`${POLICY}---\nkind: [\n  a: b\n`);
    expect(names).toEqual(['networkPolicies shop/shut']);
    expect(problems).toEqual([{ reason: 'syntax', line: expect.any(Number), column: expect.any(Number) }]);
    expect(problems[0]?.line).toBeGreaterThan(5);
  });

  it('names what it does not judge, and is empty of an empty text', () => {
    expect(readOf('apiVersion: v1\nkind: Event\nmetadata: { name: x }\n').problems).toEqual([
      { reason: 'ignored-kind', line: 2, column: 7 },
    ]);
    expect(readOf('')).toEqual({ names: [], problems: [] });
  });
});
