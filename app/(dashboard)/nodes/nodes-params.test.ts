import { describe, expect, it } from 'vitest';
import { loadNodesParams, nodeHref, nodesHref } from './nodes-params.ts';

describe('nodes parameters', () => {
  it('come back from the address they were written to', () => {
    const asked = {
      ...loadNodesParams({}),
      role: 'worker' as const,
      q: 'a&b',
      sort: 'worst' as const,
      page: 3,
    };
    expect(loadNodesParams(new URL(nodesHref(asked), 'http://x').searchParams)).toEqual(asked);
  });

  it('drop words that are none of ours and leave defaults out', () => {
    expect(loadNodesParams({ role: 'king', sort: 'x' })).toMatchObject({ role: null, sort: 'name' });
    expect(nodesHref(loadNodesParams({}))).toBe('/nodes');
  });

  it('keep a name that is no plain word whole', () => {
    expect(nodeHref('a/b', 's1')).toBe('/nodes/a%2Fb?scan=s1');
  });
});
