import { describe, expect, it } from 'vitest';
import { findingsHref, isFiltered, loadFindingsParams } from './findings-params.ts';

describe('findings parameters', () => {
  it('come back from the address they were written to', () => {
    const asked = {
      ...loadFindingsParams({}),
      severity: ['critical' as const, 'high' as const],
      ns: ['a,b', '-'],
      node: ['worker-1', '-'],
      age: ['new' as const],
      resource: ['apps/Deployment/shop/web'],
      q: 'kube & co',
      group: 'none' as const,
    };
    expect(loadFindingsParams(new URL(findingsHref(asked), 'http://x').searchParams)).toEqual(asked);
  });

  it('drop words that are none of ours', () => {
    const asked = loadFindingsParams({ severity: 'critical,bogus', area: 'none', group: 'moon', sort: '' });
    expect(asked).toMatchObject({ severity: ['critical'], area: [], group: 'control', sort: 'severity' });
  });

  it('leave nothing in the address that is the default', () => {
    expect(findingsHref(loadFindingsParams({}))).toBe('/findings');
  });

  it('count as filtered by any facet or text, not by order or spaces', () => {
    expect(isFiltered(loadFindingsParams({ kind: 'Pod' }))).toBe(true);
    expect(isFiltered(loadFindingsParams({ q: 'x' }))).toBe(true);
    expect(isFiltered(loadFindingsParams({ resource: '/Node//n1' }))).toBe(true);
    expect(isFiltered(loadFindingsParams({ q: '  ', sort: 'resource', scan: 'a' }))).toBe(false);
  });
});
