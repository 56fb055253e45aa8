import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { PHASES, type Phase } from '#lib/model/scan.ts';
import { startScan } from '#lib/scans/start-scan.ts';
import { listEvents } from '#lib/store/events.ts';
import { findResult } from '#lib/store/results.ts';
import { findScan } from '#lib/store/scans.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';

const FLAGS = ['--conditions=react-server', '--disable-warning=ExperimentalWarning'];
const pathOf = (file: string): string => fileURLToPath(new URL(`../../e2e/kills/${file}`, import.meta.url));

interface Kill {
  /** Where the process dies: a phase and how far it is in it. */
  readonly point: string;
  readonly phase: Phase;
  /** What the scan must be after the next start. */
  readonly status: 'lost' | 'done';
}

const inPhases = (moment: 'entered' | 'working'): Kill[] =>
  PHASES.filter((phase) => phase !== 'saving').map((phase) => ({
    point: `${phase}:${moment}`,
    phase,
    status: 'lost',
  }));

const saving = (point: string): Kill => ({ point, phase: 'saving', status: 'lost' });

/** The near-miss: what is committed is finished, whatever the process had left to do. */
const committed: Kill = { point: 'saved:next-step', phase: 'saving', status: 'done' };

function start(file: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...FLAGS, pathOf(file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, MERLON_LOG_LEVEL: 'silent', KUBECONFIG: '/dev/null' },
  });
}

/** Resolves when the process says that it is where it was told to go, or has ended there by itself. */
async function isThere(child: ChildProcess): Promise<void> {
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  await Promise.race([once(lines, 'line'), once(child, 'exit')]);
}

async function killAt(scratch: ScratchStore, { point }: Kill, withWriter: boolean): Promise<string> {
  const clusterId = scratch.addCluster(point);
  const started = await startScan(scratch.store, { clusterId, profile: 'standard', trigger: 'ui' });
  if (started.outcome !== 'queued') throw new Error(`no scan was queued: ${started.outcome}`);
  const children = [start('killable-scanner.ts', [scratch.dataDir, point])];
  if (withWriter) children.push(start('busy-writer.ts', [scratch.dataDir]));
  const ends = children.map((child) => once(child, 'exit'));
  await Promise.all(children.map(isThere));
  for (const child of children) child.kill('SIGKILL');
  const signals = (await Promise.all(ends)).map(([, signal]) => signal as string | null);
  expect(signals).toEqual(children.map(() => 'SIGKILL'));
  return started.id;
}

/** Starts a scanner that nobody kills and waits until it has finished a scan and ended in good order. */
async function scanToTheEnd(scratch: ScratchStore): Promise<string> {
  const child = start('killable-scanner.ts', [scratch.dataDir, 'nowhere']);
  const exited = once(child, 'exit');
  const clusterId = scratch.addCluster('another');
  const started = await startScan(scratch.store, { clusterId, profile: 'standard', trigger: 'ui' });
  const scanId = started.outcome === 'queued' ? started.id : '';
  for (;;) {
    const scan = await findScan(scratch.store, scanId);
    if (scan?.status === 'done') break;
    if (child.exitCode !== null) throw new Error(`the scanner ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  return scanId;
}

function countRows(scratch: ScratchStore, scanId: string): number {
  const tables = ['results', 'finding_chunks', 'findings', 'scan_blobs'];
  const counts = tables.map((table) => `(SELECT COUNT(*) FROM ${table} WHERE scan_no = scans.no)`);
  const row = scratch.store.db
    .prepare<[string], { n: number }>(`SELECT ${counts.join(' + ')} AS n FROM scans WHERE id = ?`)
    .get(scanId);
  return row?.n ?? -1;
}

/** What a person would see of a killed scan after the next start. */
async function traceOf(scratch: ScratchStore, { point }: Kill, scanId: string): Promise<object> {
  const scan = await findScan(scratch.store, scanId);
  const events = await listEvents(scratch.store, scanId, { afterSeq: 0, limit: 100 });
  const last = events.at(-1)?.event;
  const result = await findResult(scratch.store, scanId);
  return {
    point,
    status: scan?.status,
    phase: scan?.phase,
    lastEvent: last?.type === 'done' ? last.status : last?.type,
    findings: result?.findings.length ?? null,
    hasRows: countRows(scratch, scanId) > 0,
  };
}

function expectedTrace({ point, phase, status }: Kill): object {
  const isDone = status === 'done';
  return { point, status, phase, lastEvent: status, findings: isDone ? 1000 : null, hasRows: isDone };
}

describe('killing the scanner', () => {
  test.concurrent.each([
    {
      name: 'as each phase begins, and before the saved rows',
      kills: [...inPhases('entered'), saving('saving:packing'), saving('saving:first-row'), committed],
      withWriter: false,
    },
    {
      name: 'in the middle of each phase, and of the saved rows',
      kills: [...inPhases('working'), saving('saving:half-way'), saving('saving:last-row')],
      withWriter: false,
    },
    {
      name: 'together with the web server',
      kills: [...inPhases('working'), saving('saving:half-way'), committed],
      withWriter: true,
    },
  ])(
    '$name loses no finished scan, leaves none running and no half-written one',
    { timeout: 120_000 },
    async ({ kills, withWriter }) => {
      const scratch = await ScratchStore.create();
      try {
        const scans: [Kill, string][] = [];
        for (const kill of kills) scans.push([kill, await killAt(scratch, kill, withWriter)]);
        const finished = await scanToTheEnd(scratch);
        expect((await findResult(scratch.store, finished))?.findings).toHaveLength(1000);
        const traces = await Promise.all(scans.map(([kill, scanId]) => traceOf(scratch, kill, scanId)));
        expect(traces).toEqual(kills.map(expectedTrace));
        const open = scratch.store.db
          .prepare("SELECT id FROM scans WHERE status IN ('queued', 'running')")
          .all();
        expect(open).toEqual([]);
        expect(scratch.store.db.prepare('SELECT * FROM leases').all()).toEqual([]);
        expect(scratch.store.db.pragma('integrity_check', { simple: true })).toBe('ok');
        expect(scratch.store.db.pragma('foreign_key_check')).toEqual([]);
      } finally {
        await scratch.remove();
      }
    },
  );
});
