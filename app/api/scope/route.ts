import { frameScope } from '#lib/questions/frame-scope.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { handle } from '#app/api/handle.ts';

/** Returns the clusters and scans that the frame offers, and what of them an address means. */
export const GET = handle({ role: 'viewer' }, async ({ request }) => {
  const { searchParams } = new URL(request.url);
  const scope = await frameScope(currentStore(), {
    cluster: searchParams.get('cluster'),
    scan: searchParams.get('scan'),
  });
  return Response.json(scope, { headers: { 'cache-control': 'no-store' } });
});
