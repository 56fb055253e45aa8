import type { APIRequestContext } from '@playwright/test';

/** Every page there is, in each of the states it can be in. */
export const PAGES = {
  overview: '/',
  nodes: '/nodes',
  node: '/nodes/main-worker-2',
  exposure: '/exposure',
  'one port': '/exposure?view=table',
  'risky grants': '/rbac',
  'who can': '/rbac?verb=get&resource=secrets',
  network: '/network',
  workloads: '/workloads',
  checks: '/checks',
  'one check': '/checks/privileged-container',
  compare: '/compare',
  reports: '/reports',
  about: '/about',
  scans: '/scans',
  scan: '/scans/SCAN',
  'findings by check': '/findings',
  'one check unfolded': '/findings?open=sensitive-host-path',
  'list of findings': '/findings?group=none&severity=critical,high',
  'no finding': '/findings?q=nosuchword',
  finding: '/findings/FINDING?scan=SCAN',
  clusters: '/settings/clusters',
  nothing: '/nowhere',
} as const;

/** Returns an address with the demo's first scan and its first finding in the places of SCAN and FINDING. */
export async function addressOf(request: APIRequestContext, path: string): Promise<string> {
  const html = await (await request.get('/findings?group=none')).text();
  const [, finding, scan] = /\/findings\/([0-9a-f]+)\?scan=([0-9a-f]+)/.exec(html) ?? [];
  if (finding === undefined || scan === undefined)
    throw new Error('the page of findings links to no finding');
  return path.replace('SCAN', scan).replace('FINDING', finding);
}
