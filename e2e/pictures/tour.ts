import type { Browser, Page } from '@playwright/test';
import type { LOCALES } from '#lib/model/text.ts';
import { PAGES, addressOf } from '../setup/pages.ts';
import { watchContext } from '../setup/watch-context.ts';
import { widePartsOf } from '../setup/wide-parts.ts';

export const WIDTHS = [1440, 768, 375, 320] as const;
export const THEMES = ['light', 'dark'] as const;

const HEIGHT = 900;

/** Which pages to see, and in which guises; each list names what it wants of the whole. */
export interface TourPlan {
  readonly address: string;
  /** A part of the name or the path of a page; all pages where it is empty. */
  readonly pages: readonly string[];
  readonly widths: readonly number[];
  readonly themes: readonly (typeof THEMES)[number][];
  readonly locales: readonly (typeof LOCALES)[number][];
}

/** One page in one guise, open. */
export interface Stop {
  readonly page: Page;
  /** Fit for a file name. */
  readonly name: string;
  /** What the page did that it must not, and what is too wide on it. */
  readonly problems: readonly string[];
  /** From asking for the page to its first byte. */
  readonly firstByteMs: number;
}

/** Opens every page of the plan in every guise, one after the other, and hands each to `visit`. */
export async function tour(
  browser: Browser,
  plan: TourPlan,
  visit: (stop: Stop) => Promise<void>,
): Promise<void> {
  const address = new URL(plan.address).origin;
  for (const locale of plan.locales) {
    for (const colorScheme of plan.themes) {
      const context = await browser.newContext({
        baseURL: address,
        locale,
        colorScheme,
        reducedMotion: 'reduce',
      });
      const misdeeds: string[] = [];
      await watchContext(context, { address, misdeeds });
      const page = await context.newPage();
      for (const [name, path] of chosenPages(plan.pages)) {
        const target = await addressOf(context.request, path);
        for (const width of plan.widths) {
          await page.setViewportSize({ width, height: HEIGHT });
          const response = await page.goto(target, { waitUntil: 'load' });
          // A page that takes its time shows a placeholder first.
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page.evaluate(() => document.fonts.ready);
          // The browser notes the status of a page that is not there.
          const expected = name === 'nothing' ? /404/ : null;
          const noted = misdeeds.splice(0).filter((misdeed) => expected?.test(misdeed) !== true);
          await visit({
            page,
            name: [name.replaceAll(' ', '-'), width, colorScheme, locale].join('.'),
            problems: [...noted, ...(await widePartsOf(page))],
            firstByteMs: response?.request().timing().responseStart ?? 0,
          });
        }
      }
      await context.close();
    }
  }
}

function chosenPages(wanted: readonly string[]): [string, string][] {
  return Object.entries(PAGES).filter(
    ([name, path]) =>
      wanted.length === 0 || wanted.some((word) => name === word || path.split('?')[0] === word),
  );
}
