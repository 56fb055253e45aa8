import { describe, expect, it } from 'vitest';
import { clusterHref, scanHref, scopedHref } from './scope-links.ts';

const nothing = { clusterId: null, fixedId: null };
const latest = { clusterId: 'c1', fixedId: null };
const fixed = { clusterId: 'c1', fixedId: 's1' };

describe('scopedHref', () => {
  it.each([
    { name: 'nothing chosen leaves the default', page: '/findings', chosen: nothing, href: '/findings' },
    { name: 'a cluster goes along', page: '/findings', chosen: latest, href: '/findings?cluster=c1' },
    { name: 'a fixed scan says enough', page: '/rbac', chosen: fixed, href: '/rbac?scan=s1' },
    {
      name: 'a page of a cluster hands the scan on',
      page: '/reports',
      chosen: fixed,
      href: '/reports?cluster=c1&scan=s1',
    },
    { name: 'so does a page of neither', page: '/about', chosen: fixed, href: '/about?cluster=c1&scan=s1' },
  ])('$name', ({ page, chosen, href }) => {
    expect(scopedHref(page, chosen)).toBe(href);
  });

  it('takes more of the address along', () => {
    expect(scopedHref('/rbac', fixed, { tab: 'roles' })).toBe('/rbac?tab=roles&scan=s1');
  });
});

describe('clusterHref', () => {
  it.each([
    {
      name: 'filters stay, the scan and places in lists do not',
      at: '/findings?scan=s1&severity=high&cursor=x&open=y',
      href: '/findings?cluster=c2&severity=high',
    },
    { name: 'the list of scans is that of the cluster', at: '/scans?before=s1', href: '/scans?cluster=c2' },
    { name: 'a comparison begins anew', at: '/compare?a=s1&b=s2', href: '/compare?cluster=c2' },
    { name: 'a check is the same everywhere', at: '/checks/a?scan=s1', href: '/checks/a?cluster=c2' },
    { name: 'a finding is of its cluster', at: '/findings/f1?scan=s1', href: '/?cluster=c2' },
    { name: 'a scan is of its cluster', at: '/scans/s1', href: '/?cluster=c2' },
    { name: 'settings are of none', at: '/settings/clusters', href: '/?cluster=c2' },
  ])('$name', ({ at, href }) => {
    const { pathname, searchParams } = new URL(at, 'http://merlon');
    expect(clusterHref(pathname, searchParams, 'c2')).toBe(href);
  });
});

describe('scanHref', () => {
  it.each([
    {
      name: 'an older scan is named',
      at: '/nodes?cluster=c1&role=worker&page=3',
      isLatest: false,
      href: '/nodes?scan=s9&role=worker',
    },
    {
      name: 'the latest is not named, so that the next one takes its place',
      at: '/nodes?scan=s1',
      isLatest: true,
      href: '/nodes?cluster=c1',
    },
    {
      name: 'a node is looked up in the other scan',
      at: '/nodes/n1',
      isLatest: false,
      href: '/nodes/n1?scan=s9',
    },
    { name: "a scan's own page becomes the other's", at: '/scans/s1', isLatest: true, href: '/scans/s9' },
    { name: 'a page of no scan gives way', at: '/about?cluster=c1', isLatest: false, href: '/?scan=s9' },
  ])('$name', ({ at, isLatest, href }) => {
    const { pathname, searchParams } = new URL(at, 'http://merlon');
    expect(scanHref(pathname, searchParams, { clusterId: 'c1', id: 's9', isLatest })).toBe(href);
  });
});
