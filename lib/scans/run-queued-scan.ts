import { runScan, type RunScanInput } from '#lib/engine/run-scan.ts';
import { MerlonError } from '#lib/errors.ts';
import type { Logger } from '#lib/log.ts';
import { text } from '#lib/model/text.ts';
import { findCluster, type ClusterRow } from '#lib/store/clusters.ts';
import type { Store } from '#lib/store/open-store.ts';
import { removeOldScans } from '#lib/store/remove-scans.ts';
import { saveScan, type ScanToSave } from '#lib/store/save-scan.ts';
import { finishScan, type ScanEnd } from '#lib/store/scan-queue.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import { findScan } from '#lib/store/scans.ts';
import { chooseContext } from './choose-context.ts';
import { EventRecorder } from './event-recorder.ts';
import { ScanStopped, ScanWatch } from './scan-watch.ts';

/** What the process that runs scans knows besides the store. */
export interface ScannerContext {
  /** Names this process; new at each start. */
  readonly instance: string;
  /** Kubeconfig of the demo clusters, or null where none runs. */
  readonly demoKubeconfig: string | null;
  readonly probe: { readonly enabled: boolean; readonly bound: readonly string[] | null };
  /** Name of this machine. */
  readonly host: string;
  readonly merlonVersion: string;
  /** Aborted when the process has been asked to end. */
  readonly shutdown: AbortSignal;
  readonly log: Logger;
  /** Runs one scan; the engine unless a test brings its own. */
  readonly runScan?: (input: RunScanInput) => Promise<ScanToSave>;
}

/** Finished scans kept of each cluster. */
const SCANS_KEPT = 200;

/** A cancelled scan is over within 10 s even when something it waits for does not answer. */
const GIVE_UP_AFTER_MS = 8000;

/** Runs a scan whose lease this process holds, and stores its end: results, or why there are none. */
export async function runQueuedScan(store: Store, scanId: string, context: ScannerContext): Promise<void> {
  const scan = await findScan(store, scanId);
  const cluster = scan === null ? null : await findCluster(store, scan.clusterId);
  // Both go at once when the cluster is removed.
  if (scan === null || cluster === null) return;
  const recorder = new EventRecorder(store, scanId);
  const watch = new ScanWatch(store, scanId, context);
  try {
    const { signal } = watch;
    signal.addEventListener('abort', () => recorder.record({ type: 'log', message: STOPPING }));
    const scanning = (context.runScan ?? runScan)(inputOf({ scan, cluster, context, recorder, signal }));
    const output = await orGivenUp(scanning, signal);
    signal.throwIfAborted();
    recorder.record({ type: 'phase', phase: 'saving' });
    const clusterId = await saveScan(store, output).catch(notSaved);
    removeOldScans(store, clusterId, SCANS_KEPT);
  } catch (error) {
    const end = watch.signal.aborted ? stoppedEnd(watch.signal.reason) : failedEnd(error);
    if (end.status === 'failed') context.log.error({ scanId, err: error }, 'scan failed');
    recorder.flush();
    finishScan(store, scanId, end);
  } finally {
    watch.close();
    recorder.close();
  }
}

const STOPPING = text('Asked to stop; ending what is under way.', '已收到停止请求，正在结束当前操作。');

interface Parts {
  readonly scan: ScanRow;
  readonly cluster: ClusterRow;
  readonly context: ScannerContext;
  readonly recorder: EventRecorder;
  readonly signal: AbortSignal;
}

function inputOf({ scan, cluster, context, recorder, signal }: Parts): RunScanInput {
  const chosen = chooseContext(cluster, context.demoKubeconfig);
  return {
    source: { kind: 'api', ...chosen },
    scan: { id: scan.id, trigger: scan.trigger, profile: scan.profile },
    cluster: { id: cluster.id, name: cluster.name, context: chosen.context },
    probe: { ...context.probe, allow: cluster.probeAllow },
    signal,
    now: () => new Date(),
    monotonicMs: () => performance.now(),
    host: context.host,
    merlonVersion: context.merlonVersion,
    report: (event) => recorder.record(event),
  };
}

async function orGivenUp<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const settled = new AbortController();
  const givenUp = new Promise<never>((_, reject) => {
    const wait = (): void => {
      const timer = setTimeout(() => reject(signal.reason as Error), GIVE_UP_AFTER_MS);
      settled.signal.addEventListener('abort', () => clearTimeout(timer));
    };
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { signal: settled.signal });
  });
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    settled.abort();
  }
}

function notSaved(cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  throw new MerlonError(
    'save-failed',
    text(
      `The results could not be saved${code}; see whether the disk of the data folder is full, then start the scan again.`,
      `无法保存扫描结果${code}；请检查数据目录所在磁盘是否已满，然后重新开始扫描。`,
    ),
    { cause },
  );
}

/** Whoever took a lease away has written the scan's end already; a second one does nothing. */
function stoppedEnd(reason: unknown): ScanEnd {
  const isCancel = reason instanceof ScanStopped && reason.reason === 'cancelled';
  return isCancel ? { status: 'cancelled', message: null } : { status: 'lost', message: SHUT_DOWN };
}

function failedEnd(error: unknown): ScanEnd {
  return { status: 'failed', message: error instanceof MerlonError ? error.text : UNEXPECTED };
}

const SHUT_DOWN = text(
  'Merlon was stopped while this scan ran; start the scan again.',
  'Merlon 在扫描过程中被停止，请重新开始扫描。',
);
const UNEXPECTED = text(
  'The scan failed for a reason Merlon did not foresee; the log of the scanner has the details.',
  '扫描因意外原因失败，详细信息见扫描进程的日志。',
);
