import type { ReachSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { KubeObject } from '#lib/model/kube-object.ts';
import type { PolicyName } from '#lib/model/network-answer.ts';
import { byCodeUnit } from '#lib/model/order.ts';

/** The slices of policies that decide about traffic of pods. */
export const POLICY_SLICES = [
  'networkPolicies',
  'clusterNetworkPolicies',
  'adminNetworkPolicies',
  'baselineAdminNetworkPolicies',
  'calicoNetworkPolicies',
  'calicoGlobalNetworkPolicies',
  'ciliumNetworkPolicies',
  'ciliumClusterwideNetworkPolicies',
] as const satisfies readonly (keyof ReachSlices)[];

/** Returns whether a slice holds policies, and nothing that policies only look at. */
export function isPolicySlice(slice: string): boolean {
  return POLICY_SLICES.some((one) => one === slice);
}

/** Returns a policy as an address and a choice write it. */
export function policyKey({ kind, namespace, name }: PolicyName): string {
  return `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;
}

/** Returns the policies of a scan by kind and name. */
export function scanPolicies(slices: ReachSlices): PolicyName[] {
  return POLICY_SLICES.flatMap((slice) => itemsOf<KubeObject>(slices[slice]))
    .map(({ kind, metadata }) => ({ kind, namespace: metadata.namespace ?? null, name: metadata.name }))
    .toSorted((a, b) => byCodeUnit(policyKey(a), policyKey(b)));
}
