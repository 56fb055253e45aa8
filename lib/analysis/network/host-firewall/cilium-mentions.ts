import { fieldLists, textOf, textsOf } from '#lib/analysis/network/reach/raw-fields.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Mention } from './host-sources.ts';

/** Returns the networks that Cilium's policies for nodes, and its CIDR groups, name as senders. */
export function ciliumMentions(policies: readonly SpecObject[], groups: readonly SpecObject[]): Mention[] {
  const ofPolicies = policies.flatMap(({ kind, metadata, spec }) =>
    fieldLists(spec['specs'])
      .filter(({ nodeSelector }) => nodeSelector !== undefined)
      .flatMap(({ ingress, ingressDeny }) => [...fieldLists(ingress), ...fieldLists(ingressDeny)])
      .flatMap(({ fromCIDR, fromCIDRSet }) => [
        ...textsOf(fromCIDR),
        ...fieldLists(fromCIDRSet).flatMap(({ cidr, except }) => [textOf(cidr), ...textsOf(except)]),
      ])
      .map((cidr): Mention => ({ cidr, who: `${kind} ${metadata.name}` })),
  );
  const ofGroups = groups.flatMap(({ kind, metadata, spec }) =>
    textsOf(spec['externalCIDRs']).map((cidr): Mention => ({ cidr, who: `${kind} ${metadata.name}` })),
  );
  return [...ofPolicies, ...ofGroups];
}
