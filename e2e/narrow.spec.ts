import type { Page } from '@playwright/test';
import { expect, test } from './setup/test.ts';
import { widePartsOf } from './setup/wide-parts.ts';

test.use({ viewport: { width: 375, height: 812 }, hasTouch: true });

async function expectToFit(page: Page): Promise<void> {
  expect(await widePartsOf(page)).toEqual([]);
}

test('on a telephone the worst finding is reached, read and left again by touch', async ({ page }) => {
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await expectToFit(page);
  const bar = page.getByRole('navigation', { name: 'Main' });
  await bar.getByRole('link', { name: 'Findings' }).tap();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Findings');
  await page.getByRole('link', { name: /etcd answers without a client certificate/ }).tap();
  await expectToFit(page);
  await page.getByRole('link', { name: /2379/ }).first().tap();
  await expect(page.getByRole('heading', { name: 'What was seen' })).toBeVisible();
  await expectToFit(page);
  await bar.getByText('More').tap();
  await bar.getByRole('link', { name: 'RBAC' }).tap();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('RBAC');
  await expectToFit(page);
});
