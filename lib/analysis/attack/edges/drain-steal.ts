import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { commonPlace, grantsOf } from '#lib/analysis/attack/holding.ts';
import { member, step, type Arc } from '#lib/analysis/attack/place.ts';
import { accountPlaces, onePerTarget, overNamespaces } from '#lib/analysis/attack/identity-places.ts';
import { unknownToken } from '#lib/analysis/attack/running-code.ts';

/**
 * Whoever rules one node, may close the others and may remove pods has them come to it, and their tokens with
 * them. It takes a node: here one that the account's own pods reach.
 */
export function drainSteal({ holding, subject }: Holder, attack: Attack): readonly Arc[] {
  const own =
    subject?.kind === 'ServiceAccount'
      ? ownFoothold(attack, subject.namespace ?? '', subject.name)
      : undefined;
  if (own === undefined) return [];
  const closes = [...holding.changes('nodes'), ...holding.changes('nodes/status')].find(
    ({ names }) => names === null,
  );
  const removes = [...holding.of('delete', 'pods'), ...holding.of('create', 'pods/eviction')];
  if (closes === undefined) return [];
  return removes
    .filter(({ names }) => names === null)
    .map((right) =>
      step('NODE_DRAIN_STEAL', movablePlace(attack, commonPlace([right]) ?? null), {
        grants: grantsOf([closes, right]),
        objects: [own.ref],
        detail: own.node ?? '',
      }),
    );
}

function ownFoothold(
  attack: Attack,
  namespace: string,
  name: string,
): ReturnType<Attack['codeIn']>[number] | undefined {
  return attack
    .codeIn(namespace)
    .find(({ account, escape, hasToken }) => account === name && escape !== null && hasToken !== false);
}

function movablePlace(attack: Attack, namespace: string | null): Arc['to'] {
  return overNamespaces({ attack, what: 'movable', namespace: namespace }, (one) =>
    onePerTarget(
      attack
        .codeIn(one)
        .filter(({ isMovable, hasToken }) => isMovable && hasToken !== false)
        .flatMap((code) =>
          accountPlaces(attack, one, code.account).map((to) =>
            member(to, { objects: [code.ref], unknown: unknownToken(code) }),
          ),
        ),
    ),
  );
}
