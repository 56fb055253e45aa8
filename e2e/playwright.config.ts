import { defineConfig } from '@playwright/test';
import { prepareBrowser } from './setup/browser.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './global-setup.ts',
  outputDir: '../test-results',
  // The first run is seen before anything else has been done to the product, and the demo is changed after that.
  projects: [
    { name: 'first run', testMatch: 'first-run.spec.ts' },
    { name: 'journeys', testIgnore: ['first-run.spec.ts', 'compare.spec.ts'], dependencies: ['first run'] },
    { name: 'second chapter', testMatch: 'compare.spec.ts', dependencies: ['journeys'] },
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
