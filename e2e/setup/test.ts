import { test as base, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { watchContext } from './watch-context.ts';
import { world } from './world.ts';

export { expect } from '@playwright/test';

interface Watched {
  /** Whatever a page did that it must not; a test that means to provoke it empties the list. */
  readonly misdeeds: string[];
  /** Opens a page in a browser profile of its own, watched like the test's first one. */
  readonly openPage: (options: BrowserContextOptions) => Promise<Page>;
}

/** A test whose pages may not do anything that `watchContext` notes. */
export const test = base.extend<Watched>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a function needs off its pattern.
  baseURL: async ({}, provide) => {
    await provide(world().address);
  },
  misdeeds: [
    async ({ context }, provide) => {
      const misdeeds: string[] = [];
      await watchContext(context, { address: world().address, misdeeds });
      await provide(misdeeds);
      base.expect(misdeeds).toEqual([]);
    },
    { auto: true },
  ],
  openPage: async ({ browser, misdeeds }, provide) => {
    const opened: BrowserContext[] = [];
    await provide(async (options) => {
      const context = await browser.newContext({ baseURL: world().address, ...options });
      opened.push(context);
      await watchContext(context, { address: world().address, misdeeds });
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});
