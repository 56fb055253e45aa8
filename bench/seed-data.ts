import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runScan } from '#lib/engine/run-scan.ts';
import { createLog } from '#lib/log.ts';
import { runQueuedScan, type ScannerContext } from '#lib/scans/run-queued-scan.ts';
import { registerCluster } from '#lib/store/clusters.ts';
import { closeStore, openStore, type Store } from '#lib/store/open-store.ts';
import { prepareDatabase } from '#lib/store/prepare-database.ts';
import { queueScan, takeQueuedScan } from '#lib/store/scan-queue.ts';
import { findScan } from '#lib/store/scans.ts';
import { writeBenchKubeconfig, type ServedCluster } from './bench-kubeconfig.ts';
import { BenchChild } from './child.ts';

const NAME = 'production-eu-central-1';
const MOST_SCANS = 6;
const DAY_MS = 24 * 60 * 60 * 1000;

const HELP = `npm run seed -- FOLDER [--scans NUMBER]

Fills a data folder with six scans, or the last few of them, a day apart, of a generated cluster of 500 nodes, 1,000 namespaces and 20,000 pods.
Each scan really lists it over HTTPS and really asks the ports of its nodes, which are listeners on 127.64.0.0/16.
Look at it with MERLON_DATA=FOLDER KUBECONFIG=FOLDER/kubeconfig npm start.
`;

/** Scans every generation of the big cluster into the data folder, the first one longest ago. */
async function seed(dataDir: string, scans: number): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  await prepareDatabase(dataDir);
  const store = openStore(dataDir);
  for (let generation = MOST_SCANS - scans; generation < MOST_SCANS; generation += 1) {
    const from = performance.now();
    const server = new BenchChild('bench/cluster-server.ts', ['big', String(generation)]);
    const served = await server.next<ServedCluster>();
    process.env['KUBECONFIG'] = writeBenchKubeconfig(dataDir, NAME, served);
    const scanId = await scanAsOf(store, (MOST_SCANS - 1 - generation) * DAY_MS);
    await server.stop();
    const scan = await findScan(store, scanId);
    const findings = Object.values(scan?.counts ?? {}).reduce((sum, count) => sum + count, 0);
    const seconds = Math.round((performance.now() - from) / 1000);
    process.stdout.write(
      `scan ${generation + 1} of ${MOST_SCANS}: ${scan?.status ?? 'lost'}, ${findings} findings, ${seconds} s\n`,
    );
  }
  await closeStore(store);
}

/** Scans the context in KUBECONFIG as the worker does, but some time ago. */
async function scanAsOf(store: Store, agoMs: number): Promise<string> {
  const clusterId = registerCluster(store, {
    name: NAME,
    context: NAME,
    server: null,
    source: 'api',
    demo: false,
    probeAllow: ['127.64.0.0/16'],
  });
  if (clusterId === null) throw new Error('the cluster was removed from this data folder');
  queueScan(store, { clusterId, profile: 'standard', trigger: 'ui' });
  const then = (): Date => new Date(Date.now() - agoMs);
  const scanId = takeQueuedScan(store, { instance: 'seed', limit: 1, now: then() });
  if (scanId === null) throw new Error('another process scans into this data folder');
  await runQueuedScan(store, scanId, scanner(then));
  // The store takes its own times from the clock.
  store.db
    .prepare('UPDATE scans SET finished_at = ?, queued_at = started_at WHERE id = ?')
    .run(then().toISOString(), scanId);
  return scanId;
}

function scanner(now: () => Date): ScannerContext {
  return {
    instance: 'seed',
    demoKubeconfig: null,
    probe: { enabled: true, bound: ['127.0.0.0/8'] },
    host: 'scanner.example.com',
    merlonVersion: 'seeded',
    shutdown: new AbortController().signal,
    log: createLog('seed'),
    runScan: (input) => runScan({ ...input, now }),
  };
}

const { positionals, values } = parseArgs({
  options: { scans: { type: 'string', default: `${MOST_SCANS}` } },
  allowPositionals: true,
});
const [folder] = positionals;
const scans = Number(values.scans);
if (folder === undefined || !Number.isInteger(scans) || scans < 1 || scans > MOST_SCANS) {
  process.stderr.write(HELP);
  process.exitCode = 2;
} else await seed(folder, scans);
