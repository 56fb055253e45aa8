import { describe, expect, it } from 'vitest';
import type { RawObject } from '../raw-object.ts';
import { selectorOf } from './selectors.ts';

const pod: RawObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', namespace: 'shop', labels: { app: 'web', tier: 'front' } },
  spec: { nodeName: 'one' },
};

const CASES: { query: string; isMatch: boolean }[] = [
  { query: '', isMatch: true },
  { query: 'labelSelector=app=web', isMatch: true },
  { query: 'labelSelector=app%3D%3Dweb,tier=front', isMatch: true },
  { query: 'labelSelector=app=web,tier=back', isMatch: false },
  { query: 'labelSelector=app!=web', isMatch: false },
  { query: 'labelSelector=team!=data', isMatch: true },
  { query: 'labelSelector=app in (web, api)', isMatch: true },
  { query: 'labelSelector=app in (api)', isMatch: false },
  { query: 'labelSelector=team notin (data)', isMatch: true },
  { query: 'labelSelector=app', isMatch: true },
  { query: 'labelSelector=!app', isMatch: false },
  { query: 'fieldSelector=spec.nodeName=one', isMatch: true },
  { query: 'fieldSelector=spec.nodeName=two', isMatch: false },
  { query: 'fieldSelector=metadata.namespace!=shop', isMatch: false },
];

describe('selectorOf', () => {
  it.each(CASES)('$query gives $isMatch', ({ query, isMatch }) => {
    expect(selectorOf(new URLSearchParams(query))(pod)).toBe(isMatch);
  });

  it('refuses what is no selector', () => {
    expect(() => selectorOf(new URLSearchParams('labelSelector=a b c'))).toThrow(
      'unable to parse requirement',
    );
  });
});
