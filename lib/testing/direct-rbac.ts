import type { Binding, ClusterRole, PolicyRule, Role, Subject } from '#lib/model/rbac.ts';
import type { RandomQuestion, RandomRbac } from './random-rbac.ts';

/*
 * RBAC answered the slow way, straight from the documentation: go through every binding, every subject,
 * every rule. Shares nothing with the engine it is compared with, and must not.
 */

/** Which sentences of the specification decided an answer. */
export type Branch =
  | 'masters'
  | 'cluster-binding'
  | 'role-binding-to-role'
  | 'role-binding-to-cluster-role'
  | 'user'
  | 'user-as-service-account'
  | 'group'
  | 'group-of-nobody'
  | 'service-account'
  | 'service-account-of-binding'
  | 'verb-wildcard'
  | 'group-wildcard'
  | 'resource-exact'
  | 'resource-wildcard'
  | 'subresource-exact'
  | 'subresource-of-any'
  | 'name-listed'
  | 'path-exact'
  | 'path-prefix'
  | 'aggregated';

export interface DirectAnswer {
  readonly allowed: boolean;
  /** `kind/namespace/name#rule` of every grant, sorted. */
  readonly grants: readonly string[];
  readonly branches: ReadonlySet<Branch>;
}

interface Options {
  readonly fromFiles: boolean;
}

/** Returns what the documentation says to one question. */
export function answerDirectly(rbac: RandomRbac, question: RandomQuestion, options: Options): DirectAnswer {
  const branches = new Set<Branch>();
  const grants: string[] = [];
  for (const binding of [...rbac.clusterRoleBindings, ...rbac.roleBindings]) {
    const subject = bindingApplies(binding, question);
    const role = roleFor(binding, rbac);
    if (subject === undefined || role === undefined) continue;
    const rules = rulesFor(role, rbac, options);
    for (const [index, rule] of rules.entries()) {
      const why = ruleBranches(rule, question.ask);
      if (why === null) continue;
      grants.push(`${binding.kind}/${binding.metadata.namespace ?? ''}/${binding.metadata.name}#${index}`);
      for (const branch of [subject, bindingBranch(binding), ...why]) branches.add(branch);
      if (rules !== role.rules) branches.add('aggregated');
    }
  }
  const isMaster = question.user.groups.some((group) => group === 'system:masters');
  if (isMaster && grants.length === 0) branches.add('masters');
  return { allowed: isMaster || grants.length > 0, grants: grants.toSorted(), branches };
}

/** Returns how the binding reaches the user in the scope asked about, or undefined where it does not. */
function bindingApplies(binding: Binding, { user, ask }: RandomQuestion): Branch | undefined {
  const where = binding.kind === 'RoleBinding' ? binding.metadata.namespace : undefined;
  const askedWhere = 'path' in ask ? undefined : ask.namespace;
  if (binding.kind === 'RoleBinding' && where !== askedWhere) return undefined;
  return (
    binding.subjects.map((one) => subjectBranch(one, user, where)).find((one) => one !== null) ?? undefined
  );
}

function subjectBranch(
  subject: Subject,
  user: RandomQuestion['user'],
  where: string | undefined,
): Branch | null {
  if (subject.kind === 'User') {
    if (subject.name !== user.name) return null;
    return user.name.split(':')[1] === 'serviceaccount' ? 'user-as-service-account' : 'user';
  }
  if (subject.kind === 'Group') {
    if (!user.groups.some((group) => group === subject.name)) return null;
    return user.name === '' ? 'group-of-nobody' : 'group';
  }
  if (subject.kind !== 'ServiceAccount') return null;
  if (subject.namespace) {
    const full = ['system', 'serviceaccount', subject.namespace, subject.name].join(':');
    return full === user.name ? 'service-account' : null;
  }
  if (where === undefined) return null;
  const full = ['system', 'serviceaccount', where, subject.name].join(':');
  return full === user.name ? 'service-account-of-binding' : null;
}

function bindingBranch(binding: Binding): Branch {
  if (binding.kind === 'ClusterRoleBinding') return 'cluster-binding';
  return binding.roleRef.kind === 'Role' ? 'role-binding-to-role' : 'role-binding-to-cluster-role';
}

function roleFor(binding: Binding, rbac: RandomRbac): Role | undefined {
  const { kind, name } = binding.roleRef;
  if (kind === 'ClusterRole') return rbac.clusterRoles.find((role) => role.metadata.name === name);
  if (kind !== 'Role' || binding.kind !== 'RoleBinding') return undefined;
  return rbac.roles.find(
    (role) => role.metadata.name === name && role.metadata.namespace === binding.metadata.namespace,
  );
}

/** Follows aggregation role by role; `seen` ends a circle. */
function rulesFor(role: ClusterRole, rbac: RandomRbac, options: Options): readonly PolicyRule[] {
  if (!options.fromFiles || !isToFill(role)) return role.rules;
  const rules: PolicyRule[] = [];
  const toVisit: ClusterRole[] = [role];
  const seen = new Set<string>();
  for (const next of toVisit) {
    if (seen.has(next.metadata.name)) continue;
    seen.add(next.metadata.name);
    rules.push(...next.rules);
    if (isToFill(next)) toVisit.push(...selectedBy(next, rbac));
  }
  return rules;
}

function isToFill(role: ClusterRole): boolean {
  return role.aggregationRule !== undefined && role.rules.length === 0;
}

function selectedBy(role: ClusterRole, rbac: RandomRbac): ClusterRole[] {
  return (role.aggregationRule?.clusterRoleSelectors ?? []).flatMap((selector) => {
    const wanted = Object.entries(selector.matchLabels ?? {});
    return rbac.clusterRoles.filter((other) =>
      wanted.every(([key, value]) => other.metadata.labels?.[key] === value),
    );
  });
}

/** Returns the sentences by which the rule allows the question, or null where it does not. */
function ruleBranches(rule: PolicyRule, ask: RandomQuestion['ask']): Branch[] | null {
  const verb = listedOrWild(rule.verbs, ask.verb, 'verb-wildcard');
  if (verb === null) return null;
  if ('path' in ask) {
    const path = pathBranch(rule.nonResourceURLs ?? [], ask.path);
    return path === null ? null : [...verb, path];
  }
  const group = listedOrWild(rule.apiGroups ?? [], ask.group, 'group-wildcard');
  const resource = resourceBranch(rule.resources ?? [], ask.resource, ask.subresource ?? '');
  const name = nameBranch(rule.resourceNames ?? [], ask.name);
  return group === null || resource === null || name === null ? null : [...verb, ...group, resource, ...name];
}

function listedOrWild(list: readonly string[], value: string, wild: Branch): Branch[] | null {
  for (const entry of list) if (entry === value) return [];
  for (const entry of list) if (entry === '*') return [wild];
  return null;
}

function nameBranch(names: readonly string[], name: string | undefined): Branch[] | null {
  if (names.length === 0) return [];
  for (const entry of names) if (entry === name) return ['name-listed'];
  return null;
}

function pathBranch(urls: readonly string[], path: string): Branch | null {
  for (const url of urls) if (url === path) return 'path-exact';
  for (const url of urls) {
    let start = url;
    while (start.endsWith('*')) start = start.slice(0, -1);
    if (start !== url && path.indexOf(start) === 0) return 'path-prefix';
  }
  return null;
}

function resourceBranch(resources: readonly string[], resource: string, sub: string): Branch | null {
  const asked = sub === '' ? resource : `${resource}/${sub}`;
  for (const entry of resources) {
    if (entry === asked) return sub === '' ? 'resource-exact' : 'subresource-exact';
  }
  for (const entry of resources) if (entry === '*') return 'resource-wildcard';
  for (const entry of resources) {
    const [left, right, ...more] = entry.split('/');
    if (left === '*' && right === sub && more.length === 0) return 'subresource-of-any';
  }
  return null;
}
