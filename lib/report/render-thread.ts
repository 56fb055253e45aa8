import { parentPort, workerData } from 'node:worker_threads';
import { buildReport } from './build-report.ts';
import { writePdf } from './pdf/write-pdf.ts';
import type { ReportInput } from './report-input.ts';
import type { ThreadMessage } from './render-report.ts';

// Small pieces of the file are joined, so that the other side does not wake for each of thousands.
const PIECE_BYTES = 128 * 1024;

const { input, createdAt } = workerData as { readonly input: ReportInput; readonly createdAt: string };

function send(message: ThreadMessage, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

let waiting: Uint8Array[] = [];
let waitingBytes = 0;

function flush(): void {
  const bytes = new Uint8Array(waitingBytes);
  let at = 0;
  for (const piece of waiting) {
    bytes.set(piece, at);
    at += piece.length;
  }
  waiting = [];
  waitingBytes = 0;
  send({ type: 'bytes', bytes }, [bytes.buffer]);
}

const report = buildReport(input);
const pages = await writePdf(report, {
  createdAt: new Date(createdAt),
  onBytes: (bytes) => {
    waiting.push(bytes);
    waitingBytes += bytes.length;
    if (waitingBytes >= PIECE_BYTES) flush();
  },
  onFindings: (done) => send({ type: 'progress', done, total: report.findings }),
});
flush();
send({ type: 'done', pages });
