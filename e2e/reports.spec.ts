import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { readPdf } from '#lib/testing/read-pdf.ts';
import { chooseCluster } from './setup/scans.ts';
import { expect, test } from './setup/test.ts';

/** Other journeys scan as well: the report is always that of the scan that stood first at the beginning. */
async function firstScan(page: Page): Promise<Locator> {
  const rows = page.getByRole('main').getByRole('listitem');
  const address = await rows.first().getByRole('link').first().getAttribute('href');
  return rows.filter({ has: page.locator(`a[href="${address}"]`) });
}

/** Downloads a report as a reader does and returns what can be read in it. */
async function readReport(scan: Locator, language: string): Promise<{ text: string; pages: number }> {
  const downloading = scan.page().waitForEvent('download');
  await scan.getByRole('link', { name: `Download, ${language}` }).click();
  const { text, pages } = readPdf(readFileSync(await (await downloading).path()));
  return { text, pages };
}

test('the report of a scan is made in both languages, kept, downloaded and read', async ({ page }) => {
  await page.goto('/reports', { waitUntil: 'networkidle' });
  await chooseCluster(page, 'main');
  // The list is that of the address now, not of the cluster shown before.
  await page.reload({ waitUntil: 'networkidle' });
  const scan = await firstScan(page);
  for (const language of ['English', '简体中文']) {
    await scan.getByRole('button', { name: `Make PDF, ${language}` }).click();
    await expect(scan.getByRole('link', { name: `Download, ${language}` })).toBeVisible();
  }
  await page.reload({ waitUntil: 'networkidle' });
  const english = await readReport(scan, 'English');
  expect(english.pages).toBeGreaterThan(10);
  for (const words of [
    'main (demo)',
    'etcd answers without a client certificate',
    'What could not be checked',
    `Page ${english.pages} of ${english.pages}`,
  ]) {
    expect(english.text).toContain(words);
  }
  const chinese = await readReport(scan, '简体中文');
  for (const words of [
    'main（演示）',
    'etcd 无需客户端证书即可应答',
    '未能检查的内容',
    `第 ${chinese.pages} 页，共 ${chinese.pages} 页`,
  ]) {
    expect(chinese.text).toContain(words);
  }
});
