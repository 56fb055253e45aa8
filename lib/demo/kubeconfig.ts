import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { AddressPlan } from './address-plan.ts';
import { issueLeaf } from './certificates.ts';
import type { Identity } from './identity.ts';

/** A cluster of the fleet as its kubeconfig needs it. */
export interface Reachable {
  identity: Identity;
  plan: AddressPlan;
}

interface Entry {
  name: string;
  user: { name: string; user: object };
  namespace?: string;
}

/**
 * Writes the kubeconfig of a demo (mode 0600); returns its path and its contexts: of each cluster the scanner's
 * own, named as the cluster, and of `main` an administrator's too and one of few rights.
 */
export function writeKubeconfig(
  folder: string,
  fleet: readonly Reachable[],
  now: Date,
): { file: string; contexts: readonly string[] } {
  const entries = fleet.map((one) => ({ one, entries: entriesOf(one, now) }));
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: fleet.map(({ identity, plan }) => ({
      name: plan.site.name,
      cluster: {
        server: `https://${plan.api.address}:${plan.api.port}`,
        'certificate-authority-data': base64(identity.clusterAuthority.cert),
      },
    })),
    users: entries.flatMap(({ entries: own }) => own.map(({ user }) => user)),
    contexts: entries.flatMap(({ one, entries: own }) =>
      own.map(({ name, user, namespace }) => ({
        name,
        context: {
          cluster: one.plan.site.name,
          user: user.name,
          ...(namespace === undefined ? {} : { namespace }),
        },
      })),
    ),
    'current-context': 'main',
  };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'kubeconfig');
  writeFileSync(file, stringify(config), { mode: 0o600 });
  return { file, contexts: config.contexts.map(({ name }) => name) };
}

function entriesOf({ identity, plan }: Reachable, now: Date): Entry[] {
  const { name } = plan.site;
  const token = { token: identity.scannerToken };
  if (name !== 'main') return [{ name, user: { name: `merlon-${name}`, user: token } }];
  const clientCertificate = (commonName: string, organizations: string[]): object => {
    const pair = issueLeaf(identity.clusterAuthority, { commonName, organizations, use: 'client', now });
    return { 'client-certificate-data': base64(pair.cert), 'client-key-data': base64(pair.key) };
  };
  const admin = clientCertificate('kubernetes-admin', ['kubeadm:cluster-admins']);
  const viewer = clientCertificate('lena.fischer@example.com', ['company:storefront']);
  return [
    { name, user: { name: 'merlon', user: token } },
    { name: 'main-admin', user: { name: 'kubernetes-admin', user: admin } },
    { name: 'main-viewer', user: { name: 'lena.fischer', user: viewer }, namespace: 'storefront' },
  ];
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
