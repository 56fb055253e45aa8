import type { Page } from '@playwright/test';
import { expect, test } from './setup/test.ts';

/** Presses Tab until the focus is on an element of this kind and name; fails when it never is. */
async function tabTo(page: Page, tag: 'a' | 'button' | 'input', name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate((wanted) => {
      const element = document.activeElement;
      if (element === null || element.localName !== wanted) return '';
      return element.getAttribute('aria-label') ?? (element.closest('label') ?? element).textContent;
    }, tag);
    if (name.test(focused)) return;
  }
  throw new Error(`the keyboard does not reach ${tag} ${String(name)}`);
}

/** Presses keys one after another, as fast as a quick hand does. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('findings are reached, filtered and read with the keyboard alone', async ({ page }) => {
  await page.goto('/scans', { waitUntil: 'networkidle' });
  await press(page, 'g', 'f');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Findings');
  await press(page, '/');
  const search = page.getByRole('searchbox');
  await expect(search).toBeFocused();
  await press(page, 'g', 'n', '?', 'j');
  await expect(search).toHaveValue('gn?j');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goto('/findings', { waitUntil: 'networkidle' });
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
  await tabTo(page, 'input', /^Critical/);
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/severity=critical/);
  await expect(page.getByRole('link', { name: 'Remove filter Critical' })).toBeVisible();
  await tabTo(page, 'a', /etcd answers without/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/open=/);
  await expect(page.getByRole('link', { name: /etcd answers without/ })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
  await press(page, 'j');
  await expect(page.getByRole('link', { name: /2379/ })).toBeFocused();
  await press(page, 'k');
  await expect(page.getByRole('link', { name: /etcd answers without/ })).toBeFocused();
  await press(page, 'j', 'Enter');
  await expect(page.getByRole('heading', { name: 'What was seen' })).toBeVisible();
});

test('menus, drawers and the list of keys open and close with the keyboard alone', async ({ page }) => {
  await page.goto('/scans', { waitUntil: 'networkidle' });
  await tabTo(page, 'button', /^Theme/);
  await page.keyboard.press('Enter');
  const item = (name: string) => page.getByRole('menuitemradio', { name });
  await expect(item('As the system')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(item('Light')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(item('Dark')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: /^Theme/ })).toBeFocused();
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await press(page, '?');
  await expect(keys).toBeVisible();
  await press(page, 'g', 'n', 'Escape');
  await expect(keys).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Scans');
  await page.goto('/exposure', { waitUntil: 'networkidle' });
  const cell = page.getByRole('link', { name: 'main-cp-2, port 2379' });
  const drawer = page.getByRole('dialog', { name: /main-cp-2.*2379/ });
  await cell.focus();
  await press(page, 'Enter');
  await expect(drawer).toBeVisible();
  await press(page, 'Escape');
  await expect(drawer).toBeHidden();
  await expect(cell).toBeFocused();
  await press(page, 'Enter');
  await expect(drawer).toBeVisible();
  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(cell).toBeFocused();
});
