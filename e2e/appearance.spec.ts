import { expect, test } from './setup/test.ts';

test('the language is chosen on the page, kept, and right from the first byte', async ({ page }) => {
  await page.goto('/scans', { waitUntil: 'networkidle' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('button', { name: /^Language/ }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('扫描');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  const answer = await page.reload();
  const html = (await answer?.text()) ?? '';
  expect(html).toMatch(/<html[^>]* lang="zh-CN"/);
  expect(html).toContain('开始扫描');
});

test('theme, density and navigation are chosen on the page, kept, and right from the first byte', async ({
  page,
}) => {
  await page.goto('/scans', { waitUntil: 'networkidle' });
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect.poll(paper).not.toBe(light);
  const answer = await page.reload();
  expect((await answer?.text()) ?? '').toContain('data-theme="dark"');
  await expect.poll(paper).not.toBe(light);
  const heightOf = async (name: RegExp) => (await page.getByRole('row', { name }).boundingBox())?.height ?? 0;
  const roomy = await heightOf(/main/);
  await page.getByRole('button', { name: 'Fold navigation' }).click();
  await page.getByRole('link', { name: 'Appearance' }).click();
  await expect(page.getByRole('radio', { name: 'Icons only' })).toBeChecked();
  await page.getByRole('radio', { name: 'Compact' }).check();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: /^Off/ }).check();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeHidden();
  const kept = await page.goto('/scans', { waitUntil: 'networkidle' });
  const html = (await kept?.text()) ?? '';
  expect(html).toContain('data-density="compact"');
  expect(html).toContain('data-navigation="narrow"');
  expect(await heightOf(/main/)).toBeLessThan(roomy);
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await expect(navigation.getByRole('link', { name: 'Exposure' })).toBeVisible();
  expect((await navigation.boundingBox())?.width).toBeLessThan(80);
  await navigation.getByRole('button', { name: 'Unfold navigation' }).click();
  expect((await navigation.boundingBox())?.width).toBeGreaterThan(200);
});

test('a browser that reads Chinese gets Chinese, and times in its own zone', async ({ openPage }) => {
  const page = await openPage({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await page.goto('/scans', { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('扫描');
  await expect(page.getByRole('main').locator('time').first()).toHaveAttribute(
    'title',
    /GMT\+8|中国标准时间/,
  );
});
