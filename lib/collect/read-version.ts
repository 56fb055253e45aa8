import type { ClusterAccess } from '#lib/kube/cluster-access.ts';
import type { ServerVersion } from '#lib/model/cluster-objects.ts';
import type { Collected } from '#lib/model/collected.ts';
import { requestGap } from './request-gap.ts';

const REQUEST = { slice: 'version', verb: 'get', resource: '/version', namespace: null } as const;

/** Reads the API server's version. */
export async function readVersion(
  access: ClusterAccess,
  signal: AbortSignal,
): Promise<Collected<ServerVersion>> {
  const answer = await access.get('/version', { signal });
  if (!answer.ok) return { state: 'failed', gaps: [requestGap(REQUEST, answer)] };
  if (!isVersion(answer.body)) {
    const failure = { ok: false, reason: 'malformed', status: answer.status, message: 'no version' } as const;
    return { state: 'failed', gaps: [requestGap(REQUEST, failure)] };
  }
  return { state: 'complete', items: [answer.body] };
}

function isVersion(body: unknown): body is ServerVersion {
  if (typeof body !== 'object' || body === null) return false;
  const fields = body as Readonly<Record<string, unknown>>;
  return ['gitVersion', 'major', 'minor'].every((name) => typeof fields[name] === 'string');
}
