import type { APIRequestContext } from '@playwright/test';

/** Returns the address of every page there is, of the demo's first scan where a page needs one. */
export async function everyPage(request: APIRequestContext): Promise<Record<string, string>> {
  const html = await (await request.get('/findings?group=none')).text();
  const finding = /\/findings\/[0-9a-f]+\?scan=([0-9a-f]+)/.exec(html);
  if (finding === null) throw new Error('the page of findings links to no finding');
  return {
    scans: '/scans',
    scan: `/scans/${finding[1]}`,
    groups: '/findings',
    list: '/findings?group=none&severity=critical,high',
    nothing: '/findings?q=nosuchword',
    finding: finding[0],
    clusters: '/settings/clusters',
    'not found': '/nowhere',
  };
}
