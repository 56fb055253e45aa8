import { currentStore } from '#lib/store/current-store.ts';
import { findScan } from '#lib/store/scans.ts';
import { handle } from '#app/api/handle.ts';
import { problem } from '#app/api/problem.ts';
import { eventStream } from './event-stream.ts';

const MOST_STREAMS = 32;
let streams = 0;

/** Streams what a scan tells, from the event after `Last-Event-ID` (or `after` in the address) to its end. */
export const GET = handle<{ id: string }>({ role: 'viewer' }, async ({ request, params, session }) => {
  const { requestId } = session;
  const store = currentStore();
  if ((await findScan(store, params.id)) === null) {
    return problem({ status: 404, detail: 'There is no such scan.', requestId });
  }
  if (streams >= MOST_STREAMS) {
    return problem({ status: 503, detail: 'Too many pages are watching scans.', requestId });
  }
  streams += 1;
  const body = eventStream(
    { store, scanId: params.id, afterSeq: startOf(request) },
    { signal: request.signal, onEnd: () => (streams -= 1) },
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
});

function startOf(request: Request): number {
  const asked = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after') ?? '0';
  return /^\d{1,9}$/.test(asked) ? Number(asked) : 0;
}
