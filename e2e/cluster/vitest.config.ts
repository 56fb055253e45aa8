import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const emptyModule = fileURLToPath(new URL('../../node_modules/server-only/empty.js', import.meta.url));

export default defineConfig({
  resolve: { alias: { 'server-only': emptyModule } },
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['e2e/cluster/*.test.ts'],
    environment: 'node',
    // Each file runs a control plane of its own: two at a time are what a small machine bears.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
