import { defineConfig } from '@playwright/test';
import { prepareBrowser } from './setup/browser.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './global-setup.ts',
  outputDir: '../test-results',
  // The first run is seen before anything else has been done to the product.
  projects: [
    { name: 'first run', testMatch: 'first-run.spec.ts' },
    { name: 'journeys', testIgnore: 'first-run.spec.ts', dependencies: ['first run'] },
  ],
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // Generous, for machines that do other things beside.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    launchOptions: await prepareBrowser(),
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'off',
  },
});
