import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { covers, grantsOf } from '#lib/analysis/attack/holding.ts';
import { step, type Arc } from '#lib/analysis/attack/place.ts';
import { nodesPlace } from '#lib/analysis/attack/node-places.ts';
import { namespaceRef } from './namespace-ref.ts';
import { podMakers } from './pod-makers.ts';

/** Whoever may change a namespace takes its Pod Security label away; whoever may make one needs no label. */
export function psaBypass({ holding }: Holder, attack: Attack): readonly Arc[] {
  const labels = holding.changes('namespaces');
  const makes = holding.creates('namespaces');
  if (labels.length + makes.length === 0) return [];
  return podMakers(holding, attack).flatMap(({ namespace, grants, objects, unknown, kind }) => {
    const relabelled = (namespace === null ? attack.namespaces : [namespace]).flatMap((name) => {
      if (attack.admissions.in(name).level === 'privileged') return [];
      const label = labels.find((right) => covers(right, name));
      if (label === undefined) return [];
      return [
        step('PSA_BYPASS', nodesPlace(attack), {
          grants: [...grantsOf([label]), ...grants],
          objects: [...objects, namespaceRef(name)],
          unknown: [...unknown, ...attack.admissions.withoutLabel(name).unknown],
          detail: kind,
        }),
      ];
    });
    const [made] = makes;
    if (namespace !== null || made === undefined || objects.length > 0) return relabelled;
    const name = made.names?.[0] ?? '';
    const own = step('PSA_BYPASS', nodesPlace(attack), {
      grants: [...grantsOf([made]), ...grants],
      unknown: attack.admissions.withoutLabel(name).unknown,
      detail: kind,
    });
    return [...relabelled, own];
  });
}
