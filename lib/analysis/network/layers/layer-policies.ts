import { FAMILIES } from '#lib/analysis/network/reach/address-ranges.ts';
import type { LayerMember } from './build-layers.ts';
import type { LayerView } from './layer-view.ts';
import { lintMultiPolicy, type MultiPolicyLint } from './multi-policy-lints.ts';
import type { MultiPolicy } from './multi-policy-rules.ts';

/** One MultiNetworkPolicy with the interfaces it polices. */
export interface LayerPolicy {
  readonly policy: MultiPolicy;
  readonly policed: readonly LayerMember[];
  readonly lints: readonly MultiPolicyLint[];
}

/** Returns each MultiNetworkPolicy with whom it polices by the specification, and what is to be told of it. */
export function layerPolicies({
  layers,
  policies,
  reach,
  enforcer,
  areDefinitionsRead,
}: LayerView): LayerPolicy[] {
  const classes = new Map<string, Set<number>>();
  for (const family of FAMILIES) {
    const { tiers } = reach.families[family];
    for (const { policies: compiled } of [...tiers.ingress, ...tiers.egress]) {
      for (const { ref, subject } of compiled) {
        const key = `${ref.namespace ?? ''}/${ref.name}`;
        const found = classes.get(key) ?? new Set<number>();
        for (let at = 0; at < reach.space.podClasses.length; at += 1) if (subject.has(at)) found.add(at);
        classes.set(key, found);
      }
    }
  }
  const found = {
    layers,
    enforcer,
    areDefinitionsRead,
    interfacesOf: new Map(layers.pods.map(({ pod, interfaces }) => [pod, interfaces] as const)),
    typeOf: new Map(layers.networks.map(({ key, config }) => [key, config?.type ?? ''] as const)),
  };
  return policies.map((policy) => {
    const own = classes.get(`${policy.namespace}/${policy.name}`);
    const policed = reach.members.filter((_, at) => own?.has(reach.space.classOfPod[at] ?? -1) ?? false);
    return {
      policy,
      policed,
      lints: lintMultiPolicy(policy, { ...found, policed }),
    };
  });
}
