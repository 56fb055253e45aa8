import { describe, expect, it } from 'vitest';
import { loadFindingsParams } from './findings-params.ts';
import { labelFacets, placeGroup } from './label-findings.ts';

const none = {
  severities: [],
  categories: [],
  controlIds: [],
  namespaces: [],
  kinds: [],
  ages: [],
};

describe('facets of the findings page', () => {
  it('keep what is chosen, also where nothing has it', () => {
    const facets = labelFacets(
      { ...none, nodes: [{ value: 'n1', count: 3 }] },
      new Map(),
      loadFindingsParams({ node: 'n1,-,n2' }),
    );
    expect(facets.node).toEqual([
      { value: 'n1', count: 3, label: 'n1' },
      { value: '-', count: 0, label: null },
      { value: 'n2', count: 0, label: 'n2' },
    ]);
  });

  it('show the most frequent of a thousand values, and the chosen one beyond them', () => {
    const nodes = Array.from({ length: 1000 }, (_, index) => ({ value: `n${index}`, count: 1000 - index }));
    const facets = labelFacets({ ...none, nodes }, new Map(), loadFindingsParams({ node: 'n900' }));
    expect(facets.node).toHaveLength(201);
    expect(facets.node.at(-1)).toEqual({ value: 'n900', count: 100, label: 'n900' });
  });
});

describe('groups of places', () => {
  it('tell no node from a node that nobody looked for', () => {
    const group = { count: 1, severity: 'low' } as const;
    expect(placeGroup({ ...group, key: '' }, 'node').key).toBe('-');
    expect(placeGroup({ ...group, key: null }, 'node').key).toBeNull();
  });

  it('name an object with its kind and namespace', () => {
    const group = placeGroup({ key: 'apps/Deployment/shop/web', count: 1, severity: 'low' }, 'object');
    expect([group.label, group.object]).toEqual(['web', { kind: 'Deployment', namespace: 'shop' }]);
  });
});
