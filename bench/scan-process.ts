import { createLog } from '#lib/log.ts';
import { runQueuedScan } from '#lib/scans/run-queued-scan.ts';
import { listClusters } from '#lib/store/clusters.ts';
import { findResult } from '#lib/store/results.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';

/** Runs one scan of the context in KUBECONFIG as the worker does, and prints how long it took from lease to saved. */
async function main(): Promise<void> {
  const scratch = await ScratchStore.create();
  // The worker has asked the store before it takes its first scan.
  await listClusters(scratch.store);
  const scanId = scratch.startScan(scratch.addCluster('bench'), { instance: 'bench' });
  const from = performance.now();
  await runQueuedScan(scratch.store, scanId, {
    instance: 'bench',
    demoKubeconfig: null,
    probe: { enabled: false, bound: null },
    host: 'bench',
    merlonVersion: 'bench',
    shutdown: new AbortController().signal,
    log: createLog('bench'),
  });
  const ms = performance.now() - from;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const result = await findResult(scratch.store, scanId);
  if (result === null) throw new Error('the scan left no result');
  const phases = Object.fromEntries(result.scan.phases.map(({ name, durationMs }) => [name, durationMs]));
  process.stdout.write(`${JSON.stringify({ ms, peakMb, phases, findings: result.findings.length })}\n`);
  await scratch.remove();
}

await main();
