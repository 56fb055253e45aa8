import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ClusterRow } from '#lib/store/clusters.ts';
import { chooseContext } from './choose-context.ts';

const dir = mkdtempSync(join(tmpdir(), 'merlon-contexts-'));
const own = join(dir, 'own');
const demo = join(dir, 'demo');

const kubeconfig = (names: readonly string[]): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:6443' } }],
    users: [{ name: 'u', user: {} }],
    contexts: names.map((name) => ({ name, context: { cluster: 'c', user: 'u' } })),
  });

const cluster = (contexts: readonly string[], isDemo = false): ClusterRow => ({
  id: 'id',
  name: 'production',
  contexts,
  server: null,
  source: 'api',
  demo: isDemo,
  kubeSystemUid: null,
  probeAllow: null,
  createdAt: '2026-11-22T05:00:00.000Z',
});

beforeAll(() => {
  writeFileSync(own, kubeconfig(['new-name', 'other']));
  writeFileSync(demo, kubeconfig(['main']));
  vi.stubEnv('KUBECONFIG', own);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

describe('chooseContext', () => {
  test.each([
    { name: 'takes the first known where it exists', contexts: ['other', 'new-name'], chosen: 'other' },
    { name: 'passes over a name that is gone', contexts: ['old-name', 'new-name'], chosen: 'new-name' },
    { name: 'keeps the first known where none exists', contexts: ['old-name', 'older'], chosen: 'old-name' },
    { name: 'does not take the name of a demo for its own', contexts: ['main', 'other'], chosen: 'other' },
  ])('$name', ({ contexts, chosen }) => {
    expect(chooseContext(cluster(contexts), demo)).toEqual({ context: chosen });
  });

  test('looks for a demo cluster in the kubeconfig of the demo only', () => {
    expect(chooseContext(cluster(['other', 'main'], true), demo)).toEqual({
      context: 'main',
      kubeconfig: demo,
    });
  });

  test('refuses a demo cluster when no demo runs, also where its name is known elsewhere', () => {
    expect(() => chooseContext(cluster(['other'], true), null)).toThrow('the demo does not run');
  });

  test('refuses a cluster that no context leads to', () => {
    expect(() => chooseContext(cluster([]), demo)).toThrow(
      'No kubeconfig context leads to the cluster production',
    );
  });
});
