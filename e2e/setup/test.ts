import { test as base, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { world } from './world.ts';

export { expect } from '@playwright/test';

interface Watched {
  /** Whatever a page did that it must not; a test that means to provoke it empties the list. */
  readonly misdeeds: string[];
  /** Opens a page in a browser profile of its own, watched like the test's first one. */
  readonly openPage: (options: BrowserContextOptions) => Promise<Page>;
}

/**
 * A test whose pages may not break the content policy, write an error to the console, throw, or ask anyone
 * but Merlon for anything.
 */
export const test = base.extend<Watched>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a function needs off its pattern.
  baseURL: async ({}, provide) => {
    await provide(world().address);
  },
  misdeeds: [
    async ({ context }, provide) => {
      const misdeeds: string[] = [];
      await watch(context, misdeeds);
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
      await watch(context, misdeeds);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

async function watch(context: BrowserContext, misdeeds: string[]): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  context.on('console', (message) => {
    if (message.type() === 'error') misdeeds.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => misdeeds.push(`thrown: ${error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== world().address) {
      misdeeds.push(`foreign request: ${request.url()}`);
    }
  });
}
