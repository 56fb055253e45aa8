import type { RawObject } from '../raw-object.ts';
import type { Answer } from './answer.ts';
import { failure } from './answer.ts';
import { compareKeys, storageKey } from './cluster-state.ts';
import type { ClusterState } from './cluster-state.ts';
import type { Target } from './request-info.ts';
import type { ResourceType } from './resource-types.ts';
import { selectorOf } from './selectors.ts';

/** One page of a list, before it is given the form the client asked for. */
export interface ListPage {
  items: readonly RawObject[];
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number };
}

export interface ListClock {
  nowMs: number;
  /** How long a continue token holds; etcd compacts after five minutes. */
  continueLifetimeMs: number;
}

interface Continuation {
  v: 'meta.k8s.io/v1';
  /** Resource version of the first page; -1 for a list that goes on without consistency. */
  rv: number;
  start: string;
  issuedMs: number;
}

const TOO_OLD =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without ' +
  'the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
  'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or ' +
  'deleted between the time the first chunk was returned and now may show up in the list.';

interface ListQuestion {
  type: ResourceType;
  target: Target;
  query: URLSearchParams;
  clock: ListClock;
}

/** Returns one page of a list, or the failure that stands for it. */
export function listPage(state: ClusterState, question: ListQuestion): ListPage | Answer {
  const { type, target, query, clock } = question;
  const continuation = continuationOf(query, state, clock);
  if (continuation !== null && 'status' in continuation) return continuation;
  let matches: (object: RawObject) => boolean;
  try {
    matches = selectorOf(query);
  } catch (error) {
    return badRequest(error instanceof Error ? error.message : String(error));
  }
  const start = continuation?.start ?? '';
  const namespace = type.namespaced ? target.namespace : undefined;
  const selected = state
    .objectsOf(type)
    .filter((one) => namespace === undefined || one.metadata.namespace === namespace)
    .filter((one) => compareKeys(storageKey(one), start) > 0 && matches(one));
  return cut(selected, limitOf(query), {
    rv: continuation?.rv ?? state.resourceVersion,
    resourceVersion: String(state.resourceVersion),
    issuedMs: clock.nowMs,
    isSelective: query.has('labelSelector') || query.has('fieldSelector'),
  });
}

interface CutContext {
  rv: number;
  resourceVersion: string;
  issuedMs: number;
  isSelective: boolean;
}

/** Cuts a list to its limit and says how to go on; a limit of 0 is none. */
function cut(selected: readonly RawObject[], limit: number, context: CutContext): ListPage {
  const { rv, resourceVersion, issuedMs, isSelective } = context;
  const items = limit === 0 ? selected : selected.slice(0, limit);
  const last = items.at(-1);
  if (items.length === selected.length || last === undefined) return { items, metadata: { resourceVersion } };
  return {
    items,
    metadata: {
      resourceVersion,
      continue: encodeToken({ v: 'meta.k8s.io/v1', rv, start: storageKey(last), issuedMs }),
      // With a selector the server cannot say how many more will match.
      ...(isSelective ? {} : { remainingItemCount: selected.length - items.length }),
    },
  };
}

/** Reads the continue token of a request: null without one, a failure for one that is bad or too old. */
function continuationOf(
  query: URLSearchParams,
  state: ClusterState,
  clock: ListClock,
): Continuation | Answer | null {
  const token = query.get('continue') ?? '';
  if (token === '') return null;
  const continuation = decodeToken(token);
  if (continuation === null) return badRequest('continue key is not valid: invalid value');
  if (!['', '0'].includes(query.get('resourceVersion') ?? '')) {
    return badRequest('specifying resource version is not allowed when using continue');
  }
  return isExpired(continuation, state, clock) ? expired(continuation, clock) : continuation;
}

/** With `resourceVersion=0` the server answers from its cache and gives everything at once. */
function limitOf(query: URLSearchParams): number {
  const isFromCache = query.get('resourceVersion') === '0' && !query.has('continue');
  const limit = Number(query.get('limit') ?? '0');
  return isFromCache || !Number.isInteger(limit) || limit < 0 ? 0 : limit;
}

function isExpired(continuation: Continuation, state: ClusterState, clock: ListClock): boolean {
  if (continuation.rv === -1) return false;
  const isOtherGeneration = continuation.rv !== state.resourceVersion;
  return isOtherGeneration || clock.nowMs - continuation.issuedMs > clock.continueLifetimeMs;
}

function expired(continuation: Continuation, clock: ListClock): Answer {
  const refused = failure(410, 'Expired', { message: TOO_OLD });
  const fresh = encodeToken({ ...continuation, rv: -1, issuedMs: clock.nowMs });
  return { ...refused, body: { ...(refused.body as object), metadata: { continue: fresh } } };
}

function badRequest(message: string): Answer {
  return failure(400, 'BadRequest', { message });
}

function encodeToken(continuation: Continuation): string {
  return Buffer.from(JSON.stringify(continuation)).toString('base64url');
}

function decodeToken(token: string): Continuation | null {
  try {
    const value = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Continuation;
    return value.v === 'meta.k8s.io/v1' && typeof value.start === 'string' ? value : null;
  } catch {
    return null;
  }
}
