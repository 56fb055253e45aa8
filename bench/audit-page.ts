import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareBrowser } from '../e2e/setup/browser.ts';

export const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
export type AuditCategory = (typeof CATEGORIES)[number];

/** What Lighthouse said of a page in one run. */
export interface PageAudit {
  /** 0 to 100. */
  readonly scores: Readonly<Record<AuditCategory, number>>;
  /** What the score of performance is made of, in milliseconds; the layout shift has no unit. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Ids of the audits below their best, of those that count. */
  readonly imperfect: readonly string[];
}

const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'speed-index',
  'total-blocking-time',
  'cumulative-layout-shift',
];

/** The parts of Lighthouse's report that are read here. */
interface Report {
  readonly categories: Readonly<
    Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  >;
  readonly audits: Readonly<Record<string, { score: number | null; numericValue?: number }>>;
}

/** Runs Lighthouse once, with its desktop preset, in a browser of its own that asks nobody but `url`. */
export async function auditPage(url: string): Promise<PageAudit> {
  const { executablePath, args, env } = await prepareBrowser();
  const output = join(tmpdir(), `merlon-lighthouse-${process.pid}.json`);
  const lighthouse = [
    'node_modules/lighthouse/cli/index.js',
    url,
    '--preset=desktop',
    '--quiet',
    '--no-enable-error-reporting',
    `--only-categories=${CATEGORIES.join(',')}`,
    '--output=json',
    `--output-path=${output}`,
    `--chrome-flags=${[...args, '--headless=new'].join(' ')}`,
  ];
  const child = spawn(process.execPath, lighthouse, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env, CHROME_PATH: executablePath },
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`Lighthouse ended with code ${String(code)} for ${url}`);
  const report = JSON.parse(readFileSync(output, 'utf8')) as Report;
  rmSync(output);
  return auditOf(report);
}

function auditOf({ categories, audits }: Report): PageAudit {
  const scores = CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]);
  const counting = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
  );
  return {
    scores: Object.fromEntries(scores) as PageAudit['scores'],
    metrics: Object.fromEntries(METRICS.map((id) => [id, audits[id]?.numericValue ?? Number.NaN])),
    imperfect: counting.filter((id) => (audits[id]?.score ?? 1) < 1),
  };
}
