import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { PAGES, addressOf } from './setup/pages.ts';
import { expect, test } from './setup/test.ts';
import { widePartsOf } from './setup/wide-parts.ts';

/** The widest first; the narrowest is where tables have to be scrolled. */
const WIDTHS = [1440, 768, 375, 320] as const;
const HEIGHT = 640;

for (const locale of ['en-GB', 'zh-CN']) {
  test.describe(`in ${locale}, in both themes and from ${WIDTHS[0]} down to ${WIDTHS[3]} px,`, () => {
    for (const [name, path] of Object.entries(PAGES)) {
      test(`the page "${name}" is free of barriers`, async ({ openPage, request, misdeeds }) => {
        const page = await openPage({ locale, reducedMotion: 'reduce' });
        await page.goto(await addressOf(request, path));
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        expect(await barriersOf(page)).toEqual([]);
        // The browser notes the status of a page that is not there.
        if (name === 'nothing') expect(misdeeds.splice(0)).toEqual([expect.stringContaining('404')]);
      });
    }
  });
}

async function barriersOf(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  // Of WCAG 2.2, which axe leaves out unless it is asked for.
  const rules = { 'target-size': { enabled: true } };
  const light = await new AxeBuilder({ page }).options({ rules }).analyze();
  // The other theme changes colours and nothing else, a narrow screen what has to be scrolled.
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  const wide: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    wide.push(...(await widePartsOf(page)));
  }
  const narrow = await new AxeBuilder({ page }).withRules(['scrollable-region-focusable']).analyze();
  return [
    ...[light, dark, narrow].flatMap(({ violations }) =>
      violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join('; ')}`),
    ),
    ...wide,
  ];
}
