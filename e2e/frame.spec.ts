import AxeBuilder from '@axe-core/playwright';
import { chooseCluster } from './setup/scans.ts';
import { expect, test } from './setup/test.ts';

test('a scan is run from any page, and an older one goes along from page to page', async ({ page }) => {
  await page.goto('/checks', { waitUntil: 'networkidle' });
  await chooseCluster(page, 'main');
  const bar = page.getByRole('banner');
  const shown = bar.locator('time').first();
  const before = (await shown.getAttribute('datetime')) ?? '';
  await bar.getByRole('button', { name: 'Run scan', exact: true }).click();
  await expect(page.getByText(/^The scan of main is done/)).toBeVisible();
  await expect(shown).not.toHaveAttribute('datetime', before);
  const scans = bar.getByRole('button', { name: /^Scan / });
  await scans.click();
  await page.getByRole('menuitemradio').last().click();
  await expect(page).toHaveURL(/\/checks\?scan=[0-9a-f]+$/);
  const { search } = new URL(page.url());
  const pages = page.getByRole('navigation', { name: 'Main' });
  await pages.getByRole('link', { name: 'RBAC' }).click();
  await expect(page).toHaveURL(new RegExp(`/rbac\\${search}$`));
  await pages.getByRole('link', { name: 'About' }).click();
  await expect(page).toHaveURL(/\/about/);
  await pages.getByRole('link', { name: 'Nodes' }).click();
  await expect(page).toHaveURL(new RegExp(`/nodes\\${search}$`));
  await page.getByRole('link', { name: 'main-cp-1' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('main-cp-1');
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/nodes\\${search}$`));
  await scans.click();
  await page.getByRole('menuitemradio', { name: /^Latest scan/ }).click();
  await expect(page).toHaveURL(/\/nodes\?cluster=[0-9a-f]+$/);
  await expect(scans).toContainText('Latest scan');
});

test('the menus of the bar are free of barriers, and lead on with the keyboard alone', async ({ page }) => {
  await page.goto('/about', { waitUntil: 'networkidle' });
  for (const name of [/^Cluster, last scan/, /^Scan /, 'Run scan with another profile', /^Language/]) {
    const opener = page.getByRole('banner').getByRole('button', { name });
    await opener.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(opener).toBeFocused();
  }
  await page.getByRole('button', { name: /^Cluster, last scan/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'All clusters' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/clusters$/);
});

test('on a narrow screen one button holds cluster and scan, with the keyboard alone', async ({
  openPage,
}) => {
  const page = await openPage({ locale: 'en-GB', viewport: { width: 320, height: 640 } });
  await page.goto('/findings?q=token', { waitUntil: 'networkidle' });
  const opener = page.getByRole('banner').getByRole('button', { name: /^main/ });
  await opener.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Cluster and scan' });
  await expect(sheet).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(opener).toBeFocused();
  await page.keyboard.press('Enter');
  await sheet.getByRole('link', { name: /^spare/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/findings\?cluster=[0-9a-f]+&q=token$/);
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('heading', { name: 'This cluster has no finished scan' })).toBeVisible();
});
