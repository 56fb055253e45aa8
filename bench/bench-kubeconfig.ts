import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a cluster server says of itself. */
export interface ServedCluster {
  readonly port: number;
  readonly ca: string;
  readonly paths: readonly string[];
}

/** Writes a kubeconfig with one context, named as given, for a cluster server; returns its path. */
export function writeBenchKubeconfig(folder: string, name: string, { port, ca }: ServedCluster): string {
  const path = join(folder, 'kubeconfig');
  const server = `https://127.0.0.1:${port}`;
  const authority = Buffer.from(ca).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'certificate-authority-data': authority } }],
    users: [{ name, user: { token: 'bench' } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}
