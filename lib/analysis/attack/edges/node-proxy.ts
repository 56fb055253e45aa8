import { refOf } from '#lib/model/kube-object.ts';
import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { covers, grantsOf } from '#lib/analysis/attack/holding.ts';
import { member, step, type Arc, type Place } from '#lib/analysis/attack/place.ts';
import { insidePlace, podsPlace } from '#lib/analysis/attack/node-places.ts';

/** `get` on nodes/proxy reaches the kubelet, which runs commands in its pods for it, whatever the version. */
export function nodeProxy({ holding }: Holder, attack: Attack): readonly Arc[] {
  const rights = [...holding.of('get', 'nodes/proxy'), ...holding.of('create', 'nodes/proxy')];
  return rights.flatMap((right) => {
    const grants = grantsOf([right]);
    if (right.names === null) return [step('NODE_PROXY', podsPlace(attack, null), { grants })];
    return attack.objects.nodes
      .filter(({ metadata }) => covers(right, metadata.name))
      .map((node) =>
        step('NODE_PROXY', podsOnNode(attack, node.metadata.name), { grants, objects: [refOf(node)] }),
      );
  });
}

function podsOnNode(attack: Attack, node: string): Place {
  return attack.places.at(`pods-on:${node}`, () => ({
    shown: null,
    arcs: () => attack.codeOn(node).map((code) => member(insidePlace(attack, code), { objects: [code.ref] })),
  }));
}
