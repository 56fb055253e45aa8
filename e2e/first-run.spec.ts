import { expect, test } from './setup/test.ts';

test('the demo is scanned at the first start and its results are on the page', async ({ page }) => {
  await page.goto('/scans');
  const row = page.getByRole('row', { name: /main/ });
  await expect(async () => {
    await page.reload();
    await expect(row.getByText(/Done|Partial/)).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await row.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Scan of main');
  await expect(page.getByText(/Score \d+ of 100, grade [A-F]/)).toBeAttached();
  await page.getByText('How the score is made').click();
  await expect(page.getByRole('table', { name: 'Terms of the score' })).toBeVisible();
  await expect(page.getByText(/\d+ of \d+ checks made/)).toBeVisible();
  await page.getByRole('link', { name: /See all findings/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Findings');
  await page.getByRole('link', { name: /etcd answers without a client certificate/ }).click();
  await page.getByRole('link', { name: /2379/ }).first().click();
  await expect(page.getByRole('heading', { name: 'What was seen' })).toBeVisible();
  await expect(page.getByText('See it yourself').first()).toBeVisible();
});
