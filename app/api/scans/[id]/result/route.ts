import { currentStore } from '#lib/store/current-store.ts';
import { findHead, streamResult } from '#lib/store/results.ts';
import { handle } from '#app/api/handle.ts';
import { problem } from '#app/api/problem.ts';

/** Streams a scan's whole result as JSON, or tells that the caller has it already. */
export const GET = handle<{ id: string }>({ role: 'viewer' }, async ({ request, params, session }) => {
  const { requestId } = session;
  const store = currentStore();
  const stored = await findHead(store, params.id);
  if (stored === null) return problem({ status: 404, detail: 'The scan has no result.', requestId });
  // A stored result never changes but for the cluster it belongs to, when two turn out to be one.
  const etag = `"${params.id}.${stored.head.schemaVersion}.${stored.head.cluster.id}"`;
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const name = `merlon-scan-${params.id}.json`;
  return new Response(textStream(streamResult(store, params.id)), {
    headers: {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `inline; filename="${name}"`,
    },
  });
});

/** One piece is made for each that is taken, so that a slow reader holds one chunk in memory. */
function textStream(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const piece = await pieces.next();
      if (piece.done === true) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
