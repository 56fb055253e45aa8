import { refOf } from '#lib/model/kube-object.ts';
import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { covers, grantsOf, type HeldRight } from '#lib/analysis/attack/holding.ts';
import { member, step, type Arc, type Place } from '#lib/analysis/attack/place.ts';
import { accountPlaces, overNamespaces } from '#lib/analysis/attack/identity-places.ts';
import { UNKNOWN_PARTS } from '#lib/analysis/attack/unknown-parts.ts';
import type { SecretMetadata } from '#lib/model/cluster-objects.ts';
import type { EscalationEdge } from '#lib/model/escalation.ts';

const ACCOUNT = 'kubernetes.io/service-account.name';
/** From here on service accounts get no token Secret by themselves. */
const NO_TOKENS_SINCE = 24;

/** Reading Secrets gives the tokens stored in them; `get` alone needs the name of one. */
export function secretRead({ holding }: Holder, attack: Attack): readonly Arc[] {
  const read = (edge: EscalationEdge, rights: readonly HeldRight[]): readonly Arc[] =>
    rights.flatMap((right) => {
      const grants = grantsOf([right]);
      if (right.names === null) return [step(edge, tokensPlace(attack, right.namespace), { grants })];
      return (right.namespace === null ? attack.namespaces : [right.namespace])
        .flatMap((namespace) => tokenArcs(attack, namespace, right))
        .map((arc) => ({ ...arc, edge, grants }));
    });
  return [
    ...read('TOKEN_LIST', [...holding.of('list', 'secrets'), ...holding.of('watch', 'secrets')]),
    ...read('TOKEN_BRUTEFORCE', holding.of('get', 'secrets')),
  ];
}

function tokensPlace(attack: Attack, namespace: string | null): Place {
  return overNamespaces({ attack, what: 'tokens', namespace: namespace }, (one) =>
    tokenArcs(attack, one, { names: null }),
  );
}

/**
 * Where Secrets were listed, those that name an account hold its token. Where they were not, each account has one
 * below 1.24, and may have one from then on.
 */
function tokenArcs(attack: Attack, namespace: string, right: Pick<HeldRight, 'names'>): readonly Arc[] {
  const seen = secretsIn(attack, namespace)
    .filter(({ metadata }) => covers(right, metadata.name))
    .flatMap((secret) =>
      accountPlaces(attack, namespace, secret.metadata.annotations?.[ACCOUNT] ?? '').map((to) =>
        member(to, { objects: [refOf(secret)] }),
      ),
    );
  if (!attack.isUnread('secrets')) return seen;
  const { minor } = attack.settings;
  const isGiven = minor !== null && minor < NO_TOKENS_SINCE && right.names === null;
  const supposed = attack
    .accountsIn(namespace)
    .flatMap((account) =>
      accountPlaces(attack, namespace, account.metadata.name).map((to) =>
        member(to, { objects: [refOf(account)], unknown: isGiven ? [] : [UNKNOWN_PARTS.secrets] }),
      ),
    );
  return [...seen, ...supposed, ...unlisted(attack, namespace)];
}

function unlisted(attack: Attack, namespace: string): readonly Arc[] {
  if (!attack.isUnread('serviceAccounts')) return [];
  const unknown = [UNKNOWN_PARTS.serviceAccounts, UNKNOWN_PARTS.secrets];
  return attack.identities.subjects
    .filter(({ kind, namespace: own }) => kind === 'ServiceAccount' && own === namespace)
    .flatMap(({ name }) => accountPlaces(attack, namespace, name).map((to) => member(to, { unknown })));
}

const BY_NAMESPACE = new WeakMap<readonly SecretMetadata[], ReadonlyMap<string, SecretMetadata[]>>();

function secretsIn({ objects }: Attack, namespace: string): readonly SecretMetadata[] {
  let groups = BY_NAMESPACE.get(objects.secrets);
  if (groups === undefined) {
    groups = Map.groupBy(
      objects.secrets.filter(({ metadata }) => metadata.annotations?.[ACCOUNT] !== undefined),
      ({ metadata }) => metadata.namespace ?? '',
    );
    BY_NAMESPACE.set(objects.secrets, groups);
  }
  return groups.get(namespace) ?? [];
}
