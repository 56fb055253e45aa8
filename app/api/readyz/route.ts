import { currentStore } from '#lib/store/current-store.ts';
import { listScans } from '#lib/store/scans.ts';

// Asked anew each time: without this the build would answer it once for all.
export const dynamic = 'force-dynamic';

/** Tells whether the database answers. */
export async function GET(): Promise<Response> {
  const ready = await listScans(currentStore(), { limit: 1 }).then(
    () => true,
    () => false,
  );
  return Response.json(
    { status: ready ? 'ok' : 'unavailable' },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
