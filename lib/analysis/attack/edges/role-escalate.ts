import { refOfSource, roleKey, type Attack, type Holder } from '#lib/analysis/attack/attack.ts';
import { covers, grantsOf, joined, type HeldRight, type Holding } from '#lib/analysis/attack/holding.ts';
import { boundPlaces, type BoundPlace } from '#lib/analysis/attack/bound-places.ts';
import { step, type Arc, type Place } from '#lib/analysis/attack/place.ts';
import { clusterPlace, rolePlace } from '#lib/analysis/attack/identity-places.ts';
import { bindingWrites } from './role-bind.ts';
import type { GrantSource } from '#lib/model/rbac.ts';

interface Asked {
  readonly holding: Holding;
  readonly attack: Attack;
}

/**
 * `escalate` allows any right to be written into a role. That gains nothing by itself: the role has to be one
 * the holder is bound to, or one that such a role takes in by label, or one the holder may then bind.
 */
export function roleEscalate(holder: Holder, attack: Attack): readonly Arc[] {
  const { holding } = holder;
  const hasAny = holding.of('escalate', 'clusterroles').length + holding.of('escalate', 'roles').length > 0;
  if (!hasAny) return [];
  const asked = { holding, attack };
  return [
    ...ownRoles(holder, attack).flatMap((own) => [...changed(own, asked), ...takenIn(own, asked)]),
    ...writtenAndBound(asked),
  ];
}

function ownRoles({ holding, subject }: Holder, { objects }: Attack): readonly BoundPlace[] {
  const held = holding.rules.map(({ grant, namespace }) => ({ role: grant.role, namespace }));
  const bound =
    subject === null ? [] : boundPlaces(subject, [objects.clusterRoleBindings, objects.roleBindings]);
  const roles = [...held, ...bound];
  return [...new Map(roles.map((own) => [`${roleKey(own.role)}@${own.namespace ?? ''}`, own])).values()];
}

/** The rights to escalate and to write, on one object of these names. */
function pairs(
  asked: Asked,
  kind: 'roles' | 'clusterroles',
  writes: readonly HeldRight[],
): readonly HeldRight[] {
  return asked.holding
    .of('escalate', kind)
    .flatMap((escalate) => writes.flatMap((write) => joined([escalate, write])));
}

/**
 * The rights to escalate and to make a role. A POST carries no name, so a right to escalate limited to names allows
 * it only by PUT or server-side apply, which ask for the change as well.
 */
function makings({ holding }: Asked, kind: 'roles' | 'clusterroles'): readonly HeldRight[] {
  const made = holding.of('create', kind);
  const changes = holding.changes(kind);
  return holding.of('escalate', kind).flatMap((escalate) => {
    if (escalate.names === null) return holding.creates(kind).flatMap((making) => joined([escalate, making]));
    return made.flatMap((making) => changes.flatMap((change) => joined([escalate, making, change])));
  });
}

function changed({ role, namespace }: BoundPlace, asked: Asked): readonly Arc[] {
  const kind = role.kind === 'Role' ? 'roles' : 'clusterroles';
  return pairs(asked, kind, asked.holding.changes(kind))
    .filter(
      (right) => covers(right, role.name) && (right.namespace === null || right.namespace === role.namespace),
    )
    .map(({ grants }) =>
      step('ROLE_ESCALATE', everythingIn(asked.attack, namespace), {
        grants,
        objects: [refOfSource(role)],
        detail: role.name,
      }),
    );
}

/** A cluster role made (or changed) to carry the labels an aggregating role of the holder's selects. */
function takenIn({ role, namespace }: BoundPlace, asked: Asked): readonly Arc[] {
  const selectors = aggregationOf(asked.attack, role);
  if (selectors === 0) return [];
  const { holding, attack } = asked;
  const made = makings(asked, 'clusterroles').filter(isForNewRole(asked));
  const others = pairs(asked, 'clusterroles', holding.changes('clusterroles')).filter((right) =>
    attack.rolesIn(null).some(({ metadata }) => metadata.name !== role.name && covers(right, metadata.name)),
  );
  return [...made, ...others].map(({ grants }) =>
    step('ROLE_ESCALATE', everythingIn(attack, namespace), {
      grants,
      objects: [refOfSource(role)],
      detail: role.name,
    }),
  );
}

function aggregationOf(attack: Attack, role: GrantSource): number {
  const found = role.kind === 'ClusterRole' ? attack.role(role) : undefined;
  return found !== undefined && 'aggregationRule' in found
    ? ((found.aggregationRule as { clusterRoleSelectors?: readonly unknown[] }).clusterRoleSelectors ?? [])
        .length
    : 0;
}

/** A role limited to names can be made only where none of that name is there yet. */
function isForNewRole({ attack }: Asked): (right: HeldRight) => boolean {
  return ({ names }) =>
    names === null ||
    names.some((name) => attack.role({ kind: 'ClusterRole', namespace: null, name }) === undefined);
}

/** A role that is changed, not made, has to be there. */
function isThere({ attack }: Asked, place: null | 'any'): (right: HeldRight) => boolean {
  return (right) => {
    const spaces = place === null ? [null] : right.namespace === null ? attack.namespaces : [right.namespace];
    return spaces.some((space) => attack.rolesIn(space).some(({ metadata }) => covers(right, metadata.name)));
  };
}

/** A role of any name is written, then bound; binding one that gives everything already needs no `escalate`. */
function writtenAndBound(asked: Asked): readonly Arc[] {
  const { holding, attack } = asked;
  const onCluster = [
    ...pairs(asked, 'clusterroles', holding.changes('clusterroles')).filter(isThere(asked, null)),
    ...makings(asked, 'clusterroles'),
  ];
  const clusterBinds = holding.of('bind', 'clusterroles');
  const local = [
    ...pairs(asked, 'roles', holding.changes('roles')).filter(isThere(asked, 'any')),
    ...makings(asked, 'roles'),
  ];
  const roleBinds = holding.of('bind', 'roles');
  return [
    ...boundTo(asked, 'clusterrolebindings', triples(clusterBinds, onCluster)).map(({ grants, names }) =>
      step('ROLE_ESCALATE', clusterPlace(attack), { grants, detail: names?.[0] ?? '' }),
    ),
    ...boundTo(asked, 'rolebindings', [
      ...triples(clusterBinds, onCluster),
      ...triples(roleBinds, local),
    ]).flatMap(({ grants, names, namespace }) =>
      (namespace === null ? attack.namespaces : [namespace]).map((one) =>
        step('ROLE_ESCALATE', everythingIn(attack, one), { grants, detail: names?.[0] ?? '' }),
      ),
    ),
  ];
}

function triples(binds: readonly HeldRight[], written: readonly HeldRight[]): readonly HeldRight[] {
  return binds.flatMap((bind) => written.flatMap((write) => joined([bind, write])));
}

/** Returns the roles that may be written and bound, with the right to write the binding. */
function boundTo(
  { holding, attack }: Asked,
  kind: 'rolebindings' | 'clusterrolebindings',
  roles: readonly HeldRight[],
): readonly HeldRight[] {
  if (roles.length === 0) return [];
  const writes = bindingWrites(holding, kind, attack);
  return roles.flatMap((role) =>
    writes.flatMap(({ right, existing }) => {
      if (existing !== null && !covers(role, existing.roleRef.name)) return [];
      const place = existing?.metadata.namespace ?? right.namespace;
      const isTogether = role.namespace === null || place === null || role.namespace === place;
      if (!isTogether || (kind === 'clusterrolebindings' && role.namespace !== null)) return [];
      return [{ namespace: place ?? role.namespace, names: role.names, grants: grantsOf([role, right]) }];
    }),
  );
}

function everythingIn(attack: Attack, namespace: string | null): Place {
  return namespace === null ? clusterPlace(attack) : rolePlace(attack, attack.adminRole, namespace);
}
