import { fieldLists, fieldsOf, textOf, textsOf } from '#lib/analysis/network/reach/raw-fields.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Mention } from './host-sources.ts';

interface MentionSources {
  readonly policies: readonly SpecObject[];
  readonly networkSets: readonly SpecObject[];
  readonly pools: readonly SpecObject[];
  readonly configurations: readonly SpecObject[];
}

/** Returns the networks that Calico's objects name as senders. */
export function calicoMentions(given: MentionSources): Mention[] {
  const { policies, networkSets, pools, configurations } = given;
  const of = (objects: readonly SpecObject[], cidrsIn: (spec: SpecObject['spec']) => readonly string[]) =>
    objects.flatMap(({ kind, metadata, spec }) =>
      cidrsIn(spec).map((cidr): Mention => ({ cidr, who: `${kind} ${metadata.name}` })),
    );
  return [
    ...of(policies, ({ ingress }) =>
      fieldLists(ingress).flatMap(({ source }) => {
        const { nets, notNets } = fieldsOf(source);
        return [...textsOf(nets), ...textsOf(notNets)];
      }),
    ),
    ...of(networkSets, ({ nets }) => textsOf(nets)),
    ...of(pools, ({ cidr }) => [textOf(cidr)]),
    ...of(configurations, ({ failsafeInboundHostPorts }) =>
      fieldLists(failsafeInboundHostPorts).map(({ net }) => textOf(net)),
    ),
  ];
}
