import { X509Certificate } from 'node:crypto';
import { Agent as HttpAgent, type OutgoingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext } from 'node:tls';
import { isDeepStrictEqual } from 'node:util';
import { MerlonError } from '#lib/errors.ts';
import { text } from '#lib/model/text.ts';
import { runExecPlugin, type PluginCredential } from './exec-plugin.ts';
import type { Target } from './find-target.ts';
import { readIdentity, type Identity, type TlsIdentity } from './identity.ts';
import type { KubeconfigUser } from './kubeconfig.ts';

/** What a request is sent with. */
export interface Credentials {
  readonly agent: HttpAgent;
  readonly tls: TlsIdentity;
  readonly headers: OutgoingHttpHeaders;
  /** Milliseconds since 1970 from which on they must be made anew. */
  readonly renewAt: number;
}

export interface CredentialOptions {
  readonly maxSockets: number;
  readonly pluginTimeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly nowMs: () => number;
  /** Credentials these replace; their connections are kept where nothing but the token has changed. */
  readonly previous: Credentials | null;
}

/** Token files are read again after this long, as Kubernetes' own clients do. */
const TOKEN_FILE_MS = 60_000;
const SOCKET_IDLE_MS = 30_000;

/** Makes the agent and headers of a target; throws MerlonError where a credential cannot be had or has expired. */
export async function makeCredentials(target: Target, options: CredentialOptions): Promise<Credentials> {
  const handedOut = await askPlugin(target, options);
  const user = handedOut === null ? target.user : pluginUser(target.user, handedOut);
  let identity: Identity;
  try {
    identity = await readIdentity({ ...target, user });
    // A key that does not fit its certificate, or a CA that is none, shows here and not at the first request.
    createSecureContext(identity.tls);
  } catch (error) {
    throw unreadable(error);
  }
  refuseExpired(identity.tls.cert, options.nowMs());
  const { previous } = options;
  const isSame = previous !== null && isDeepStrictEqual(previous.tls, identity.tls);
  return {
    agent: isSame ? previous.agent : agentOf(target, identity, options.maxSockets),
    tls: identity.tls,
    headers: identity.headers,
    renewAt: renewAt(target.user, handedOut, options.nowMs()),
  };
}

async function askPlugin(
  { cluster, user }: Target,
  options: CredentialOptions,
): Promise<PluginCredential | null> {
  if (user.execPlugin === undefined) return null;
  const { signal, pluginTimeoutMs } = options;
  return runExecPlugin(user.execPlugin, { signal, timeoutMs: pluginTimeoutMs, server: cluster.server });
}

function pluginUser(user: KubeconfigUser, handedOut: PluginCredential): KubeconfigUser {
  const { token, clientCertificateData: cert, clientKeyData: key } = handedOut;
  return {
    name: user.name,
    impersonation: user.impersonation,
    ...(token === undefined ? {} : { token }),
    ...(cert === undefined ? {} : { certData: Buffer.from(cert).toString('base64') }),
    ...(key === undefined ? {} : { keyData: Buffer.from(key).toString('base64') }),
  };
}

function agentOf({ cluster }: Target, { tls, proxy }: Identity, maxSockets: number): HttpAgent {
  const shape = { keepAlive: true, maxSockets, timeout: SOCKET_IDLE_MS, scheduling: 'lifo' } as const;
  if (proxy !== null) return Object.assign(proxy, { keepAlive: true, maxSockets });
  return cluster.server.startsWith('http:') ? new HttpAgent(shape) : new HttpsAgent({ ...shape, ...tls });
}

function renewAt(user: KubeconfigUser, handedOut: PluginCredential | null, nowMs: number): number {
  if (handedOut?.expirationTimestamp !== undefined) return Date.parse(handedOut.expirationTimestamp);
  if (user.tokenFile !== undefined) return nowMs + TOKEN_FILE_MS;
  // A legacy auth provider renews its own token when asked again.
  return user.authProvider === undefined ? Number.POSITIVE_INFINITY : nowMs + TOKEN_FILE_MS;
}

function refuseExpired(cert: string | Buffer | undefined, nowMs: number): void {
  if (cert === undefined) return;
  const { validToDate } = new X509Certificate(cert);
  if (validToDate.getTime() >= nowMs) return;
  const until = validToDate.toISOString().slice(0, 10);
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
