import { isIP } from 'node:net';
import { ApiClient, type CredentialMaker } from './api-client.ts';
import type { ClusterAccess, GetOptions, ListRequest, SelfReview } from './cluster-access.ts';
import { makeCredentials } from './credentials.ts';
import { findTarget, type Target } from './find-target.ts';
import { listPages } from './list-pages.ts';
import { openFailure } from './open-failure.ts';
import { plainUrl } from './plain-url.ts';
import type { Surroundings } from './surroundings.ts';

export type { ClusterAccess } from './cluster-access.ts';

export interface OpenOptions extends Surroundings {
  /** Name of a context; null takes the current one, or the pod's own service account. */
  readonly context: string | null;
  readonly signal?: AbortSignal;
  readonly requestTimeoutMs?: number;
  readonly stallTimeoutMs?: number;
  readonly maxSockets?: number;
  /** Wait before a second try of a request that a busy server turned away. */
  readonly backOffMs?: number;
}

const REQUEST_TIMEOUT_MS = 30_000;
/** The first request decides whether a cluster is there at all: nobody waits that long for it. */
const CONNECT_TIMEOUT_MS = 15_000;

/**
 * Opens a cluster and makes sure that its API server knows who asks. Throws MerlonError with a code of its own
 * for each failure, or the signal's reason.
 */
export async function openCluster(options: OpenOptions): Promise<ClusterAccess> {
  options.signal?.throwIfAborted();
  const target = findTarget(options.context, options);
  const credentials: CredentialMaker = (signal, previous) =>
    makeCredentials(target, {
      maxSockets: options.maxSockets ?? 8,
      pluginTimeoutMs: 30_000,
      signal,
      nowMs: Date.now,
      previous,
    });
  const client = clientOf(target, options, credentials);
  try {
    await client.prepare(options.signal);
    await greet(client, target, options.signal);
  } catch (error) {
    client.close();
    throw error;
  }
  return accessOf(client, target, options.signal);
}

function clientOf(
  { cluster, context }: Target,
  options: OpenOptions,
  credentials: CredentialMaker,
): ApiClient {
  const requestTimeoutMs = options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
  return new ApiClient({
    server: cluster.server,
    makeCredentials: credentials,
    requestTimeoutMs,
    stallTimeoutMs: options.stallTimeoutMs ?? 20_000,
    compress: context !== null && !isNear(cluster.server),
    attempts: 4,
    backOffMs: options.backOffMs ?? 250,
    longestWaitMs: 30_000,
    nowMs: Date.now,
  });
}

/** Compressing a page of 7 MB took 0.1 s longer than not: it pays where the way is slower than some 500 Mbit/s. */
function isNear(server: string): boolean {
  const { hostname } = new URL(server);
  return (
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
  );
}

/**
 * Asks for the API versions: every authenticated user may (`system:discovery`), while `/version` would also be
 * answered to nobody in particular.
 */
async function greet(client: ApiClient, { cluster }: Target, signal: AbortSignal | undefined): Promise<void> {
  const limit = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
  const both = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  const attempt = { server: plainUrl(cluster.server), proxy: proxyOf(cluster.proxyUrl) };
  const reply = await client
    .tryOnce({ method: 'GET', path: '/api', signal: both })
    .catch((error: unknown) => {
      signal?.throwIfAborted();
      if (!limit.aborted) throw error;
      throw openFailure('timed-out', { ...attempt, detail: 'no answer' });
    });
  if ('broken' in reply) throw openFailure(reply.broken.code, { ...attempt, detail: reply.broken.detail });
  const { status, body } = reply.raw;
  const said = body.subarray(0, 4096).toString('utf8');
  const isNobody = status === 403 && said.includes('system:anonymous');
  if (status === 401 || isNobody) {
    const detail = isNobody ? 'it takes the caller for system:anonymous' : 'HTTP 401';
    throw openFailure('unauthorized', { ...attempt, detail });
  }
  if (status === 400 && said.includes('HTTP request to an HTTPS server')) {
    throw openFailure('server-error', { ...attempt, detail: 'https:// is needed' });
  }
  if (status === 403 || (status === 200 && isVersions(said))) return;
  throw openFailure('server-error', { ...attempt, detail: `HTTP ${status}` });
}

function isVersions(said: string): boolean {
  return /"kind"\s*:\s*"(APIVersions|APIGroupDiscoveryList)"/.test(said);
}

function accessOf(client: ApiClient, target: Target, lifetime: AbortSignal | undefined): ClusterAccess {
  const until = (options: GetOptions) => options.signal ?? lifetime;
  return {
    context: target.context,
    server: plainUrl(target.cluster.server),
    inCluster: target.context === null,
    namespace: target.namespace,
    get: (path, options = {}) =>
      client.ask({ method: 'GET', path, accept: options.accept, signal: until(options) }),
    list: (request: ListRequest) => listPages(client, { ...request, signal: until(request) }),
    review: (body: SelfReview, options = {}) =>
      client.ask({
        method: 'POST',
        path: `/apis/authorization.k8s.io/v1/${body.kind.toLowerCase()}s`,
        body: JSON.stringify(body),
        signal: until(options),
      }),
    close: () => client.close(),
  };
}

function proxyOf(proxyUrl: string | undefined): string | null {
  return proxyUrl === undefined ? null : plainUrl(proxyUrl);
}
