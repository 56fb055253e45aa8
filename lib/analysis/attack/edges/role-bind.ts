import { refOfSource, roleKey, sourceOf, type Attack, type Holder } from '#lib/analysis/attack/attack.ts';
import { commonPlace, covers, grantsOf, type HeldRight, type Holding } from '#lib/analysis/attack/holding.ts';
import { step, type Arc, type Place } from '#lib/analysis/attack/place.ts';
import { clusterPlace, roleInAnyNamespace, rolePlace } from '#lib/analysis/attack/identity-places.ts';
import { isEverything } from '#lib/analysis/rbac/rule-power.ts';
import type { Binding, GrantSource } from '#lib/model/rbac.ts';

/** Somebody may write a binding: a new one, or one that is there and gives this role already. */
interface BindingWrite {
  readonly right: HeldRight;
  /** Null for a new binding, which may give any role. */
  readonly existing: Binding | null;
}

/** `bind` on a role and a binding to write: the role is had, with more rights than its holder has. */
export function roleBind({ holding }: Holder, attack: Attack): readonly Arc[] {
  return [...onCluster(holding, attack), ...inNamespaces(holding, attack)];
}

function onCluster(holding: Holding, attack: Attack): readonly Arc[] {
  const binds = holding.of('bind', 'clusterroles').filter(({ namespace }) => namespace === null);
  if (binds.length === 0) return [];
  return bindingWrites(holding, 'clusterrolebindings', attack).flatMap((write) =>
    binds.flatMap((bind) =>
      bindableRoles(bind, write, attack).map((role) =>
        step('ROLE_BIND', grantedPlace(attack, role, null), {
          grants: grantsOf([bind, write.right]),
          objects: objectsOf(role, write),
          detail: role.name,
        }),
      ),
    ),
  );
}

function inNamespaces(holding: Holding, attack: Attack): readonly Arc[] {
  const binds = [
    ...holding.of('bind', 'clusterroles').map((bind) => ({ bind, kind: 'ClusterRole' })),
    ...holding.of('bind', 'roles').map((bind) => ({ bind, kind: 'Role' })),
  ];
  if (binds.length === 0) return [];
  return bindingWrites(holding, 'rolebindings', attack).flatMap((write) =>
    binds.flatMap(({ bind, kind }) => {
      const place = commonPlace([bind, placedWrite(write)]);
      if (place === undefined || holding.hasEverythingIn(place)) return [];
      return (
        kind === 'Role' ? localRoles(bind, write, { attack, place }) : bindableRoles(bind, write, attack)
      ).map((role) =>
        step('ROLE_BIND', grantedPlace(attack, role, place ?? role.namespace ?? ANYWHERE), {
          grants: grantsOf([bind, write.right]),
          objects: objectsOf(role, write),
          detail: role.name,
        }),
      );
    }),
  );
}

/** A binding that is there holds in its own namespace, wherever the right to change it holds. */
function placedWrite({ right, existing }: BindingWrite): { namespace: string | null } {
  return { namespace: existing?.metadata.namespace ?? right.namespace };
}

/** Returns every way to write a binding; those that are there count only where no new one may be made. */
export function bindingWrites(
  holding: Holding,
  kind: 'rolebindings' | 'clusterrolebindings',
  { objects }: Attack,
): readonly BindingWrite[] {
  const made = holding.creates(kind).map((right) => ({ right, existing: null }));
  const bindings = kind === 'rolebindings' ? objects.roleBindings : objects.clusterRoleBindings;
  const changes = holding.changes(kind);
  if (changes.length === 0) return made;
  const changed = changes.flatMap((right) => {
    if (made.some((one) => one.right.namespace === null || one.right.namespace === right.namespace))
      return [];
    return onePerRole(
      bindings.filter(
        ({ metadata }) =>
          covers(right, metadata.name) &&
          (right.namespace === null || right.namespace === metadata.namespace),
      ),
    ).map((existing) => ({ right, existing }));
  });
  return [...made, ...changed];
}

function onePerRole(bindings: readonly Binding[]): readonly Binding[] {
  const keyOf = ({ roleRef, metadata }: Binding): string =>
    `${metadata.namespace ?? ''}/${roleRef.kind}/${roleRef.name}`;
  const sorted = bindings.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  return [...new Map(sorted.toReversed().map((binding) => [keyOf(binding), binding])).values()].toReversed();
}

/** Returns the cluster roles that a right to bind covers and the binding may give; one that gives everything will do. */
function bindableRoles(bind: HeldRight, { existing }: BindingWrite, attack: Attack): readonly GrantSource[] {
  if (existing !== null) {
    const { kind, name } = existing.roleRef;
    return kind === 'ClusterRole' && covers(bind, name) ? [{ kind, namespace: null, name }] : [];
  }
  if (bind.names === null) return [attack.adminRole];
  return bind.names
    .map((name) => ({ kind: 'ClusterRole', namespace: null, name }))
    .filter((role) => isThere(attack, role));
}

interface Local {
  readonly attack: Attack;
  /** Null where both rights hold in every namespace. */
  readonly place: string | null;
}

function localRoles(
  bind: HeldRight,
  { existing }: BindingWrite,
  { attack, place }: Local,
): readonly GrantSource[] {
  if (existing !== null) {
    const { kind, name } = existing.roleRef;
    return kind === 'Role' && covers(bind, name)
      ? [{ kind, namespace: existing.metadata.namespace ?? null, name }]
      : [];
  }
  return (place === null ? attack.namespaces : [place])
    .flatMap((namespace) => attack.rolesIn(namespace))
    .filter(({ metadata }) => covers(bind, metadata.name))
    .map(sourceOf)
    .filter((role) => !attack.holdingOfRole(role, role.namespace).isEmpty);
}

function isThere(attack: Attack, role: GrantSource): boolean {
  return attack.role(role) !== undefined || role.name === 'cluster-admin';
}

const ANYWHERE = '*';

function grantedPlace(attack: Attack, role: GrantSource, namespace: string | null): Place {
  if (namespace === ANYWHERE) return roleInAnyNamespace(attack, role);
  const isAll =
    roleKey(role) === roleKey(attack.adminRole) || attack.role(role)?.rules.some(isEverything) === true;
  return namespace === null && isAll ? clusterPlace(attack) : rolePlace(attack, role, namespace);
}

function objectsOf(role: GrantSource, { existing }: BindingWrite): Arc['objects'] {
  if (existing === null) return [refOfSource(role)];
  const { kind, metadata } = existing;
  return [refOfSource({ kind, namespace: metadata.namespace ?? null, name: metadata.name })];
}
