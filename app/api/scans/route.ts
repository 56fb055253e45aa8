import { z } from 'zod';
import { PROFILES, isFinal } from '#lib/model/scan.ts';
import { startScan } from '#lib/scans/start-scan.ts';
import { listClusters } from '#lib/store/clusters.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { phaseProgress } from '#lib/store/phase-progress.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import { listScans } from '#lib/store/scans.ts';
import { handle } from '#app/api/handle.ts';
import { problem } from '#app/api/problem.ts';

const order = z.strictObject({ clusterId: z.string().min(1).max(64), profile: z.enum(PROFILES) });

// More scans than this are never open at a time: one for each cluster, and the scanner takes them in order.
const LATEST = 50;
// A page that followed a scan to its end finds out within seconds how it ended.
const ENDED = 10;

/** Starts a scan. */
export const POST = handle({ role: 'operator', changes: 'json' }, async ({ request, session }) => {
  const { requestId } = session;
  const body = order.safeParse(await request.json().catch(() => undefined));
  if (!body.success) return problem({ status: 422, detail: z.prettifyError(body.error), requestId });
  const started = await startScan(currentStore(), { ...body.data, trigger: 'ui' });
  switch (started.outcome) {
    case 'queued':
      return Response.json(
        { id: started.id },
        { status: 202, headers: { location: `/scans/${started.id}` } },
      );
    case 'running':
      return problem({
        status: 409,
        detail: 'The cluster is being scanned already.',
        requestId,
        more: { id: started.id },
      });
    case 'unknown-cluster':
      return problem({ status: 422, detail: 'clusterId: there is no such cluster', requestId });
  }
});

/** Returns the scans that are queued or running, with how far each is, and how the last ones ended. */
export const GET = handle({ role: 'viewer' }, async () => {
  const store = currentStore();
  const [scans, clusters] = await Promise.all([listScans(store, { limit: LATEST }), listClusters(store)]);
  const names = new Map(clusters.map((cluster) => [cluster.id, cluster.name]));
  const told = ({ id, clusterId, status }: ScanRow) => {
    return { id, clusterId, cluster: names.get(clusterId) ?? clusterId, status };
  };
  const open = scans
    .filter((scan) => !isFinal(scan.status))
    .map((scan) => {
      const { id, phase, cancelAsked } = scan;
      const progress = phase === null ? null : phaseProgress(store, id, phase);
      return { ...told(scan), phase, progress, cancelAsked };
    });
  const over = scans
    .filter((scan) => isFinal(scan.status))
    .slice(0, ENDED)
    .map(told);
  return Response.json({ open, over }, { headers: { 'cache-control': 'no-store' } });
});
