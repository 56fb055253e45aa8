import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { everyPage } from './setup/pages.ts';
import { expect, test } from './setup/test.ts';

const NARROW = 320;

for (const locale of ['en-GB', 'zh-CN']) {
  for (const width of [1280, NARROW]) {
    test(`every page is free of barriers in ${locale}, both themes, ${width} px wide`, async ({
      openPage,
      request,
      misdeeds,
    }) => {
      const page = await openPage({ locale, reducedMotion: 'reduce', viewport: { width, height: 800 } });
      const barriers: string[] = [];
      for (const [name, path] of Object.entries(await everyPage(request))) {
        await page.goto(path, { waitUntil: 'load' });
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        for (const barrier of await barriersOf(page)) barriers.push(`${name}: ${barrier}`);
      }
      expect(barriers).toEqual([]);
      // The browser notes the status of the page that is not there.
      expect(misdeeds.splice(0)).toEqual([expect.stringContaining('404')]);
    });
  }
}

async function barriersOf(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await new AxeBuilder({ page }).analyze();
  // The other theme changes colours and nothing else.
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  const found = [...light.violations, ...dark.violations].map(
    ({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
  );
  const { scroll, screen } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  return scroll > screen ? [...found, `${scroll} px wide on a screen of ${screen} px`] : found;
}
