import { Agent as HttpAgent, type OutgoingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { X509Certificate } from 'node:crypto';
import type { User } from '@kubernetes/client-node';
import { MerlonError } from '#lib/errors.ts';
import { text } from '#lib/model/text.ts';
import { runExecPlugin, type PluginCredential } from './exec-plugin.ts';
import type { Target } from './find-target.ts';
import type { KubeconfigUser } from './kubeconfig.ts';

/** What a request is sent with. */
export interface Credentials {
  readonly agent: HttpAgent;
  readonly headers: OutgoingHttpHeaders;
  /** Milliseconds since 1970 from which on they must be made anew. */
  readonly renewAt: number;
}

export interface CredentialOptions {
  readonly maxSockets: number;
  readonly pluginTimeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly nowMs: () => number;
}

/** Token files are read again after this long, as Kubernetes' own clients do. */
const TOKEN_FILE_MS = 60_000;
const SOCKET_IDLE_MS = 30_000;

/** Makes the agent and headers of a target; throws MerlonError where a credential cannot be had or has expired. */
export async function makeCredentials(target: Target, options: CredentialOptions): Promise<Credentials> {
  const { execPlugin } = target.user;
  const handedOut =
    execPlugin === undefined
      ? null
      : await runExecPlugin(execPlugin, {
          signal: options.signal,
          timeoutMs: options.pluginTimeoutMs,
          server: target.cluster.server,
        });
  const request = await requestOptionsOf(target, userOf(target.user, handedOut));
  refuseExpired(request, options.nowMs());
  return {
    agent: agentOf(target, request, options.maxSockets),
    headers: headersOf(request, target.user),
    renewAt: renewAt(target.user, handedOut, options.nowMs()),
  };
}

async function requestOptionsOf({ cluster, namespace }: Target, user: User): Promise<RequestOptions> {
  // Half a second and 80 MB: loaded when a cluster is opened, never for files or a list of contexts.
  const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js');
  const kubeConfig = new KubeConfig();
  // The library refuses plain HTTP unless verification is off; there is nothing to verify in it.
  const plain = cluster.server.startsWith('http:');
  kubeConfig.loadFromOptions({
    clusters: [{ ...cluster, skipTLSVerify: plain || cluster.skipTLSVerify }],
    users: [user],
    contexts: [{ name: 'target', cluster: cluster.name, user: user.name, namespace: namespace ?? 'default' }],
    currentContext: 'target',
  });
  const request: RequestOptions = {};
  try {
    await kubeConfig.applyToHTTPSOptions(request);
  } catch (error) {
    throw unreadable(error);
  }
  return request;
}

function userOf(user: KubeconfigUser, handedOut: PluginCredential | null): User {
  if (handedOut !== null) {
    const { token, clientCertificateData: cert, clientKeyData: key } = handedOut;
    return {
      name: user.name,
      ...(token === undefined ? {} : { token }),
      ...(cert === undefined ? {} : { certData: Buffer.from(cert).toString('base64') }),
      ...(key === undefined ? {} : { keyData: Buffer.from(key).toString('base64') }),
    };
  }
  if (user.tokenFile === undefined) return user;
  const { token: _ignored, ...rest } = user;
  return { ...rest, authProvider: { name: 'tokenFile', config: { tokenFile: user.tokenFile } } };
}

function agentOf({ cluster }: Target, request: RequestOptions, maxSockets: number): HttpAgent {
  const shape = { keepAlive: true, maxSockets, timeout: SOCKET_IDLE_MS, scheduling: 'lifo' } as const;
  if (cluster.proxyUrl !== undefined && request.agent instanceof HttpAgent) {
    return Object.assign(request.agent, { keepAlive: true, maxSockets });
  }
  if (cluster.server.startsWith('http:')) return new HttpAgent(shape);
  const { ca, cert, key, servername, rejectUnauthorized } = request;
  return new HttpsAgent({
    ...shape,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(servername === undefined ? {} : { servername }),
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
  });
}

function headersOf(request: RequestOptions, user: KubeconfigUser): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { ...(request.headers as OutgoingHttpHeaders | undefined) };
  // A token file usually ends with a line break, which no header may hold.
  if (typeof headers['Authorization'] === 'string')
    headers['Authorization'] = headers['Authorization'].trim();
  if (typeof request.auth === 'string') {
    headers['Authorization'] = `Basic ${Buffer.from(request.auth).toString('base64')}`;
  }
  if (user.impersonateGroups !== undefined) headers['Impersonate-Group'] = [...user.impersonateGroups];
  return headers;
}

function renewAt(user: KubeconfigUser, handedOut: PluginCredential | null, nowMs: number): number {
  if (handedOut?.expirationTimestamp !== undefined) return Date.parse(handedOut.expirationTimestamp);
  if (user.tokenFile !== undefined) return nowMs + TOKEN_FILE_MS;
  // A legacy auth provider renews its own token when asked again.
  return user.authProvider === undefined ? Number.POSITIVE_INFINITY : nowMs + TOKEN_FILE_MS;
}

function refuseExpired({ cert }: RequestOptions, nowMs: number): void {
  if (!(cert instanceof Buffer) && typeof cert !== 'string') return;
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(cert);
  } catch (error) {
    throw unreadable(error);
  }
  if (certificate.validToDate.getTime() >= nowMs) return;
  const until = certificate.validToDate.toISOString().slice(0, 10);
  throw new MerlonError(
    'client-certificate-expired',
    text(
      `The client certificate of this context expired on ${until}: renew it (kubeadm: "kubeadm certs renew"), or fetch a new kubeconfig.`,
      `此上下文的客户端证书已于 ${until} 过期：请续期（kubeadm：“kubeadm certs renew”），或获取新的 kubeconfig。`,
    ),
  );
}

function unreadable(error: unknown): MerlonError {
  const path = error instanceof Error && 'path' in error ? String(error.path) : null;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const named = path === null ? '' : ` ${path}`;
  return new MerlonError(
    'credential-unreadable',
    text(
      `A credential or certificate${named} of this context cannot be used (${code}): check the files and data that its kubeconfig names.`,
      `无法使用此上下文的凭据或证书${named}（${code}）：请检查 kubeconfig 中引用的文件和数据。`,
    ),
  );
}
