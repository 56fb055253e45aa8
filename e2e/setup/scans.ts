import type { Page } from '@playwright/test';
import { expect } from './test.ts';

/** Chooses the cluster all pages are about. */
export async function chooseCluster(page: Page, cluster: string): Promise<void> {
  await page.getByRole('button', { name: /^Cluster, last scan/ }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(`^${cluster}(?![\\w-])`) }).click();
  await expect(page).toHaveURL(/cluster=/);
  await expect(
    page.getByRole('button', { name: new RegExp(`^Cluster, last scan: [^.]+\\. ?${cluster}(?![\\w-])`) }),
  ).toBeVisible();
}

/** Starts a scan of a cluster from the bar and opens its own page. */
export async function startScan(page: Page, cluster: string): Promise<void> {
  await page.goto('/scans', { waitUntil: 'networkidle' });
  await chooseCluster(page, cluster);
  const posted = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.getByRole('button', { name: 'Run scan', exact: true }).click();
  const { id } = (await (await posted).json()) as { id: string };
  await page.goto(`/scans/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Scan of ${cluster}`);
}
