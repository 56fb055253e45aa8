import type { ConfigMap } from '#lib/model/cluster-objects.ts';
import { DATAPLANES, type Dataplane } from './dataplane.ts';

type Settings = Readonly<Record<string, string>>;

/**
 * Returns how Cilium enforces as its own settings have it: whether everything is closed without a policy (CI-1),
 * whether addresses match nodes or pods (CI-8 as amended), whether cluster-wide policies count (CI-4 as amended),
 * whether policies for nodes do (CI-12), and whether those of a pod are asked about its own node (CI-10).
 */
export function ciliumDataplane(configMaps: readonly ConfigMap[]): Dataplane {
  const settings = configMaps.find(({ metadata }) => metadata.name === 'cilium-config')?.data;
  const match = (settings?.['policy-cidr-match-mode'] ?? '').split(/[\s,]+/);
  const isAdmin = settings?.['enable-k8s-cluster-network-policy'] === 'true';
  return {
    ...DATAPLANES.cilium,
    closedByDefault: settings?.['enable-policy'] === 'always',
    addressesMatchPods: match.includes('pods'),
    addressesMatchHosts: match.includes('nodes'),
    adminPolicies: isAdmin ? 'enforced' : 'inert',
    fromOwnNode: settings?.['allow-localhost'] === 'policy' ? 'by-policy' : 'exempt',
    hostPolicies: hostPoliciesUnder(settings),
    hostServices: isProxy(settings) ? 'by-back-end' : 'unknown',
    hostLabels: isOwnFilter(settings) ? 'unknown' : 'default',
  };
}

/** CI-12: the firewall of hosts is off by default, and does not go together with encryption between nodes. */
function hostPoliciesUnder(settings: Settings | undefined): Dataplane['hostPolicies'] {
  if (settings === undefined) return 'unknown';
  if (settings['enable-host-firewall'] !== 'true') return 'inert';
  const isEncrypted = ['enable-ipsec', 'enable-wireguard'].some((name) => settings[name] === 'true');
  return isEncrypted ? 'unknown' : 'enforced';
}

/** Cilium takes the place of kube-proxy. */
function isProxy(settings: Settings | undefined): boolean {
  return ['true', 'strict'].includes(settings?.['kube-proxy-replacement'] ?? '');
}

/** Labels that count can be listed, or read from a file of the agent. */
function isOwnFilter(settings: Settings | undefined): boolean {
  return ['labels', 'label-prefix-file'].some((name) => (settings?.[name] ?? '').trim() !== '');
}
