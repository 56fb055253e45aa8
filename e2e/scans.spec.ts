import { chooseCluster, startScan } from './setup/scans.ts';
import { expect, test } from './setup/test.ts';
import { letGo } from './setup/held-cluster.ts';
import { world } from './setup/world.ts';

test('a scan is watched as it runs, survives a reload in the middle, and ends in its results', async ({
  page,
}) => {
  await startScan(page, 'slow');
  const now = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: /^Collecting/ });
  await expect(now).toHaveAttribute('aria-current', 'step');
  const nodes = page.getByRole('listitem').filter({ hasText: /^nodes/ });
  await expect(nodes).toContainText(/\d/);
  const told = await nodes.textContent();
  await page.reload();
  await expect(nodes).toHaveText(told ?? '');
  await expect(now).toHaveAttribute('aria-current', 'step');
  await expect(page.getByRole('link', { name: /Scanning slow/ })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText(/Collecting.*\d+%/);
  await letGo(world().held.slow);
  await expect(page.getByRole('heading', { name: 'Coverage' })).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole('heading', { name: 'Phases' })).toBeHidden();
});

test('a running scan is on every page, is not started twice, and is cancelled within ten seconds', async ({
  page,
  misdeeds,
}) => {
  await startScan(page, 'stuck');
  const ownPage = page.url();
  await page.goto('/findings');
  await page.getByRole('link', { name: /Scanning stuck/ }).click();
  await expect(page).toHaveURL(ownPage);
  await page.goto('/scans', { waitUntil: 'networkidle' });
  await chooseCluster(page, 'stuck');
  await page.getByRole('button', { name: 'Run scan', exact: true }).click();
  await page.getByRole('link', { name: 'Open the running scan' }).click();
  // The browser notes the answer 409, which this test asked for.
  expect(misdeeds.splice(0).every((line) => line.includes('409'))).toBe(true);
  // The scan may be over before anybody looks: the request waits until the words it brings were seen.
  const seen = Promise.withResolvers<void>();
  await page.route('**/api/scans/*', async (route) => {
    if (route.request().method() === 'DELETE') await seen.promise;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Cancel the scan of stuck' }).click();
  await expect(page.getByRole('banner').getByRole('button', { name: 'Cancelling…' })).toBeDisabled();
  seen.resolve();
  await expect(page.getByText('It was stopped before it finished')).toBeVisible({ timeout: 10_000 });
});

test('a cluster that is not there fails with a sentence and without findings', async ({ page }) => {
  await startScan(page, 'gone');
  await expect(page.getByText('Failed', { exact: true })).toBeVisible();
  await expect(page.getByText(/127\.0\.0\.1:1\b/)).toBeVisible();
  await expect(page.getByText('so it has no findings')).toBeVisible();
});
