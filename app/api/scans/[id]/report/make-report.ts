import type { ScanResult } from '#lib/model/scan-result.ts';
import { text } from '#lib/model/text.ts';
import { createLog } from '#lib/log.ts';
import { changesSince, type Changes } from '#lib/report/changes-since.ts';
import type { PortsSeen } from '#lib/report/port-matrix.ts';
import { exposureOfScan } from '#lib/questions/exposure-of-scan.ts';
import { renderReport } from '#lib/report/render-report.ts';
import { findCluster } from '#lib/store/clusters.ts';
import type { Store } from '#lib/store/open-store.ts';
import { addReportPiece, failReport, finishReport, noteReport, type ReportKey } from '#lib/store/reports.ts';
import { findResult } from '#lib/store/results.ts';
import { listScans } from '#lib/store/scans.ts';

// On the global object, because a bundler may load this module more than once in a process.
const holder = globalThis as typeof globalThis & { merlonReportQueue?: Promise<void> };

// How far back an earlier scan with results is looked for.
const EARLIER = 20;

/** Makes a report after those asked for before it: one at a time holds the memory of one. */
export function queueReport(store: Store, key: ReportKey): void {
  const before = holder.merlonReportQueue ?? Promise.resolve();
  holder.merlonReportQueue = before.then(() => makeReport(store, key));
}

/** Never throws: what goes wrong is kept as the report's reason. */
async function makeReport(store: Store, key: ReportKey): Promise<void> {
  try {
    noteReport(store, key, { done: 0, total: 0 });
    const result = await findResult(store, key.scanId);
    if (result === null) throw new Error('the scan has no result any more');
    const cluster = await findCluster(store, result.cluster.id);
    let piece = 0;
    let bytes = 0;
    const pages = await renderReport(
      {
        result,
        clusterName: cluster?.name ?? result.cluster.name,
        demo: cluster?.demo ?? false,
        ports: await portsOf(store, key.scanId),
        changes: await changesOf(store, result),
        locale: key.locale,
      },
      {
        createdAt: new Date(),
        onBytes: (data) => {
          addReportPiece(store, key, { piece, data });
          piece += 1;
          bytes += data.length;
        },
        onProgress: (done, total) => noteReport(store, key, { done, total }),
      },
    );
    finishReport(store, key, { pages, bytes, now: new Date() });
  } catch (error) {
    createLog('web').error({ err: error, scanId: key.scanId }, 'a report failed');
    const why = error instanceof Error ? error.message : String(error);
    const message = text(`The report could not be made: ${why}.`, `无法生成报告：${why}。`);
    failReport(store, key, { message, now: new Date() });
  }
}

/** Only what is printed: the rest of it would be copied into the thread for nothing. */
async function portsOf(store: Store, scanId: string): Promise<PortsSeen> {
  const exposure = await exposureOfScan(store, scanId);
  if (exposure === null) throw new Error('the scan has no result any more');
  const hosts = exposure.hosts.map(({ name, cells }) => ({
    name,
    cells: cells.map(({ port, sight }) => ({ port, sight })),
  }));
  return { hosts, ports: exposure.ports };
}

async function changesOf(store: Store, current: ScanResult): Promise<Changes | null> {
  const earlier = await listScans(store, {
    clusterId: current.cluster.id,
    before: current.scan.id,
    limit: EARLIER,
  });
  const last = earlier.find(({ status }) => status === 'done' || status === 'partial');
  const previous = last === undefined ? null : await findResult(store, last.id);
  return previous === null ? null : changesSince(previous, current);
}
