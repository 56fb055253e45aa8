import type { ClusterRole, GrantSource, Subject } from '#lib/model/rbac.ts';
import { userOf } from './identity.ts';
import type { EffectiveRule, Permissions } from './permissions.ts';
import { givesSome, isEverything, isNamed } from './rule-power.ts';
import { subjectKey } from './subject-ref.ts';

/** The verbs that hand out rights their holder does not have. */
export type EscalationVerb = 'bind' | 'escalate' | 'impersonate' | 'impersonate-constrained';

/** One way of a subject to more rights than it was given. */
export interface EscalationRoute {
  readonly subject: Subject;
  readonly verb: EscalationVerb;
  /** Where it leads; `unusable` where the subject lacks what the verb needs beside it. */
  readonly reach: 'cluster' | 'namespaces' | 'unusable';
  /** Sorted; empty unless the reach is namespaces. */
  readonly namespaces: readonly string[];
  /** Every rule with the verb is limited to objects it names. */
  readonly isNamed: boolean;
  /** It does not change a role it is bound to, but makes one and binds that. */
  readonly isByNewRole: boolean;
  readonly rules: readonly EffectiveRule[];
}

type Found = Omit<EscalationRoute, 'subject' | 'verb' | 'isNamed' | 'isByNewRole'> & {
  readonly isByNewRole?: boolean;
};

const RBAC = 'rbac.authorization.k8s.io';
const AUTHENTICATION = 'authentication.k8s.io';
const WRITES = ['create', 'update', 'patch'];
/** The first version in which impersonation in constrained modes is on without being asked for. */
const CONSTRAINED_SINCE = 36;
const NODES: readonly (readonly [string, string])[] = [
  ['user-info', 'users'],
  ['arbitrary-node', 'nodes'],
  ['associated-node', 'nodes'],
  ['serviceaccount', 'serviceaccounts'],
];

/** What one subject holds, by itself and by the groups it is in. */
class Holding {
  readonly rules: readonly EffectiveRule[];
  /** The roles it is bound to, each once. */
  readonly roles: readonly GrantSource[];

  constructor(rules: readonly EffectiveRule[]) {
    this.rules = rules;
    const roles = rules.map(({ grant }) => grant.role);
    this.roles = [
      ...new Map(roles.map((role) => [`${role.kind}/${role.namespace ?? ''}/${role.name}`, role])).values(),
    ];
  }

  /** Returns the rules that give a verb on a resource; cluster-scoped resources only by grants on the cluster. */
  of(verb: string, group: string, resource: string): EffectiveRule[] {
    return this.rules.filter(
      ({ rule, namespace }) =>
        (namespace === null || !CLUSTER_SCOPED.has(resource)) && givesSome(rule, { verb, group, resource }),
    );
  }

  any(verbs: readonly string[], group: string, resource: string): EffectiveRule[] {
    return [...new Set(verbs.flatMap((verb) => this.of(verb, group, resource)))];
  }
}

const CLUSTER_SCOPED = new Set(['users', 'groups', 'uids', 'userextras', 'nodes', 'clusterrolebindings']);

/**
 * Returns the ways of every subject to rights it was not given, sorted by subject and verb. Subjects that may do
 * everything already, and rights that are unchanged defaults alone, are left out.
 */
export function escalationRoutes(
  permissions: Permissions,
  clusterRoles: readonly ClusterRole[],
): EscalationRoute[] {
  const aggregating = new Set(
    clusterRoles.filter((role) => role.aggregationRule !== undefined).map((role) => role.metadata.name),
  );
  const isConstrained = (permissions.minor ?? CONSTRAINED_SINCE) >= CONSTRAINED_SINCE;
  const finders: Record<EscalationVerb, (holding: Holding) => Found | null> = {
    bind: bindRoute,
    escalate: (holding) => escalateRoute(holding, aggregating),
    impersonate: impersonateRoute,
    'impersonate-constrained': isConstrained ? constrainedRoute : () => null,
  };
  return candidates(permissions).flatMap((subject) => {
    const all = permissions.grants(userOf(subject));
    if (!all.some(({ rule }) => hasRouteVerb(rule.verbs))) return [];
    if (all.some(({ rule, namespace }) => namespace === null && isEverything(rule))) return [];
    const holding = new Holding(all.filter(({ rule }) => !isEverything(rule)));
    const key = subjectKey(subject);
    return (Object.keys(finders) as EscalationVerb[]).flatMap((verb) => {
      const found = finders[verb](holding);
      // What a group or a default gives alone is told of the group, or not at all.
      const isOwn = found?.rules.some(
        ({ grant, isDefault }) => !isDefault && subjectKey(grant.subject) === key,
      );
      if (found === null || isOwn !== true) return [];
      const { isByNewRole = false } = found;
      const isLimited = found.rules.every(({ rule }) => isNamed(rule));
      return [{ ...found, subject, verb, isNamed: isLimited, isByNewRole }];
    });
  });
}

/** Returns whether verbs are among those that hand out rights their holder does not have. */
function hasRouteVerb(verbs: readonly string[]): boolean {
  return verbs.some((verb) => /^(\*|bind|escalate|impersonate.*)$/.test(verb));
}

/** Subjects with an added rule that touches any of it; the others need no second look. */
function candidates(permissions: Permissions): Subject[] {
  const touched = permissions.addedRules().filter(({ rule }) => {
    const groups = rule.apiGroups ?? [];
    if (hasRouteVerb(rule.verbs))
      return ['*', '', RBAC, AUTHENTICATION].some((group) => groups.includes(group));
    const isOfRbac = groups.includes('*') || groups.includes(RBAC);
    return isOfRbac && rule.verbs.some((verb) => WRITES.includes(verb));
  });
  const byKey = new Map(touched.map(({ grant }) => [subjectKey(grant.subject), grant.subject]));
  return [...byKey.keys()].toSorted().flatMap((key) => byKey.get(key) ?? []);
}

/** `bind` lets its holder write bindings to roles with more rights than its own; it needs a binding to write. */
function bindRoute(holding: Holding): Found | null {
  return bindRouteOf(holding, ['clusterroles', 'roles']);
}

function bindRouteOf(holding: Holding, kinds: readonly ('clusterroles' | 'roles')[]): Found | null {
  const verbs = [...new Set(kinds.flatMap((kind) => holding.of('bind', RBAC, kind)))];
  if (verbs.length === 0) return null;
  const local = holding.any(WRITES, RBAC, 'rolebindings');
  const writes = [...new Set([...local, ...holding.any(WRITES, RBAC, 'clusterrolebindings')])];
  const isOnCluster = [verbs, writes].every((rules) => rules.some(({ namespace }) => namespace === null));
  if (isOnCluster) return reaching('cluster', [verbs, writes]);
  return inNamespaces([verbs, local]);
}

/**
 * `escalate` lets its holder put any right into a role. It gains them where it may change a role it is bound to,
 * or may create one that an aggregating role of its own will take in; creating any other role gains nothing.
 */
function escalateRoute(holding: Holding, aggregating: ReadonlySet<string>): Found | null {
  const onCluster = holding
    .of('escalate', RBAC, 'clusterroles')
    .filter(({ namespace }) => namespace === null);
  const onRoles = holding.of('escalate', RBAC, 'roles');
  const verbs = [...new Set([...onCluster, ...onRoles])];
  if (verbs.length === 0) return null;
  const writes = onCluster.length > 0 ? clusterRoleWrites(holding, aggregating) : [];
  if (writes.length > 0) return reaching('cluster', [onCluster, writes]);
  const local = inNamespaces([onRoles, ownRoleWrites(holding)]);
  if (local.reach === 'namespaces') return local;
  return boundAfterwards(holding, { onCluster, onRoles }) ?? reaching('unusable', [verbs]);
}

/**
 * A role created with any right is of use to its maker where it may bind it as well: a cluster role wherever it may
 * write bindings, a role in its own namespace.
 */
function boundAfterwards(
  holding: Holding,
  { onCluster, onRoles }: { readonly onCluster: EffectiveRule[]; readonly onRoles: EffectiveRule[] },
): Found | null {
  const creates = holding.of('create', RBAC, 'clusterroles').filter(({ namespace }) => namespace === null);
  const bound = onCluster.length > 0 && creates.length > 0 ? bindRouteOf(holding, ['clusterroles']) : null;
  if (bound !== null && bound.reach !== 'unusable') {
    return { ...bound, isByNewRole: true, rules: [...new Set([...onCluster, ...creates, ...bound.rules])] };
  }
  const needed = [
    onRoles,
    holding.of('create', RBAC, 'roles'),
    holding.of('bind', RBAC, 'roles'),
    holding.any(WRITES, RBAC, 'rolebindings'),
  ];
  const isEverywhere = needed.every((rules) => rules.some(({ namespace }) => namespace === null));
  const found = isEverywhere ? reaching('cluster', needed) : inNamespaces(needed);
  return found.reach === 'unusable' ? null : { ...found, isByNewRole: true };
}

/** Rules that change a ClusterRole of the holder's own, or add to one that aggregates. */
function clusterRoleWrites(holding: Holding, aggregating: ReadonlySet<string>): EffectiveRule[] {
  const own = holding.roles.filter(({ kind }) => kind === 'ClusterRole').map(({ name }) => name);
  const changes = holding
    .any(['update', 'patch'], RBAC, 'clusterroles')
    .filter(({ rule }) => !isNamed(rule) || rule.resourceNames?.some((name) => own.includes(name)));
  const additions = own.some((name) => aggregating.has(name))
    ? holding.of('create', RBAC, 'clusterroles')
    : [];
  return [...changes, ...additions].filter(({ namespace }) => namespace === null);
}

/** Rules that change a Role of the holder's own, told with the namespace of that Role. */
function ownRoleWrites(holding: Holding): EffectiveRule[] {
  const own = holding.roles.filter(({ kind }) => kind === 'Role');
  return holding.any(['update', 'patch'], RBAC, 'roles').flatMap((write) =>
    own
      .filter(({ namespace }) => write.namespace === null || write.namespace === namespace)
      .filter(({ name }) => !isNamed(write.rule) || write.rule.resourceNames?.includes(name))
      .map(({ namespace }) => ({ ...write, namespace })),
  );
}

/** Groups, uids and extras can only be taken on beside a user or a service account. */
function impersonateRoute(holding: Holding): Found | null {
  const accounts = holding.of('impersonate', '', 'serviceaccounts');
  const users = holding.of('impersonate', '', 'users');
  const others = [
    ...holding.of('impersonate', '', 'groups'),
    ...holding.of('impersonate', AUTHENTICATION, 'uids'),
    ...holding.of('impersonate', AUTHENTICATION, 'userextras'),
  ];
  const everywhere = [...users, ...accounts.filter(({ namespace }) => namespace === null)];
  if (everywhere.length > 0) return reaching('cluster', [[...new Set(everywhere)]]);
  if (accounts.length > 0) return inNamespaces([accounts]);
  return others.length > 0 ? reaching('unusable', [[...new Set(others)]]) : null;
}

/** A constrained mode needs the right to be somebody and the right to do something in that mode. */
function constrainedRoute(holding: Holding): Found | null {
  const parts = NODES.map(([mode, resource]) => ({
    who: holding.of(`impersonate:${mode}`, AUTHENTICATION, resource),
    what: holding.rules.filter(({ rule }) =>
      rule.verbs.some((verb) => verb.startsWith(`impersonate-on:${mode}:`)),
    ),
  }));
  const usable = parts.filter(({ who, what }) => who.length > 0 && what.length > 0);
  const rules = (usable.length > 0 ? usable : parts).flatMap(({ who }) => who);
  if (rules.length === 0) return null;
  if (usable.length === 0) return reaching('unusable', [rules]);
  const what = usable.flatMap((part) => part.what);
  if (rules.some(({ namespace }) => namespace === null)) return reaching('cluster', [rules, what]);
  return inNamespaces([rules]);
}

function reaching(reach: Found['reach'], rules: readonly (readonly EffectiveRule[])[]): Found {
  return { reach, namespaces: [], rules: [...new Set(rules.flat())] };
}

/** Returns the namespaces in which all that is needed holds, the verb first; `unusable` where there is none. */
function inNamespaces(needed: readonly (readonly EffectiveRule[])[]): Found {
  const holdsIn = (rules: readonly EffectiveRule[], namespace: string): boolean =>
    rules.some((one) => one.namespace === null || one.namespace === namespace);
  const named = needed.flat().flatMap(({ namespace }) => namespace ?? []);
  const namespaces = [...new Set(named)]
    .filter((one) => needed.every((rules) => holdsIn(rules, one)))
    .toSorted();
  if (namespaces.length === 0) return reaching('unusable', needed.slice(0, 1));
  return { reach: 'namespaces', namespaces, rules: [...new Set(needed.flat())] };
}
