import type { ConfigMap } from '#lib/model/cluster-objects.ts';
import { DATAPLANES, type Dataplane } from './dataplane.ts';

/**
 * Returns how Cilium enforces as its own settings have it: whether everything is closed without a policy (CI-1),
 * whether addresses match nodes or pods (CI-8 as amended), whether cluster-wide policies count (CI-4 as amended).
 */
export function ciliumDataplane(configMaps: readonly ConfigMap[]): Dataplane {
  const settings = configMaps.find(({ metadata }) => metadata.name === 'cilium-config')?.data ?? {};
  const match = (settings['policy-cidr-match-mode'] ?? '').split(/[\s,]+/);
  const isAdmin = settings['enable-k8s-cluster-network-policy'] === 'true';
  return {
    ...DATAPLANES.cilium,
    closedByDefault: settings['enable-policy'] === 'always',
    addressesMatchPods: match.includes('pods'),
    addressesMatchHosts: match.includes('nodes'),
    adminPolicies: isAdmin ? 'enforced' : 'inert',
  };
}
