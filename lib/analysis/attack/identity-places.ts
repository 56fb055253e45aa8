import { MASTERS, serviceAccountOf } from '#lib/analysis/rbac/identity.ts';
import { subjectKey } from '#lib/analysis/rbac/subject-ref.ts';
import { refOf } from '#lib/model/kube-object.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { GrantSource, Subject } from '#lib/model/rbac.ts';
import { roleKey, type Attack } from './attack.ts';
import { accountGroups, accountSubject } from './identities.ts';
import { member, step, type Arc, type Place } from './place.ts';
import { UNKNOWN_PARTS } from './unknown-parts.ts';

/** A node authenticates by this, then its name. */
export const NODE_USER = 'system:node:';

/** Returns full rights over the cluster: where every chain ends. */
export function clusterPlace({ places }: Attack): Place {
  return places.at('cluster', () => ({ shown: { kind: 'cluster' }, arcs: () => [] }));
}

/** Returns where an attacker stands who acts as a subject. */
export function subjectPlace(attack: Attack, subject: Subject): Place {
  return attack.places.at(`subject:${subjectKey(subject)}`, () => ({
    shown: { kind: 'subject', subject },
    arcs: () => arcsOfSubject(attack, subject),
  }));
}

function arcsOfSubject(attack: Attack, subject: Subject): readonly Arc[] {
  const cluster = clusterPlace(attack);
  if (subject.kind === 'Group' && subject.name === MASTERS) return [member(cluster)];
  const holding = attack.identities.holdingOf(subject);
  const everything = holding.everything;
  if (everything !== null) return [member(cluster, { grants: [everything] })];
  return [
    ...attack.findSteps({ key: subjectKey(subject), holding, subject }, attack),
    ...arcsOfNodeUser(attack, subject),
  ];
}

/** The Node authorizer lets a node ask for tokens of the service accounts that its pods run as. */
function arcsOfNodeUser(attack: Attack, { kind, name }: Subject): readonly Arc[] {
  if (kind !== 'User' || !name.startsWith(NODE_USER)) return [];
  const held = attack.settings.nodeAuthorizer;
  if (held === null) return [];
  return attack
    .codeOn(name.slice(NODE_USER.length))
    .flatMap((code) =>
      accountPlaces(attack, code.namespace, code.account).map((to) =>
        step('TOKEN_REQUEST', to, { objects: [code.ref], unknown: held.unknown }),
      ),
    );
}

/** Returns where an attacker stands who bound a role to themself. */
export function rolePlace(attack: Attack, role: GrantSource, namespace: string | null): Place {
  const key = `role:${roleKey(role)}@${namespace ?? ''}`;
  return attack.places.at(key, () => ({
    shown: { kind: 'role', role, namespace },
    arcs: () => {
      const holding = attack.holdingOfRole(role, namespace);
      const everything = holding.everything;
      if (everything !== null) return [member(clusterPlace(attack), { grants: [everything] })];
      return attack.findSteps({ key, holding, subject: null }, attack);
    },
  }));
}

/** Returns a role bound in whichever namespace leads furthest. */
export function roleInAnyNamespace(attack: Attack, role: GrantSource): Place {
  return attack.places.at(`role-anywhere:${roleKey(role)}`, () => ({
    shown: null,
    arcs: () => attack.namespaces.map((namespace) => member(rolePlace(attack, role, namespace))),
  }));
}

/** Returns where whoever takes a service account stands: it, or its groups where no binding names it; maybe nowhere. */
export function accountPlaces(attack: Attack, namespace: string, name: string): readonly Place[] {
  const subject = accountSubject(namespace, name);
  const { identities } = attack;
  if (identities.isBound(subject)) {
    return identities.holdingOf(subject).isEmpty ? [] : [subjectPlace(attack, subject)];
  }
  return accountGroups(namespace)
    .filter((group) => group.name !== 'system:authenticated' && identities.isBound(group))
    .filter((group) => !identities.holdingOf(group).isEmpty)
    .map((group) => subjectPlace(attack, group));
}

/** Returns every service account that is there in a namespace, or anywhere. */
export function accountsPlace(attack: Attack, namespace: string | null): Place {
  return overNamespaces({ attack, what: 'accounts', namespace: namespace }, (one) => {
    const there = new Set(attack.accountsIn(one).map(({ metadata }) => metadata.name));
    const read = attack
      .accountsIn(one)
      .flatMap((account) =>
        accountPlaces(attack, one, account.metadata.name).map((to) =>
          member(to, { objects: [refOf(account)] }),
        ),
      );
    if (!attack.isUnread('serviceAccounts')) return read;
    const named = boundAccounts(attack, one).filter(({ name }) => !there.has(name));
    return [
      ...read,
      ...named.map((subject) =>
        member(subjectPlace(attack, subject), { unknown: [UNKNOWN_PARTS.serviceAccounts] }),
      ),
    ];
  });
}

/** Returns every service account that a binding names, there or not: to be impersonated it need not be. */
export function namedAccountsPlace(attack: Attack, namespace: string | null): Place {
  return overNamespaces({ attack, what: 'named-accounts', namespace: namespace }, (one) =>
    boundAccounts(attack, one).map((subject) => member(subjectPlace(attack, subject))),
  );
}

/** Returns the service accounts of a namespace that a binding names and that hold anything of use. */
export function boundAccounts({ identities }: Attack, namespace: string): readonly Subject[] {
  return accountsOfSubjects(identities.subjects)
    .filter((subject) => subject.namespace === namespace)
    .filter((subject) => !identities.holdingOf(subject).isEmpty);
}

const ACCOUNTS = new WeakMap<readonly Subject[], readonly Subject[]>();

/** A User with a service account's user name is that service account. */
function accountsOfSubjects(subjects: readonly Subject[]): readonly Subject[] {
  let accounts = ACCOUNTS.get(subjects);
  if (accounts === undefined) {
    accounts = subjects.flatMap((subject) => {
      if (subject.kind === 'ServiceAccount') return [subject];
      const named = subject.kind === 'User' ? serviceAccountOf(subject.name) : null;
      return named === null ? [] : [accountSubject(named.namespace, named.name)];
    });
    ACCOUNTS.set(subjects, accounts);
  }
  return accounts;
}

/** Returns the identity of every node, as the Node authorizer knows it. */
export function nodeUsersPlace(attack: Attack): Place {
  const userOf = ({ metadata }: Node): Place =>
    subjectPlace(attack, { kind: 'User', name: `${NODE_USER}${metadata.name}` });
  return attack.places.at('node-users', () => ({
    shown: null,
    arcs: () => attack.objects.nodes.map((node) => member(userOf(node), { objects: [refOf(node)] })),
  }));
}

/** Returns every user that a binding names and that is no service account and no node. */
export function usersPlace(attack: Attack): Place {
  return attack.places.at('users', () => ({
    shown: null,
    arcs: () => attack.identities.subjects.filter(isPerson).flatMap((subject) => strong(attack, subject)),
  }));
}

/** Returns whoever a binding names: a certificate may carry any user name and any group but system:masters. */
export function anyonePlace(attack: Attack): Place {
  return attack.places.at('anyone', () => ({
    shown: null,
    arcs: () =>
      attack.identities.subjects
        .filter(({ kind, name }) => kind !== 'Group' || name !== MASTERS)
        .flatMap((subject) => strong(attack, subject)),
  }));
}

/** Returns whether a subject is a user that Kubernetes gives no meaning of its own. */
export function isPerson({ kind, name }: Subject): boolean {
  return kind === 'User' && serviceAccountOf(name) === null && !name.startsWith(NODE_USER);
}

/** Returns the way to a subject that holds anything of use. */
export function strong(attack: Attack, subject: Subject): readonly Arc[] {
  const isWeak = !attack.identities.isBound(subject) || attack.identities.holdingOf(subject).isEmpty;
  return isWeak ? [] : [member(subjectPlace(attack, subject))];
}

interface NamedSet {
  readonly attack: Attack;
  readonly what: string;
  readonly namespace: string | null;
}

/** Returns a set that holds in one namespace, or, for null, in all of them. */
export function overNamespaces(
  { attack, what, namespace }: NamedSet,
  arcsIn: (namespace: string) => readonly Arc[],
): Place {
  return attack.places.at(`${what}:${namespace ?? ''}`, () => ({
    shown: null,
    arcs: () =>
      namespace === null
        ? attack.namespaces.map((one) => member(overNamespaces({ attack, what, namespace: one }, arcsIn)))
        : arcsIn(namespace),
  }));
}

/** Of many pods that lead to one place the first that is certain is enough. */
export function onePerTarget(arcs: readonly Arc[]): readonly Arc[] {
  const first = new Map<string, Arc>();
  for (const arc of arcs) {
    const known = first.get(arc.to.key);
    if (known === undefined || (known.unknown.length > 0 && arc.unknown.length === 0))
      first.set(arc.to.key, arc);
  }
  return [...first].toSorted(([a], [b]) => byCodeUnit(a, b)).map(([, arc]) => arc);
}
