import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface KubeconfigParts {
  readonly server: string;
  readonly cluster?: Readonly<Record<string, unknown>>;
  readonly user?: Readonly<Record<string, unknown>>;
  readonly namespace?: string;
}

/** Writes a kubeconfig with the current context `test` into a folder of its own and returns its path. */
export function writeKubeconfig({ server, cluster = {}, user = {}, namespace }: KubeconfigParts): string {
  const path = join(mkdtempSync(join(tmpdir(), 'merlon-kubeconfig-')), 'config');
  const context = { cluster: 'c', user: 'u', ...(namespace === undefined ? {} : { namespace }) };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server, ...cluster } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'test', context }],
    'current-context': 'test',
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}
