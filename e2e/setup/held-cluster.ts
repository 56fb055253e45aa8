import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { parse } from 'yaml';

/** What is held back until the test lets it go. */
const HELD_PATH = '/api/v1/pods';
const RELEASE_PATH = '/let-go';

interface Demo {
  readonly server: string;
  readonly authority: string;
  readonly token: string;
}

/** A cluster of its own to look at: the demo's, whose pods are not told before `RELEASE_PATH` is asked for. */
export interface HeldCluster {
  readonly url: string;
  readonly close: () => void;
}

/**
 * Starts an API server that passes every question on to the demo's and holds the list of pods back, so that
 * a scan can be looked at while it runs. Its `kube-system` has a uid of its own: it is another cluster.
 */
export async function startHeldCluster(demoKubeconfig: string): Promise<HeldCluster> {
  const released = Promise.withResolvers<void>();
  const server: Server = createServer((incoming, outgoing) => {
    if (incoming.url === RELEASE_PATH) {
      released.resolve();
      outgoing.end();
      return;
    }
    const isHeld = incoming.url?.startsWith(HELD_PATH) ?? false;
    void (isHeld ? released.promise : Promise.resolve()).then(() => pass(demoKubeconfig, incoming, outgoing));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.closeAllConnections() };
}

/** Lets the pods of a held cluster go. */
export async function letGo(url: string): Promise<void> {
  await fetch(url + RELEASE_PATH);
}

function pass(kubeconfig: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { server, authority, token } = readDemo(kubeconfig);
  const { host: _host, connection: _connection, ...headers } = incoming.headers;
  const forward = request(
    new URL(incoming.url ?? '/', server),
    {
      method: incoming.method,
      ca: authority,
      headers: { ...headers, authorization: `Bearer ${token}`, 'accept-encoding': 'identity' },
    },
    (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = withOwnUid(Buffer.concat(chunks).toString(), incoming);
        outgoing.writeHead(answer.statusCode ?? 502, { 'content-type': answer.headers['content-type'] });
        outgoing.end(body);
      });
    },
  );
  forward.on('error', () => outgoing.destroy());
  incoming.pipe(forward);
}

function withOwnUid(body: string, { url, headers }: IncomingMessage): string {
  if (url?.startsWith('/api/v1/namespaces') !== true) return body;
  const list = JSON.parse(body) as { items?: { metadata: { name: string; uid: string } }[] };
  for (const { metadata } of list.items ?? []) {
    if (metadata.name === 'kube-system') metadata.uid = `held-${headers.host ?? ''}`;
  }
  return JSON.stringify(list);
}

function readDemo(kubeconfig: string): Demo {
  const config = parse(readFileSync(kubeconfig, 'utf8')) as {
    clusters: { cluster: { server: string; 'certificate-authority-data': string } }[];
    users: { user: { token?: string } }[];
  };
  const [cluster] = config.clusters;
  const token = config.users.find(({ user }) => user.token !== undefined)?.user.token;
  if (cluster === undefined || token === undefined) throw new Error('the demo kubeconfig names no cluster');
  return {
    server: cluster.cluster.server,
    authority: Buffer.from(cluster.cluster['certificate-authority-data'], 'base64').toString(),
    token,
  };
}
