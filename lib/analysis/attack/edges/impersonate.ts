import { MASTERS } from '#lib/analysis/rbac/identity.ts';
import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { accountSubject } from '#lib/analysis/attack/identities.ts';
import { covers, grantsOf, type HeldRight } from '#lib/analysis/attack/holding.ts';
import { step, type Arc } from '#lib/analysis/attack/place.ts';
import {
  isPerson,
  namedAccountsPlace,
  strong,
  subjectPlace,
  usersPlace,
} from '#lib/analysis/attack/identity-places.ts';
import type { Subject } from '#lib/model/rbac.ts';

/** Acting as somebody else. Groups alone gain nothing: a request has to name a user or a service account with them. */
export function impersonate({ holding }: Holder, attack: Attack): readonly Arc[] {
  const users = holding.of('impersonate', 'users');
  const accounts = holding.of('impersonate', 'serviceaccounts');
  const groups = holding.of('impersonate', 'groups');
  return [
    ...groups.flatMap((group) => asMember([...users, ...accounts][0], group, attack)),
    ...users.flatMap((right) => asUser(right, attack)),
    ...accounts.flatMap((right) => asAccount(right, attack)),
  ];
}

function asMember(carrier: HeldRight | undefined, group: HeldRight, attack: Attack): readonly Arc[] {
  if (carrier === undefined) return [];
  const grants = grantsOf([carrier, group]);
  if (covers(group, MASTERS))
    return [step('IDENTITY_IMPERSONATE', subjectPlace(attack, { kind: 'Group', name: MASTERS }), { grants })];
  return (group.names ?? []).flatMap((name) => asOne({ kind: 'Group', name }, grants, attack));
}

function asUser(right: HeldRight, attack: Attack): readonly Arc[] {
  const grants = grantsOf([right]);
  if (right.names === null) return [step('IDENTITY_IMPERSONATE', usersPlace(attack), { grants })];
  return right.names
    .map((name): Subject => ({ kind: 'User', name }))
    .filter(isPerson)
    .flatMap((subject) => asOne(subject, grants, attack));
}

/** A service account need not be there to be impersonated. */
function asAccount({ namespace, names, grants }: HeldRight, attack: Attack): readonly Arc[] {
  if (names === null)
    return [step('IDENTITY_IMPERSONATE', namedAccountsPlace(attack, namespace), { grants })];
  return (namespace === null ? attack.namespaces : [namespace]).flatMap((one) =>
    names.flatMap((name) => asOne(accountSubject(one, name), grants, attack)),
  );
}

function asOne(subject: Subject, grants: Arc['grants'], attack: Attack): readonly Arc[] {
  return strong(attack, subject).map(() =>
    step('IDENTITY_IMPERSONATE', subjectPlace(attack, subject), { grants }),
  );
}
