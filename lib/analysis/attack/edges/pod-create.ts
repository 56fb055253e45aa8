import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { step, type Arc } from '#lib/analysis/attack/place.ts';
import { accountsPlace } from '#lib/analysis/attack/identity-places.ts';
import { nodesPlace } from '#lib/analysis/attack/node-places.ts';
import { namespaceRef } from './namespace-ref.ts';
import { podMakers, type PodMaker } from './pod-makers.ts';

/**
 * A pod of one's own may run as any service account of its namespace, whatever Pod Security admission says; and
 * where admission lets it be privileged, it rules the node it is put on.
 */
export function podCreate({ holding }: Holder, attack: Attack): readonly Arc[] {
  if (attack.objects.nodes.length === 0 && !attack.isUnread('nodes')) return [];
  return podMakers(holding, attack).flatMap((maker) => {
    const { namespace, grants, objects, unknown, kind } = maker;
    const asAccount = step('POD_CREATE_SA', accountsPlace(attack, namespace), {
      grants,
      objects,
      unknown,
      detail: kind,
    });
    return [asAccount, ...onNode(maker, attack)];
  });
}

function onNode({ kind, namespace, grants, objects, unknown }: PodMaker, attack: Attack): readonly Arc[] {
  const open = (namespace === null ? attack.namespaces : [namespace])
    .map((name) => ({ name, admission: attack.admissions.in(name) }))
    .filter(({ admission }) => admission.level === 'privileged')
    .toSorted((a, b) => a.admission.unknown.length - b.admission.unknown.length)[0];
  if (open === undefined) return [];
  return [
    step(kind === 'Pod' ? 'POD_CREATE' : 'WORKLOAD_CREATE', nodesPlace(attack), {
      grants,
      objects: [...objects, namespaceRef(open.name)],
      unknown: [...unknown, ...open.admission.unknown],
      detail: kind,
    }),
  ];
}
