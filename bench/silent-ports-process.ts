import { once } from 'node:events';
import { createServer } from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Listens on the places given and never takes a connection; ends with its parent's pipe. */
async function main(): Promise<void> {
  const blocked = new Worker(new URL(import.meta.url), { workerData: JSON.parse(process.argv[2] ?? '[]') });
  await once(blocked, 'message');
  process.stdout.write('{}\n');
  process.stdin.resume().on('end', () => process.exit(0));
}

/** Blocks its thread once all listen: the system completes as many connections as each queue holds, no more. */
async function listenAndBlock(places: readonly Place[]): Promise<void> {
  await Promise.all(
    places.map((place) => once(createServer().listen({ ...place, backlog: 1 }), 'listening')),
  );
  parentPort?.postMessage('ready');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

await (isMainThread ? main() : listenAndBlock(workerData as Place[]));
