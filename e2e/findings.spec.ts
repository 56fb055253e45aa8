import type { Page } from '@playwright/test';
import { chooseCluster } from './setup/scans.ts';
import { expect, test } from './setup/test.ts';

const shown = (page: Page) => page.getByText(/^(\d+ findings?|Nothing matches)/).first();

/** Waits for the filters to be alive, which a click before hydration would miss. */
async function openFindings(page: Page, query = ''): Promise<void> {
  await page.goto(`/findings${query}`, { waitUntil: 'networkidle' });
}

test('a finding is found by facets and text, and the address shows another person the same', async ({
  page,
  openPage,
}) => {
  await openFindings(page);
  await chooseCluster(page, 'main');
  const all = await shown(page).textContent();
  await page.getByRole('checkbox', { name: /^Critical/ }).check();
  await expect(page).toHaveURL(/severity=critical/);
  await expect(shown(page)).not.toHaveText(all ?? '');
  await page.getByRole('checkbox', { name: /^Exposure/ }).check();
  await expect(page).toHaveURL(/area=exposure/);
  await page.getByRole('searchbox').fill('2379');
  await expect(page).toHaveURL(/q=2379/);
  await page.getByLabel('Group', { exact: true }).selectOption('none');
  await expect(page).toHaveURL(/group=none/);
  await expect(shown(page)).toHaveText('1 finding');
  const other = await openPage({ locale: 'en-GB' });
  await other.goto(page.url());
  await expect(shown(other)).toHaveText('1 finding');
  await expect(other.getByRole('checkbox', { name: /^Critical/ })).toBeChecked();
  await page.getByRole('link', { name: 'Remove filter Critical' }).click();
  await expect(page).not.toHaveURL(/severity/);
  await page.goBack();
  await expect(page).toHaveURL(/severity=critical/);
});

test('a flat list goes on page by page without a finding twice', async ({ page }) => {
  await openFindings(page, '?group=none');
  await chooseCluster(page, 'main');
  const rows = page.getByRole('region', { name: 'Findings' }).getByRole('link');
  const seen: (string | null)[] = [];
  for (;;) {
    for (const row of await rows.all()) seen.push(await row.getAttribute('href'));
    const next = page.getByRole('link', { name: 'Next page' });
    if ((await next.count()) === 0) break;
    const first = await rows.first().getAttribute('href');
    await next.click();
    await expect(rows.first()).not.toHaveAttribute('href', first ?? '');
  }
  const total = Number((await shown(page).textContent())?.replaceAll(/\D/g, ''));
  expect(seen).toHaveLength(total);
  expect(new Set(seen).size).toBe(total);
});

test('findings are grouped by the node and by the object they stand on', async ({ page }) => {
  await openFindings(page, '?group=node');
  const all = Number((await shown(page).textContent())?.replaceAll(/\D/g, ''));
  const list = page.getByRole('region', { name: 'Findings' });
  const groups = list.getByRole('link', { expanded: false });
  const counts = await groups.locator('.num').allInnerTexts();
  expect(counts.reduce((sum, text) => sum + Number(text.split(/\s/)[0]), 0)).toBe(all);
  await expect(list.getByText('On no single node')).toBeVisible();
  // A name that begins like another's is not that other's.
  const node = groups.filter({ hasText: /cp-1/ }).first();
  const ofNode = Number((await node.locator('.num').innerText()).split(/\s/)[0]);
  await node.click();
  await expect(page).toHaveURL(/open=/);
  const showAll = page.getByRole('link', { name: /^Show all \d+ findings/ });
  if ((await showAll.count()) > 0) await showAll.click();
  else expect(await list.getByRole('link').count()).toBe(counts.length + ofNode);
  await page.getByLabel('Group', { exact: true }).selectOption('resource');
  await expect(page).toHaveURL(/group=resource/);
  await list.getByRole('link', { expanded: false }).first().click();
  await expect(page).toHaveURL(/open=/);
  await list.locator('li li').first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 2, name: 'Also found on this object' })).toBeVisible();
});

test('what is not there is answered as not found, wherever it is asked for', async ({ request }) => {
  const paths = [
    'findings/0',
    'scans/0',
    'nodes/0',
    'checks/0',
    'rbac/roles/0',
    'findings?scan=0',
    'nodes?scan=0',
  ];
  for (const path of paths) expect([path, (await request.get(`/${path}`)).status()]).toEqual([path, 404]);
  expect((await request.get('/findings')).status()).toBe(200);
});

test('nothing found, nothing scanned and nothing there are three different things', async ({
  page,
  misdeeds,
}) => {
  await openFindings(page, '?q=nosuchword');
  await expect(page.getByRole('heading', { name: 'Nothing matches these filters' })).toBeVisible();
  await page.getByRole('link', { name: 'Clear filters' }).last().click();
  await expect(page).not.toHaveURL(/nosuchword/);
  await chooseCluster(page, 'spare');
  await expect(page.getByRole('heading', { name: 'This cluster has no finished scan' })).toBeVisible();
  await page.goto('/findings/0123456789abcdef0123456789abcdef');
  // The browser notes the status.
  expect(misdeeds.splice(0)).toHaveLength(1);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This finding is not in the scan');
});
