import type { ApiClient } from './api-client.ts';
import type { ApiAnswer, ListOutcome, ListRequest } from './cluster-access.ts';

/** How often a list whose snapshot the server has dropped starts again. */
const RESTARTS = 3;

interface ListMetadata {
  readonly continue?: unknown;
  /** Left out where the server does not count, as with selectors. */
  readonly remainingItemCount?: number;
}

interface Page {
  readonly items: readonly unknown[];
  readonly next: string | null;
  readonly remaining: number | null;
}

/**
 * Reads a list page by page. The next page is asked for before the present one is handed over, so that the
 * server works while the page is reshaped. `resourceVersion` is never set: with `0` the server ignores the limit.
 */
export async function listPages(client: ApiClient, request: ListRequest): Promise<ListOutcome> {
  let restarts = 0;
  let pages = 0;
  let place: string | null = null;
  let coming = askPage(client, request, null);
  for (;;) {
    const answer = await coming;
    if (!answer.ok) {
      if (answer.status !== 410) return { ...answer, pages };
      if (restarts === RESTARTS) {
        return { ...answer, reason: 'truncated', pages };
      }
      restarts += 1;
      pages = 0;
      place = null;
      request.onRestart?.();
      coming = askPage(client, request, null);
      continue;
    }
    const page = pageOf(answer.body);
    if (page === null) return malformed(answer.status, 'the answer is no list', pages);
    // Whoever answers the same place again would do so for ever.
    if (page.next !== null && page.next === place) {
      return malformed(answer.status, 'the list comes to no end', pages);
    }
    place = page.next;
    if (page.next !== null) {
      coming = askPage(client, request, page.next);
      // Awaited in the next round; a rejection in between must not count as unhandled.
      coming.catch(() => undefined);
    }
    request.onPage(page.items, page.remaining);
    pages += 1;
    if (page.next === null) return { ok: true, pages };
  }
}

function malformed(status: number, message: string, pages: number): ListOutcome {
  return { ok: false, reason: 'malformed', status, message, pages };
}

function askPage(client: ApiClient, request: ListRequest, next: string | null): Promise<ApiAnswer> {
  const query = new URLSearchParams({ limit: String(request.pageSize) });
  if (next !== null) query.set('continue', next);
  const joint = request.path.includes('?') ? '&' : '?';
  return client.ask({
    method: 'GET',
    path: `${request.path}${joint}${query.toString()}`,
    accept: request.accept,
    signal: request.signal,
  });
}

function pageOf(body: unknown): Page | null {
  if (typeof body !== 'object' || body === null || !('items' in body)) return null;
  const { items, metadata: given } = body as { items: unknown; metadata?: ListMetadata | null };
  const metadata = given ?? {};
  // Go encodes an empty list without a capacity as null.
  if (items !== null && !Array.isArray(items)) return null;
  const next = typeof metadata.continue === 'string' && metadata.continue !== '' ? metadata.continue : null;
  return { items: items ?? [], next, remaining: metadata.remainingItemCount ?? (next === null ? 0 : null) };
}
