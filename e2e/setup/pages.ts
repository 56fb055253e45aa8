import type { APIRequestContext } from '@playwright/test';

/** Every page there is, in each of the states it can be in. Words in capitals stand for what `addressOf` finds. */
export const PAGES = {
  overview: '/',
  nodes: '/nodes',
  node: '/nodes/NODE',
  exposure: '/exposure',
  'one port': '/exposure?view=table',
  'risky grants': '/rbac',
  subjects: '/rbac?tab=subjects',
  bindings: '/rbac?tab=bindings',
  roles: '/rbac?tab=roles',
  'one subject': '/rbac/subjects/SUBJECT?scan=SCAN',
  'one role': '/rbac/roles/ROLE?scan=SCAN',
  'who can': '/rbac?verb=get&resource=secrets',
  network: '/network',
  'what needs attention': '/network?about=etcd-reachable',
  'pairs of namespaces': '/network?view=pairs',
  'workloads of two namespaces': '/network?from=payments&to=kube-system&port=53/UDP',
  'policies tried out': '/network/simulate?ns=ci',
  policies: '/network?tab=policies',
  'unselected pods': '/network?tab=unselected',
  'host firewall': '/network/hosts?cluster=HOSTFW',
  'network layers': '/network/layers?cluster=LAYERS',
  workloads: '/workloads',
  checks: '/checks',
  'one check': '/checks/privileged-container',
  compare: '/compare',
  reports: '/reports',
  about: '/about',
  design: '/about/design',
  scans: '/scans',
  scan: '/scans/SCAN',
  'findings by check': '/findings',
  'one check unfolded': '/findings?open=sensitive-host-path',
  'findings by object': '/findings?group=resource&open=apps/DaemonSet/logging/log-agent',
  'findings by node': '/findings?group=node&open=-',
  'list of findings': '/findings?group=none&severity=critical,high',
  'no finding': '/findings?q=nosuchword',
  finding: '/findings/FINDING?scan=SCAN',
  clusters: '/settings/clusters',
  appearance: '/settings/appearance',
  nothing: '/nowhere',
} as const;

/** Where the thing is linked that a word in capitals stands for. */
const LINKED: Readonly<Record<string, { readonly on: string; readonly link: RegExp }>> = {
  FINDING: { on: '/findings?group=none', link: /\/findings\/([0-9a-f]+)\?scan=/ },
  SCAN: { on: '/findings?group=none', link: /\/findings\/[0-9a-f]+\?scan=([0-9a-f]+)/ },
  NODE: { on: '/nodes', link: /href="\/nodes\/([^"?]+)/ },
  SUBJECT: { on: '/rbac?tab=subjects', link: /\/rbac\/subjects\/([^"?]+)\?scan=/ },
  HOSTFW: { on: '/settings/clusters', link: linkOfCluster('hostfw') },
  LAYERS: { on: '/settings/clusters', link: linkOfCluster('layers') },
  ROLE: { on: '/rbac?tab=roles', link: /\/rbac\/roles\/([^"?]+)\?scan=/ },
};

/** The link of the switcher that stands right before the cluster's name. */
function linkOfCluster(name: string): RegExp {
  return new RegExp(`/\\?cluster=([0-9a-f]+)"(?:(?!/\\?cluster=).)*>${name}<`, 's');
}

/** Returns an address with the first linked thing of each kind in the place of its word in capitals. */
export async function addressOf(request: APIRequestContext, path: string): Promise<string> {
  let address = path;
  for (const [word, { on, link }] of Object.entries(LINKED)) {
    if (!path.includes(word)) continue;
    const html = await (await request.get(on)).text();
    const found = link.exec(html)?.[1];
    if (found === undefined) throw new Error(`the page ${on} links to no ${word}`);
    address = address.replace(word, found);
  }
  return address;
}
