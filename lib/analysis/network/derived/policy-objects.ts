import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { PolicyRef } from '#lib/analysis/network/reach/policy-ir.ts';
import { refOf, type KubeObject } from '#lib/model/kube-object.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';

/** The slices of policies; of two that share kind and name, the one of Kubernetes itself comes first. */
const POLICY_SLICES = [
  'networkPolicies',
  'clusterNetworkPolicies',
  'adminNetworkPolicies',
  'baselineAdminNetworkPolicies',
  'calicoNetworkPolicies',
  'calicoGlobalNetworkPolicies',
  'ciliumNetworkPolicies',
  'ciliumClusterwideNetworkPolicies',
] as const;

/** Finds the object that a policy was read from; null for what is no policy of its own, such as a profile. */
export function policyObjects({ sources }: Reachability): (ref: PolicyRef) => ResourceRef | null {
  const known = new Map<string, ResourceRef>();
  for (const slice of POLICY_SLICES) {
    const objects: readonly KubeObject[] = sources.objects[slice] ?? [];
    for (const object of objects) {
      const ref = refOf(object);
      const key = keyOf({ ...ref, namespace: ref.namespace ?? defaultNamespace(ref.kind) });
      if (!known.has(key)) known.set(key, ref);
    }
  }
  return (ref) => known.get(keyOf(ref)) ?? null;
}

/** A policy of a file that names no namespace is for the one of this name. */
function defaultNamespace(kind: string): string | null {
  return kind === 'NetworkPolicy' || kind === 'CiliumNetworkPolicy' ? 'default' : null;
}

function keyOf({ kind, namespace, name }: PolicyRef): string {
  return [kind, namespace ?? '', name].join('\0');
}
