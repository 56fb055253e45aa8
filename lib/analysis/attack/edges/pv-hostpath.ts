import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { grantsOf } from '#lib/analysis/attack/holding.ts';
import { step, type Arc } from '#lib/analysis/attack/place.ts';
import { nodesPlace } from '#lib/analysis/attack/node-places.ts';
import { namespaceRef } from './namespace-ref.ts';
import { podMakers } from './pod-makers.ts';

/**
 * A PersistentVolume of one's own may be a folder of the node, and Pod Security admission looks at the pod, not at
 * the volume behind its claim. Under `restricted` the pod may not be root, which the node's files ask for.
 */
export function pvHostpath({ holding }: Holder, attack: Attack): readonly Arc[] {
  const [volume] = holding.creates('persistentvolumes');
  if (volume === undefined) return [];
  const claims = holding.creates('persistentvolumeclaims');
  return podMakers(holding, attack).flatMap((maker) => {
    const spaces = maker.namespace === null ? attack.namespaces : [maker.namespace];
    const open = spaces.flatMap((name) => {
      const admission = attack.admissions.in(name);
      const claim = claims.find(({ namespace }) => namespace === null || namespace === name);
      return admission.level !== 'baseline' || claim === undefined ? [] : [{ name, admission, claim }];
    })[0];
    if (open === undefined) return [];
    return [
      step('PV_HOSTPATH', nodesPlace(attack), {
        grants: [...grantsOf([volume, open.claim]), ...maker.grants],
        objects: [...maker.objects, namespaceRef(open.name)],
        unknown: [...maker.unknown, ...open.admission.unknown],
        detail: maker.kind,
      }),
    ];
  });
}
