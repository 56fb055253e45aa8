// A scanner that dies where it is told to. Everything but the reading of a cluster is the real thing: leases,
// events, saving, recovery.
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import Database, { type Statement } from 'better-sqlite3';
import type { RunScanInput } from '#lib/engine/run-scan.ts';
import type { ScanToSave } from '#lib/store/save-scan.ts';
import { createLog } from '#lib/log.ts';
import { PHASES, type Phase } from '#lib/model/scan.ts';
import { text } from '#lib/model/text.ts';
import { runScanner } from '#lib/scans/run-scanner.ts';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';

const FINDINGS = 1000;

const [dataDir = '', point = ''] = process.argv.slice(2);

/** Points inside the transaction that saves, and the first one behind it. */
const AT_STATEMENTS: Readonly<Record<string, readonly [sql: string, nth: number]>> = {
  'saving:first-row': ['INSERT INTO blobs', 1],
  'saving:half-way': ['INSERT INTO findings', FINDINGS / 2],
  'saving:last-row': ['UPDATE scans SET status = ?, finished_at = ?, score', 1],
  'saved:next-step': ['SELECT no FROM scans WHERE cluster_id = ?', 1],
};

/** Ends the process as `kill -9` does. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('the process outlived its end');
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Dies when a statement that begins with `sql` is run or asked for the `nth` time. */
function dieAtStatement(sql: string, nth: number): void {
  const prepare = Reflect.get(Database.prototype, 'prepare') as (this: unknown, source: string) => Statement;
  let calls = 0;
  const counted = <A extends unknown[], R>(call: (...values: A) => R) => {
    return (...values: A): R => {
      calls += 1;
      return calls === nth ? die() : call(...values);
    };
  };
  Database.prototype.prepare = function killing(this: Database.Database, source: string) {
    const statement = prepare.call(this, source);
    if (!source.startsWith(sql)) return statement;
    statement.run = counted(statement.run.bind(statement));
    statement.get = counted(statement.get.bind(statement));
    return statement;
  } as Database.Database['prepare'];
}

async function phases({ report, scan }: RunScanInput): Promise<ScanToSave> {
  for (const phase of PHASES.filter((name) => name !== 'saving')) await pass(phase, report);
  const result = sampleResult({ scanId: scan.id, findings: FINDINGS });
  const inventory = sampleInventory(['kube-system', scan.id]);
  if (point === 'saving:packing') Object.assign(inventory.slices.namespaces, { items: [{ toJSON: die }] });
  return { result, inventory };
}

async function pass(phase: Phase, report: RunScanInput['report']): Promise<void> {
  report({ type: 'phase', phase });
  if (point === `${phase}:entered`) await hold();
  report({
    type: 'gap',
    gapId: `${phase}-gap`,
    message: text('Something was not seen.', '有内容未能读取。'),
  });
  report({ type: 'count', phase, label: 'pods', done: 1, total: 2 });
  if (point === `${phase}:working`) await hold();
}

/** Stays in a phase until it is killed from outside. */
async function hold(): Promise<never> {
  say('there');
  return new Promise<never>(() => setInterval(() => undefined, 60_000));
}

const [sql, nth] = AT_STATEMENTS[point] ?? [];
if (sql !== undefined) dieAtStatement(sql, nth ?? 1);

const shutdown = new AbortController();
process.on('SIGTERM', () => shutdown.abort());
await runScanner({
  dataDir,
  concurrency: 1,
  instance: randomUUID(),
  demoKubeconfig: null,
  probe: { enabled: false, bound: null },
  host: 'kills',
  merlonVersion: '0.1.0',
  shutdown: shutdown.signal,
  log: createLog('kills'),
  runScan: phases,
});
process.exit(0);
