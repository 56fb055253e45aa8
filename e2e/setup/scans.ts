import type { Page } from '@playwright/test';
import { expect } from './test.ts';

/** Starts a scan of a cluster from the page of scans and waits for its own page. */
export async function startScan(page: Page, cluster: string): Promise<void> {
  await page.goto('/scans');
  await page.getByLabel('Cluster', { exact: true }).selectOption({ label: cluster });
  await page.getByRole('button', { name: 'Run scan' }).click();
  await expect(page).toHaveURL(/\/scans\/[0-9a-f]+$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Scan of ${cluster}`);
}
