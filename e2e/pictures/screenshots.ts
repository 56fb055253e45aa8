import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import type { LOCALES } from '#lib/model/text.ts';
import { prepareBrowser } from '../setup/browser.ts';
import { addressOf } from '../setup/pages.ts';
import { startProduct } from '../setup/product.ts';
import type { THEMES } from './tour.ts';

const FOLDER = 'docs/screenshots';
const CLUSTER = 'main';
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 375, height: 812 };

/** One picture of the documentation: which page, in which guise. */
interface Shot {
  readonly file: string;
  readonly path: string;
  readonly theme?: (typeof THEMES)[number];
  readonly locale?: (typeof LOCALES)[number];
  readonly size?: typeof DESKTOP;
  /** What is done on the page before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

const SHOTS: readonly Shot[] = [
  { file: 'overview', path: '/' },
  { file: 'overview-dark', path: '/', theme: 'dark' },
  { file: 'overview-zh-CN', path: '/', locale: 'zh-CN' },
  { file: 'findings', path: '/findings?open=sensitive-host-path' },
  { file: 'finding', path: '/findings/FINDING?scan=SCAN' },
  { file: 'exposure', path: '/exposure', act: openWorstPort },
  { file: 'exposure-zh-CN', path: '/exposure', locale: 'zh-CN', act: openWorstPort },
  { file: 'node-dark', path: '/nodes/NODE', theme: 'dark' },
  { file: 'rbac', path: '/rbac?verb=get&resource=secrets' },
  { file: 'network', path: '/network' },
  { file: 'compare-zh-CN', path: '/compare', locale: 'zh-CN' },
  { file: 'phone-zh-CN-dark', path: '/', locale: 'zh-CN', theme: 'dark', size: PHONE },
];

/** Opens the drawer of the first port that the list beside the matrix names. */
async function openWorstPort(page: Page): Promise<void> {
  await page.locator('a[href*="cell="]:not(table a)').first().click();
  await page.waitForURL(/cell=/);
  await page.waitForLoadState('networkidle');
}

/** Scans the demo cluster in both of its chapters, and takes the pictures of the documentation. */
async function takeScreenshots(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'merlon-screenshots-'));
  const dataDir = join(folder, 'data');
  const settings = {
    HOME: folder,
    KUBECONFIG: join(folder, 'none'),
    MERLON_DATA: dataDir,
    MERLON_PORT: '0',
    MERLON_PROBE_ALLOW: '127.0.0.0/8',
  };
  const product = await startProduct(settings, join(folder, 'merlon.log'));
  const browser = await chromium.launch(await prepareBrowser());
  try {
    await scansOver(dataDir, 1);
    writeFileSync(join(dataDir, 'demo', 'generation'), '2');
    await startScan(product.address, dataDir);
    await scansOver(dataDir, 2);
    mkdirSync(FOLDER, { recursive: true });
    for (const shot of SHOTS) await take(browser, product.address, shot);
  } finally {
    await browser.close();
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startScan(address: string, dataDir: string): Promise<void> {
  const [cluster] = ask<{ id: string }>(dataDir, 'SELECT id FROM clusters WHERE name = ?');
  // The demo notices its new chapter by looking at the file now and then.
  await pause(5000);
  const response = await fetch(`${address}/api/scans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ clusterId: cluster?.id, profile: 'standard' }),
  });
  if (!response.ok) throw new Error(`the scan was not started: ${await response.text()}`);
}

async function scansOver(dataDir: string, count: number): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    const over = ask(
      dataDir,
      `SELECT 1 FROM scans JOIN clusters ON clusters.id = cluster_id
       WHERE name = ? AND status IN ('done', 'partial')`,
    );
    if (over.length >= count) return;
    await pause(500);
  }
  throw new Error(`scan ${count} of the demo cluster did not end`);
}

function ask<Row>(dataDir: string, question: string): Row[] {
  const database = new Database(join(dataDir, 'merlon.db'), { readonly: true });
  const rows = database.prepare<[string], Row>(question).all(CLUSTER);
  database.close();
  return rows;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function take(browser: Browser, address: string, shot: Shot): Promise<void> {
  const { file, path, theme = 'light', locale = 'en', size = DESKTOP, act } = shot;
  const context = await browser.newContext({
    baseURL: address,
    locale,
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: size,
  });
  const page = await context.newPage();
  await page.goto(await addressOf(context.request, path));
  await page.getByRole('heading', { level: 1 }).waitFor();
  await act?.(page);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(FOLDER, `${file}.png`) });
  process.stdout.write(`${file}\n`);
  await context.close();
}

await takeScreenshots();
