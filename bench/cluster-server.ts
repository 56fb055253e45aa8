import { createServer } from 'node:https';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthority, issueLeaf } from '#lib/demo/certificates.ts';
import { generateBigCluster } from './big-cluster.ts';
import { openBigListeners } from './big-listeners.ts';
import { generateCluster, SIZES, type GeneratedList } from './generate-cluster.ts';

/**
 * Serves a generated cluster over HTTPS on loopback, in a process of its own; of the big one also what listens
 * on its nodes. Prints one JSON line with its port and authority when it listens, and ends with its parent's pipe.
 */
async function main(name: string, generation: number): Promise<void> {
  const lists = listsOf(name, generation);
  if (name === 'big') await openBigListeners(generation);
  const byPath = new Map(lists.map((list) => [list.path, list]));
  const authority = createAuthority('bench-ca', new Date());
  const identity = issueLeaf(authority, {
    commonName: 'bench',
    addresses: ['127.0.0.1'],
    use: 'server',
    now: new Date(),
  });
  const server = createServer(identity, (request, response) => {
    const url = new URL(request.url ?? '/', 'https://bench');
    const list = byPath.get(url.pathname);
    if (list !== undefined) sendPage(response, list, url.searchParams);
    else
      sendOther(response, lists, {
        path: url.pathname,
        aggregated: request.headers.accept?.includes('apidiscovery') === true,
      });
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(
      `${JSON.stringify({ port, ca: authority.cert, paths: lists.map(({ path }) => path) })}\n`,
    );
  });
  process.stdin.resume().on('end', () => process.exit(0));
}

function listsOf(name: string, generation: number): GeneratedList[] {
  if (name === 'big') return generateBigCluster(generation);
  if (name === '1k' || name === '10k') return generateCluster(SIZES[name]);
  throw new Error(`unknown size ${name}`);
}

function sendPage(response: ServerResponse, list: GeneratedList, query: URLSearchParams): void {
  const limit = Number(query.get('limit') ?? list.items.length);
  const from = Number(query.get('continue') ?? 0);
  const items = list.items.slice(from, from + limit);
  const left = list.items.length - from - items.length;
  const more = left > 0 ? { continue: String(from + items.length), remainingItemCount: left } : {};
  const head = `{"kind":"${list.kind}List","apiVersion":"${list.apiVersion}","metadata":${JSON.stringify({ resourceVersion: '1', ...more })},"items":[`;
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(`${head}${items.join(',')}]}`);
}

interface OtherRequest {
  readonly path: string;
  readonly aggregated: boolean;
}

function sendOther(response: ServerResponse, lists: readonly GeneratedList[], request: OtherRequest): void {
  const { path, aggregated } = request;
  const type = aggregated
    ? 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
    : 'application/json';
  const body = otherBody(lists, path);
  response.writeHead(body === null ? 404 : 200, { 'Content-Type': type });
  response.end(
    JSON.stringify(
      body ?? { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 },
    ),
  );
}

function otherBody(lists: readonly GeneratedList[], path: string): object | null {
  if (path === '/version') return { major: '1', minor: '36', gitVersion: 'v1.36.3', platform: 'linux/amd64' };
  if (path === '/api' || path === '/apis')
    return discovery(lists.filter((list) => list.path.startsWith(`${path}/`)));
  return null;
}

function discovery(lists: readonly GeneratedList[]): object {
  const groups = [...new Set(lists.map(({ apiVersion }) => apiVersion))];
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map((apiVersion) => {
      const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
      const own = lists.filter((list) => list.apiVersion === apiVersion);
      return {
        metadata: { name: group },
        versions: [{ version, resources: own.map((list) => resource(list, { group, version })) }],
      };
    }),
  };
}

function resource(
  list: GeneratedList,
  type: { group: string | undefined; version: string | undefined },
): object {
  return {
    resource: list.resource,
    responseKind: { ...type, kind: list.kind },
    scope: list.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: list.kind.toLowerCase(),
    verbs: ['get', 'list', 'watch'],
  };
}

await main(process.argv[2] ?? '1k', Number(process.argv[3] ?? 0));
