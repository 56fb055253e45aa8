import type { BrowserContext } from '@playwright/test';

/**
 * Notes whatever the pages of a browser profile do that they must not: break the content policy, write an
 * error or a warning to the console, throw, or ask anyone but `address` for anything.
 */
export async function watchContext(
  context: BrowserContext,
  { address, misdeeds }: { readonly address: string; readonly misdeeds: string[] },
): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      misdeeds.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => misdeeds.push(`thrown: ${error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== address) {
      misdeeds.push(`foreign request: ${request.url()}`);
    }
  });
}
