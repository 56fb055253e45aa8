import { describe, expect, it } from 'vitest';
import { askedScope, scopeQuery } from './asked-scope.ts';

describe('askedScope', () => {
  it.each([
    { name: 'nothing', at: '/findings', asked: { cluster: null, scan: null } },
    {
      name: 'an empty value is nothing',
      at: '/findings?cluster=&scan=',
      asked: { cluster: null, scan: null },
    },
    { name: 'both', at: '/reports?cluster=c1&scan=s1', asked: { cluster: 'c1', scan: 's1' } },
    { name: "a scan's own page", at: '/scans/s1?scan=s2', asked: { cluster: null, scan: 's1' } },
    { name: 'but not the list of scans', at: '/scans?cluster=c1', asked: { cluster: 'c1', scan: null } },
    { name: 'a comparison is of the later', at: '/compare?a=s1&b=s2', asked: { cluster: null, scan: 's2' } },
  ])('$name', ({ at, asked }) => {
    const { pathname, searchParams } = new URL(at, 'http://merlon');
    expect(askedScope(pathname, searchParams)).toEqual(asked);
  });
});

describe('scopeQuery', () => {
  it('is empty where nothing was asked, and safe where something strange was', () => {
    expect(scopeQuery({ cluster: null, scan: null })).toBe('');
    expect(scopeQuery({ cluster: 'a&scan=b', scan: null })).toBe('?cluster=a%26scan%3Db');
  });
});
