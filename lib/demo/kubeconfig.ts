import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { AddressPlan } from './address-plan.ts';
import { issueLeaf } from './certificates.ts';
import type { Identity } from './identity.ts';

/** The contexts a demo offers: the scanner's own, an administrator's, and one of few rights. */
export const CONTEXTS = ['main', 'main-admin', 'main-viewer'] as const;

/** Writes the kubeconfig of a demo (mode 0600) and returns its path. */
export function writeKubeconfig(
  folder: string,
  parts: { identity: Identity; plan: AddressPlan; now: Date },
): string {
  const { identity, plan, now } = parts;
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const clientCertificate = (commonName: string, organizations: string[]): object => {
    const pair = issueLeaf(identity.clusterAuthority, { commonName, organizations, use: 'client', now });
    return { 'client-certificate-data': base64(pair.cert), 'client-key-data': base64(pair.key) };
  };
  const users = [
    { name: 'merlon', user: { token: identity.scannerToken } },
    { name: 'kubernetes-admin', user: clientCertificate('kubernetes-admin', ['kubeadm:cluster-admins']) },
    { name: 'lena.fischer', user: clientCertificate('lena.fischer@example.com', ['company:storefront']) },
  ];
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'main',
        cluster: {
          server: `https://${plan.api.address}:${plan.api.port}`,
          'certificate-authority-data': base64(identity.clusterAuthority.cert),
        },
      },
    ],
    users,
    contexts: CONTEXTS.map((name, index) => ({
      name,
      context: {
        cluster: 'main',
        user: users[index]?.name,
        ...(name === 'main-viewer' ? { namespace: 'storefront' } : {}),
      },
    })),
    'current-context': 'main',
  };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'kubeconfig');
  writeFileSync(file, stringify(config), { mode: 0o600 });
  return file;
}
