import type { ContextInfo } from '#lib/kube/contexts.ts';
import { listClusters } from '#lib/store/clusters.ts';
import { lastScans } from '#lib/store/last-scans.ts';
import { loseOrphanedScans, loseScansOf, loseStaleScans } from '#lib/store/lose-scans.ts';
import { closeStore, openStore, type Store } from '#lib/store/open-store.ts';
import { takeQueuedScan } from '#lib/store/scan-queue.ts';
import { demoContexts, registerContexts } from './register-contexts.ts';
import { runQueuedScan, type ScannerContext } from './run-queued-scan.ts';
import { startScan } from './start-scan.ts';

export interface ScannerOptions extends ScannerContext {
  readonly dataDir: string;
  /** Clusters scanned side by side. */
  readonly concurrency: number;
}

const LOOK_EVERY_MS = 300;
const TIDY_EVERY_MS = 10_000;

/** How long scans may take to end when the process has been asked to; it has to be gone within 5 s. */
const STOP_WITHIN_MS = 4000;

/** Takes queued scans from the store and runs them until `shutdown`; what other processes left is lost first. */
export async function runScanner(options: ScannerOptions): Promise<void> {
  const { shutdown, log } = options;
  const store = openStore(options.dataDir);
  const lost = loseOrphanedScans(store, options.instance);
  if (lost > 0) log.warn({ scans: lost }, 'scans of an earlier process were lost');
  for (const { file, message } of registerContexts(store, options)) log.warn({ file }, message.en);
  await queueFirstDemoScans(store, options.demoKubeconfig);
  const running = new Set<Promise<void>>();
  let tidiedAt = performance.now();
  while (!shutdown.aborted) {
    takeAll(store, running, options);
    if (performance.now() - tidiedAt > TIDY_EVERY_MS) {
      loseStaleScans(store, new Date());
      // Whoever adds a context to a kubeconfig finds its cluster without a restart.
      registerContexts(store, options);
      tidiedAt = performance.now();
    }
    await pause(LOOK_EVERY_MS, shutdown);
  }
  await Promise.race([Promise.all(running), pause(STOP_WITHIN_MS)]);
  loseScansOf(store, options.instance);
  await closeStore(store);
}

function takeAll(store: Store, running: Set<Promise<void>>, options: ScannerOptions): void {
  const { instance, concurrency, log } = options;
  for (;;) {
    const scanId = takeQueuedScan(store, { instance, limit: concurrency, now: new Date() });
    if (scanId === null) return;
    log.info({ scanId }, 'scan started');
    const scan = runQueuedScan(store, scanId, options).finally(() => {
      running.delete(scan);
      log.info({ scanId }, 'scan over');
    });
    running.add(scan);
  }
}

/**
 * Each cluster of a demo is scanned at once, so that its pages have something to show. The default one is queued
 * last: a page that no cluster is asked of shows the one queued last.
 */
async function queueFirstDemoScans(store: Store, demoKubeconfig: string | null): Promise<void> {
  if (demoKubeconfig === null) return;
  const clusters = await listClusters(store);
  const scanned = await lastScans(store);
  for (const context of firstContexts(demoContexts(demoKubeconfig)).toReversed()) {
    const cluster = clusters.find(({ demo, contexts }) => demo && contexts.includes(context));
    if (cluster === undefined || scanned.has(cluster.id)) continue;
    await startScan(store, { clusterId: cluster.id, profile: 'standard', trigger: 'first-start' });
  }
}

/** Several contexts may lead to one cluster: one scan is enough. */
function firstContexts(contexts: readonly ContextInfo[]): string[] {
  const byCluster = Map.groupBy(contexts, ({ cluster }) => cluster);
  return [...byCluster.values()].flatMap(([first]) => (first === undefined ? [] : [first.name]));
}

/** Resolves after a time, or at once when `signal` is aborted. */
function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    signal?.addEventListener('abort', over);
  });
}
