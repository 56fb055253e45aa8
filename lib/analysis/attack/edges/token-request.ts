import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { grantsOf } from '#lib/analysis/attack/holding.ts';
import { step, type Arc } from '#lib/analysis/attack/place.ts';
import { accountPlaces, accountsPlace } from '#lib/analysis/attack/identity-places.ts';
import { refOf } from '#lib/model/kube-object.ts';
import { UNKNOWN_PARTS } from '#lib/analysis/attack/unknown-parts.ts';

/** `create` on serviceaccounts/token asks the server itself for a token; the account has to be there. */
export function tokenRequest({ holding }: Holder, attack: Attack): readonly Arc[] {
  return holding.of('create', 'serviceaccounts/token').flatMap((right) => {
    const grants = grantsOf([right]);
    const { names, namespace } = right;
    if (names === null) return [step('TOKEN_REQUEST', accountsPlace(attack, namespace), { grants })];
    return (namespace === null ? attack.namespaces : [namespace]).flatMap((one) =>
      names.flatMap((name) => {
        const account = attack.account(one, name);
        if (account === undefined && !attack.isUnread('serviceAccounts')) return [];
        const proof =
          account === undefined
            ? { unknown: [UNKNOWN_PARTS.serviceAccounts] }
            : { objects: [refOf(account)] };
        return accountPlaces(attack, one, name).map((to) => step('TOKEN_REQUEST', to, { grants, ...proof }));
      }),
    );
  });
}
