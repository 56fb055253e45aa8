import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ReportInput } from './report-input.ts';

/** What the thread tells while it sets a report. */
export type ThreadMessage =
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly pages: number };

export interface RenderOptions {
  readonly createdAt: Date;
  /** Takes the PDF piece by piece, in order. */
  readonly onBytes: (bytes: Uint8Array) => void;
  /** How many findings of all are set. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Memory the thread may use before it is ended rather than the whole process. */
const MEMORY_MB = 1024;
// Most of what it makes is garbage at once; more room for it would only be taken, not used.
const YOUNG_MB = 12;

/**
 * Sets a report as PDF in a thread of its own, so that the server goes on answering; returns the number of
 * pages. Throws where the thread fails or ends early; pieces already handed over are then worth nothing.
 */
export function renderReport(input: ReportInput, options: RenderOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadFile(), {
      workerData: { input, createdAt: options.createdAt.toISOString() },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    worker.on('message', (message: ThreadMessage) => {
      try {
        switch (message.type) {
          case 'bytes':
            return options.onBytes(message.bytes);
          case 'progress':
            return options.onProgress?.(message.done, message.total);
          case 'done':
            return resolve(message.pages);
        }
      } catch (error) {
        reject(error);
        void worker.terminate();
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the report's thread ended early with ${code}`)));
  });
}

/** The thread's source is run as it lies in the project, because a bundle of the web server moves this file. */
function threadFile(): URL {
  return pathToFileURL(join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'report', 'render-thread.ts'));
}
