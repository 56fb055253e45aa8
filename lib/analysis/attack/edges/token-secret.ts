import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { commonPlace, grantsOf } from '#lib/analysis/attack/holding.ts';
import { step, type Arc } from '#lib/analysis/attack/place.ts';
import { accountsPlace } from '#lib/analysis/attack/identity-places.ts';

/** A Secret made for a service account is filled with a token by the cluster; who may read it has the token. */
export function tokenSecret({ holding }: Holder, attack: Attack): readonly Arc[] {
  const reads = holding.reads('secrets');
  return holding.creates('secrets').flatMap((made) => {
    // One way to read it back will do; any name will do where the name may be chosen.
    const read = reads.find(
      (one) =>
        commonPlace([made, one]) !== undefined &&
        (made.names === null || one.names === null || made.names.some((name) => one.names?.includes(name))),
    );
    if (read === undefined) return [];
    const place = commonPlace([made, read]) ?? null;
    return [step('TOKEN_SECRET_CREATE', accountsPlace(attack, place), { grants: grantsOf([made, read]) })];
  });
}
