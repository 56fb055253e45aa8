import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ownFlags } from '#lib/launch/run-to-end.mjs';
import { auditPage, CATEGORIES, type PageAudit } from './audit-page.ts';
import { median } from './measure.ts';
import { WebServer } from './web-server.ts';

const RESULTS = fileURLToPath(new URL('./results/lighthouse.json', import.meta.url));

const PATHS = ['/', '/findings', '/findings?group=none', '/exposure'];
const GOALS = { performance: 95, accessibility: 100, 'best-practices': 100 } as const;

/** A page's median of several runs; each run is kept. */
interface PageFigure {
  readonly path: string;
  readonly scores: PageAudit['scores'];
  readonly holds: boolean;
  readonly runs: readonly PageAudit[];
}

/**
 * Measures the pages with Lighthouse over a seeded data folder, prints the medians beside their goals and writes
 * them as JSON. Returns 1 where a goal is missed.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { data: { type: 'string' }, runs: { type: 'string', default: '5' } },
    allowPositionals: true,
  });
  const folder = values.data ?? (await seededFolder());
  const web = await WebServer.start(folder);
  const figures: PageFigure[] = [];
  try {
    for (const path of positionals.length > 0 ? positionals : PATHS) {
      const figure = await measure(`http://127.0.0.1:${web.port}`, path, Number(values.runs));
      process.stdout.write(`${lineOf(figure)}\n`);
      figures.push(figure);
    }
  } finally {
    await web.stop();
    if (values.data === undefined) rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(dirname(RESULTS), { recursive: true });
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? 'unknown', node: process.version };
  const content = { takenAt: new Date().toISOString(), machine, goals: GOALS, figures };
  writeFileSync(RESULTS, `${JSON.stringify(content, null, 2)}\n`);
  process.stdout.write(`Written to ${RESULTS}\n`);
  return figures.every(({ holds }) => holds) ? 0 : 1;
}

async function seededFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'merlon-lighthouse-'));
  const seeding = spawn(process.execPath, [...ownFlags, 'bench/seed-data.ts', folder], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const code = await new Promise((resolve) => seeding.once('exit', resolve));
  if (code !== 0) throw new Error('the data folder could not be filled');
  return folder;
}

async function measure(origin: string, path: string, count: number): Promise<PageFigure> {
  const runs: PageAudit[] = [];
  for (let run = 0; run < count; run += 1) runs.push(await auditPage(origin + path));
  const medianOf = (name: (typeof CATEGORIES)[number]): number =>
    median(runs.map(({ scores }) => scores[name]));
  const scores = {
    performance: medianOf('performance'),
    accessibility: medianOf('accessibility'),
    'best-practices': medianOf('best-practices'),
  };
  return { path, scores, runs, holds: CATEGORIES.every((name) => scores[name] >= GOALS[name]) };
}

function lineOf({ path, scores, holds, runs }: PageFigure): string {
  const figures = CATEGORIES.map((name) => `${name} ${scores[name]} (goal ${GOALS[name]})`);
  const names = Object.keys(runs[0]?.metrics ?? {});
  const metrics = names.map((name) => {
    const value = median(runs.map((run) => run.metrics[name] ?? Number.NaN));
    return `${name} ${value < 1 ? value.toFixed(3) : Math.round(value)}`;
  });
  const imperfect = [...new Set(runs.flatMap((run) => run.imperfect))];
  const rest = imperfect.length === 0 ? '' : `\n  below best: ${imperfect.join(', ')}`;
  return `${holds ? 'holds ' : 'MISSED'} ${path}: ${figures.join(', ')}\n  ${metrics.join(', ')}${rest}`;
}

process.exitCode = await main();
