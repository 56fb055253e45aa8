import { withBareKeys } from './cilium-peers.ts';
import { matchesLabels } from './label-selectors.ts';
import type { CiliumSpec, Labels, Manifest, NetworkManifests } from './manifests.ts';
import type { HostParty } from './parties.ts';
import type { World } from './world.ts';

interface HostSetting {
  readonly world: World;
  readonly objects: NetworkManifests;
}

/** CI-13: labels that a host's endpoint does not take over from its node. */
const NOT_TAKEN = [
  /^io\.kubernetes/,
  /^kubernetes\.io/,
  /beta\.kubernetes\.io/,
  /^k8s\.io/,
  /^(pod-template-generation|pod-template-hash|controller-revision-hash)/,
  /^annotation/,
  /^etcd_node/,
];

/** CI-12, CI-13: returns the policies that select a host; only those of the whole cluster may select nodes. */
export function policiesOfHost(
  { world, objects }: HostSetting,
  { node }: HostParty,
): readonly Manifest<CiliumSpec>[] {
  const found = (objects.nodes ?? []).find(({ metadata }) => metadata.name === node);
  const all = found?.metadata.labels ?? {};
  const taken: Labels = Object.fromEntries(
    Object.entries(all).filter(([key]) => !NOT_TAKEN.some((pattern) => pattern.test(key))),
  );
  return (objects.ciliumClusterwideNetworkPolicies ?? []).filter(({ spec }) => {
    const { nodeSelector, endpointSelector } = spec;
    if (nodeSelector === undefined || endpointSelector !== undefined) return false;
    const selector = withBareKeys(nodeSelector);
    const isSelected = matchesLabels(world, selector, taken);
    if (isSelected !== world.aside(() => matchesLabels(world, selector, all)).result) world.note('CI-13');
    return isSelected;
  });
}
