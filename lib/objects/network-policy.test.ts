import { describe, expect, test } from 'vitest';
import { MalformedObject } from './malformed-object.ts';
import { reshape } from './reshape.ts';

const TYPE = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

function specOf(spec: unknown) {
  return reshape('networkPolicies', { metadata: { name: 'one', namespace: 'shop' }, spec }, TYPE).spec;
}

function faultOf(spec: unknown): string {
  try {
    specOf(spec);
  } catch (error) {
    if (error instanceof MalformedObject) return error.path;
    throw error;
  }
  return 'none';
}

describe('null, as Go decodes it', () => {
  test.each<readonly [string, unknown, unknown]>([
    ['a null rule is an empty one', { ingress: [null] }, { ingress: [{}] }],
    [
      'so is one for egress, which makes the policy one of both directions',
      { egress: [null] },
      { egress: [{}] },
    ],
    ['a null list of rules is none', { ingress: null, egress: null }, {}],
    ['a null port is every TCP port', { ingress: [{ ports: [null] }] }, { ingress: [{ ports: [{}] }] }],
    ['a null list of ports is none', { ingress: [{ ports: null }] }, { ingress: [{}] }],
    ['a null peer is an empty one', { ingress: [{ from: [null] }] }, { ingress: [{ from: [{}] }] }],
    ['a null list of peers is none', { ingress: [{ from: null }] }, { ingress: [{}] }],
    ['a null selector of the policy is an empty one', { podSelector: null }, { podSelector: {} }],
    ['null types are filled in', { policyTypes: null, egress: [{}] }, { egress: [{}] }],
    [
      'null parts of a selector are left out',
      { podSelector: { matchLabels: null, matchExpressions: null } },
      { podSelector: {} },
    ],
    [
      'a null selector of a peer is left out',
      { ingress: [{ from: [{ podSelector: null, namespaceSelector: {} }] }] },
      { ingress: [{ from: [{ namespaceSelector: {} }] }] },
    ],
  ])('%s', (_, spec, same) => {
    expect(specOf(spec)).toStrictEqual(specOf(same));
  });

  test('a list of rules that is empty has none, unlike one with a null', () => {
    expect(specOf({ ingress: [] }).ingress).toEqual([]);
    expect(specOf({ ingress: [null] }).ingress).toEqual([{}]);
  });
});

describe('what no API server stores names the field', () => {
  const selector = (requirement: unknown) => ({ podSelector: { matchExpressions: [requirement] } });
  const at = 'spec.podSelector.matchExpressions[0]';
  test.each<readonly [string, unknown, string]>([
    ['a null requirement', selector(null), `${at}.key`],
    ['an unknown operator', selector({ key: 'a', operator: 'Equals', values: ['b'] }), `${at}.operator`],
    ['an operator in small letters', selector({ key: 'a', operator: 'in', values: ['b'] }), `${at}.operator`],
    ['In without values', selector({ key: 'a', operator: 'In' }), `${at}.values`],
    ['Exists with values', selector({ key: 'a', operator: 'Exists', values: ['b'] }), `${at}.values`],
    ['a number for a label', { podSelector: { matchLabels: { a: 1 } } }, 'spec.podSelector.matchLabels.a'],
    [
      'a number for a CIDR',
      { ingress: [{ from: [{ ipBlock: { cidr: 10 } }] }] },
      'spec.ingress[0].from[0].ipBlock.cidr',
    ],
    ['a map for a port', { egress: [{}, { ports: [{ port: {} }] }] }, 'spec.egress[1].ports[0].port'],
    ['a type of traffic there is not', { policyTypes: ['ingress'] }, 'spec.policyTypes'],
  ])('%s', (_, spec, path) => {
    expect(faultOf(spec)).toBe(path);
  });

  test.each<readonly [string, unknown]>([
    ['In with values', selector({ key: 'a', operator: 'In', values: ['b'] })],
    ['Exists without, or with an empty list', selector({ key: 'a', operator: 'Exists', values: [] })],
    ['a label that is an empty text', { podSelector: { matchLabels: { a: '' } } }],
    ['a named port', { ingress: [{ ports: [{ port: 'http' }] }] }],
  ])('but not %s', (_, spec) => {
    expect(faultOf(spec)).toBe('none');
  });
});
