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

test('findings are reached, filtered and read with the keyboard alone', async ({ page }) => {
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
  await tabTo(page, 'a', /2379/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'What was seen' })).toBeVisible();
});

test('menus open, choose and close with the keyboard alone', async ({ page }) => {
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
});
