import { readFileSync } from 'node:fs';
import type { Agent, OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';
import type { User } from '@kubernetes/client-node';
import type { Target } from './find-target.ts';
import type { KubeconfigUser } from './kubeconfig.ts';

/** With what a caller shows who it is, and by what it knows the server. */
export interface Identity {
  readonly tls: TlsIdentity;
  readonly headers: OutgoingHttpHeaders;
  /** The way through a proxy; null where there is none. */
  readonly proxy: Agent | null;
}

export interface TlsIdentity {
  ca?: string | Buffer;
  cert?: string | Buffer;
  key?: string | Buffer;
  servername?: string;
  rejectUnauthorized?: boolean;
}

/** Reads the files and data that a target names; throws what reading a file throws. */
export async function readIdentity(target: Target): Promise<Identity> {
  const { cluster, user } = target;
  // The client library takes 0.6 s and 80 MB to load, and knows no `tokenFile`: it is asked only for what needs it.
  const needsLibrary = cluster.proxyUrl !== undefined || user.authProvider !== undefined;
  const identity = needsLibrary ? await libraryIdentity(target) : ownIdentity(target);
  return { ...identity, headers: { ...identity.headers, ...callerHeaders(user) } };
}

function ownIdentity({ cluster, user }: Target): Identity {
  const tls: TlsIdentity = {};
  const ca = dataOf(cluster.caFile, cluster.caData);
  const cert = dataOf(user.certFile, user.certData);
  const key = dataOf(user.keyFile, user.keyData);
  if (ca !== null) tls.ca = ca;
  if (cert !== null) tls.cert = cert;
  if (key !== null) tls.key = key;
  if (cluster.tlsServerName !== undefined) tls.servername = cluster.tlsServerName;
  if (cluster.skipTLSVerify) tls.rejectUnauthorized = false;
  return { tls, headers: {}, proxy: null };
}

/** Lets the client library make the way through a proxy and ask a legacy auth provider for a token. */
async function libraryIdentity({ cluster, user }: Target): Promise<Identity> {
  const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js');
  const kubeConfig = new KubeConfig();
  // The library refuses plain HTTP unless verification is off; there is nothing to verify in it.
  const skipTLSVerify = cluster.server.startsWith('http:') || cluster.skipTLSVerify;
  const known: User = user;
  kubeConfig.loadFromOptions({
    clusters: [{ ...cluster, skipTLSVerify }],
    users: [known],
    contexts: [{ name: 'target', cluster: cluster.name, user: user.name }],
    currentContext: 'target',
  });
  const request: RequestOptions = {};
  await kubeConfig.applyToHTTPSOptions(request);
  const { ca, cert, key, servername, rejectUnauthorized } = request as TlsIdentity;
  const tls = { ca, cert, key, servername, rejectUnauthorized };
  const given = Object.entries(tls).filter(([, value]) => value !== undefined);
  const agent = cluster.proxyUrl === undefined ? null : (request.agent as Agent);
  return {
    tls: Object.fromEntries(given),
    headers: { ...(request.headers as OutgoingHttpHeaders | undefined) },
    proxy: agent,
  };
}

function callerHeaders(user: KubeconfigUser): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  const token = tokenOf(user);
  if (token !== null) headers['Authorization'] = `Bearer ${token}`;
  else if (user.username !== undefined) {
    const pair = Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64');
    headers['Authorization'] = `Basic ${pair}`;
  }
  return { ...headers, ...user.impersonation };
}

function tokenOf({ token, tokenFile }: KubeconfigUser): string | null {
  // As in kubectl, a file that can be read again wins over a fixed token. Such files end with a line break.
  if (tokenFile !== undefined) return readFileSync(tokenFile, 'utf8').trim();
  return token?.trim() ?? null;
}

function dataOf(file: string | undefined, base64: string | undefined): Buffer | null {
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  return file === undefined ? null : readFileSync(file);
}
