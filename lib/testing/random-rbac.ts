import type { Binding, ClusterRole, PolicyRule, Role, Subject } from '#lib/model/rbac.ts';
import { Random } from './random.ts';

/** The RBAC objects of one made-up cluster; every one of them is valid for the API server. */
export interface RandomRbac {
  readonly roles: readonly Role[];
  readonly clusterRoles: readonly ClusterRole[];
  readonly roleBindings: readonly Binding[];
  readonly clusterRoleBindings: readonly Binding[];
}

/** One question of the kind a SubjectAccessReview asks. */
export interface RandomQuestion {
  readonly user: { readonly name: string; readonly groups: readonly string[] };
  readonly ask:
    | {
        readonly verb: string;
        readonly group: string;
        readonly resource: string;
        readonly subresource?: string;
        readonly name?: string;
        readonly namespace?: string;
      }
    | { readonly verb: string; readonly path: string };
}

interface Sizes {
  readonly roles: number;
  readonly clusterRoles: number;
  readonly roleBindings: number;
  readonly clusterRoleBindings: number;
}

const RBAC = 'rbac.authorization.k8s.io';
const API_VERSION = `${RBAC}/v1`;
export const RANDOM_NAMESPACES = ['red', 'green', 'blue'] as const;
const ACCOUNTS = ['robot', 'runner', 'default'];
/** Among them one that is spelled like a group, and names that only differ in what people overlook. */
const USERS = [
  'ann',
  'Ann',
  'devs',
  "ann o'neill@example.com",
  'system:serviceaccount:red:robot',
  'system:serviceaccount:odd',
];
const GROUPS = [
  'devs',
  'ops',
  'system:authenticated',
  'system:serviceaccounts',
  'system:serviceaccounts:green',
];
const VERBS = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'impersonate',
  'bind',
];
const API_GROUPS = ['', 'apps', 'batch', RBAC, 'example.com'];
const RESOURCES = ['pods', 'secrets', 'deployments', 'jobs', 'clusterroles', 'widgets'];
const SUBRESOURCES = ['exec', 'log', 'scale', 'status'];
const NAMES = ['alpha', 'beta', 'gamma', 'alp'];
const PATHS = ['/metrics', '/healthz', '/healthz/etcd', '/api', '/api/v1', '/logs/kube', '/version/'];
const PATH_PATTERNS = ['/metrics', '/healthz', '/healthz/*', '/api*', '/logs/**', '/version', '/version/*'];
const LABELS = [{ tier: 'one' }, { tier: 'two' }, { tier: 'three' }];

/** Returns the objects of a small cluster (or one of the sizes given), the same for the same seed. */
export function randomRbac(seed: number, given: Partial<Sizes> = {}): RandomRbac {
  const random = new Random(seed);
  const sizes: Sizes = {
    clusterRoles: random.integer(3, 9),
    roles: random.integer(4, 10),
    clusterRoleBindings: random.integer(2, 6),
    roleBindings: random.integer(4, 14),
    ...given,
  };
  const make = <T>(name: keyof Sizes, one: (index: number) => T): T[] =>
    Array.from({ length: sizes[name] }, (_, index) => one(index));
  return {
    clusterRoles: make('clusterRoles', (index) => clusterRole(random, index)),
    roles: make('roles', (index) => role(random, index)),
    clusterRoleBindings: make('clusterRoleBindings', (index) =>
      binding(random, index, { sizes, namespace: null }),
    ),
    roleBindings: make('roleBindings', (index) =>
      binding(random, index, { sizes, namespace: random.pick(RANDOM_NAMESPACES) }),
    ),
  };
}

/** Returns questions about a cluster: most of them aimed at a right somebody has, then often put a little off. */
export function randomQuestions(rbac: RandomRbac, seed: number, count: number): RandomQuestion[] {
  const random = new Random(seed);
  const targets = targetsOf(rbac);
  return Array.from({ length: count }, () => {
    if (targets.length > 0 && random.chance(0.65)) return aimedQuestion(random, random.pick(targets));
    return { user: anyUser(random), ask: random.chance(0.15) ? pathAsk(random) : resourceAsk(random) };
  });
}

function role(random: Random, index: number): Role {
  const namespace = RANDOM_NAMESPACES[index % RANDOM_NAMESPACES.length] ?? RANDOM_NAMESPACES[0];
  const metadata = { name: `role-${Math.floor(index / RANDOM_NAMESPACES.length)}`, namespace };
  const rules = Array.from({ length: random.integer(0, 3) }, () => resourceRule(random));
  return { apiVersion: API_VERSION, kind: 'Role', metadata, rules };
}

function clusterRole(random: Random, index: number): ClusterRole {
  const metadata = { name: clusterRoleName(index), labels: random.chance(0.6) ? random.pick(LABELS) : {} };
  const base = { apiVersion: API_VERSION, kind: 'ClusterRole', metadata };
  if (random.chance(0.25)) {
    const selectors = random.some(LABELS, [1, 2]).map((matchLabels) => ({ matchLabels }));
    const rules = random.chance(0.3) ? [resourceRule(random)] : [];
    return { ...base, aggregationRule: { clusterRoleSelectors: selectors }, rules };
  }
  const one = (): PolicyRule => (random.chance(0.3) ? pathRule(random) : resourceRule(random));
  return { ...base, rules: Array.from({ length: random.integer(0, 4) }, one) };
}

/** RBAC objects may have names that nothing else may have. */
function clusterRoleName(index: number): string {
  return index % 3 === 0 ? `odd:Role ${index}` : `cluster-role-${index}`;
}

function resourceRule(random: Random): PolicyRule {
  const rule = {
    verbs: random.chance(0.15) ? ['*'] : random.some(VERBS, [1, 5]),
    apiGroups: random.chance(0.2) ? ['*'] : random.some(API_GROUPS, [1, 3]),
    resources: Array.from({ length: random.integer(1, 3) }, () => resourcePattern(random)),
  };
  return random.chance(0.25) ? { ...rule, resourceNames: random.some(NAMES, [1, 2]) } : rule;
}

function resourcePattern(random: Random): string {
  const roll = random.next();
  if (roll < 0.12) return '*';
  if (roll < 0.22) return `*/${random.pick(SUBRESOURCES)}`;
  if (roll < 0.27) return `${random.pick(RESOURCES)}/*`;
  if (roll < 0.45) return `${random.pick(RESOURCES)}/${random.pick(SUBRESOURCES)}`;
  return random.pick(RESOURCES);
}

function pathRule(random: Random): PolicyRule {
  const verbs = random.chance(0.2) ? ['*'] : random.some(['get', 'head', 'post'], [1, 2]);
  return { verbs, nonResourceURLs: random.chance(0.1) ? ['*'] : random.some(PATH_PATTERNS, [1, 3]) };
}

function binding(random: Random, index: number, place: { sizes: Sizes; namespace: string | null }): Binding {
  const { sizes, namespace } = place;
  const isCluster = namespace === null || random.chance(0.4);
  // Some of these name a role that is not there.
  const name = isCluster
    ? clusterRoleName(random.integer(0, sizes.clusterRoles))
    : `role-${random.integer(0, Math.ceil(sizes.roles / RANDOM_NAMESPACES.length))}`;
  return {
    apiVersion: API_VERSION,
    kind: namespace === null ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name: `binding-${index}`, ...(namespace === null ? {} : { namespace }) },
    roleRef: { apiGroup: RBAC, kind: isCluster ? 'ClusterRole' : 'Role', name },
    subjects: Array.from({ length: random.integer(0, 3) }, () => subject(random, namespace)),
  };
}

function subject(random: Random, namespace: string | null): Subject {
  const roll = random.next();
  if (roll < 0.35) return { kind: 'User', apiGroup: RBAC, name: random.pick(USERS) };
  if (roll < 0.65) return { kind: 'Group', apiGroup: RBAC, name: random.pick(GROUPS) };
  const name = random.pick(ACCOUNTS);
  // Without a namespace it is one of the binding's own.
  if (namespace !== null && random.chance(0.3)) return { kind: 'ServiceAccount', name };
  return { kind: 'ServiceAccount', name, namespace: random.pick(RANDOM_NAMESPACES) };
}

function anyUser(random: Random): RandomQuestion['user'] {
  // Somebody without a name is known by their groups.
  if (random.chance(0.05)) return { name: '', groups: groups(random, random.some(GROUPS, [1, 2])) };
  const name = random.chance(0.4)
    ? accountUser(random.pick(RANDOM_NAMESPACES), random.pick(ACCOUNTS))
    : random.pick(USERS);
  return { name, groups: groups(random, random.some(GROUPS, [0, 2])) };
}

function groups(random: Random, list: string[]): string[] {
  return random.chance(0.02) ? [...list, 'system:masters'] : list;
}

function accountUser(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

function resourceAsk(random: Random): RandomQuestion['ask'] {
  return {
    verb: random.pick(VERBS),
    group: random.pick(API_GROUPS),
    resource: random.pick(RESOURCES),
    ...(random.chance(0.35) ? { subresource: random.pick(SUBRESOURCES) } : {}),
    ...(random.chance(0.4) ? { name: random.pick(NAMES) } : {}),
    ...(random.chance(0.6) ? { namespace: random.pick(RANDOM_NAMESPACES) } : {}),
  };
}

function pathAsk(random: Random): RandomQuestion['ask'] {
  return { verb: random.pick(['get', 'head', 'post']), path: random.pick(PATHS) };
}

/** A rule that some subject holds by some binding. */
interface Target {
  readonly subject: Subject;
  readonly rule: PolicyRule;
  readonly home: string | undefined;
}

function targetsOf(rbac: RandomRbac): Target[] {
  return [...rbac.clusterRoleBindings, ...rbac.roleBindings].flatMap(({ roleRef, subjects, metadata }) => {
    const home = metadata.namespace;
    const named = [...rbac.roles, ...rbac.clusterRoles].find(
      (one) =>
        one.kind === roleRef.kind &&
        one.metadata.name === roleRef.name &&
        (one.kind === 'ClusterRole' || one.metadata.namespace === home),
    );
    return (named?.rules ?? []).flatMap((rule) => subjects.map((one) => ({ subject: one, rule, home })));
  });
}

/** Returns a question aimed at a right, every third time with one thing changed in it. */
function aimedQuestion(random: Random, target: Target): RandomQuestion {
  const user = userFor(random, target.subject, target.home);
  const ask = askFor(random, target.rule, target.home);
  return random.chance(0.33) ? putOff(random, { user, ask }) : { user, ask };
}

function userFor(
  random: Random,
  { kind, name, namespace }: Subject,
  home: string | undefined,
): RandomQuestion['user'] {
  if (kind === 'User') return { name, groups: groups(random, random.some(GROUPS, [0, 1])) };
  if (kind === 'Group') return { name: random.pick(USERS), groups: groups(random, [name]) };
  return { name: accountUser(namespace ?? home ?? 'red', name), groups: random.some(GROUPS, [0, 1]) };
}

function askFor(random: Random, rule: PolicyRule, home: string | undefined): RandomQuestion['ask'] {
  const verb = unless(random.pick(rule.verbs), random, VERBS);
  if (rule.nonResourceURLs !== undefined) {
    const url = random.pick(rule.nonResourceURLs);
    const path = url.endsWith('*') ? `${url.replaceAll('*', '')}${random.pick(['', 'x', '/y'])}` : url;
    return { verb, path: path || '/any' };
  }
  const namespace = home ?? (random.chance(0.5) ? random.pick(RANDOM_NAMESPACES) : undefined);
  const name = random.pick(rule.resourceNames ?? ['', ...NAMES]);
  return {
    verb,
    group: unless(random.pick(rule.apiGroups ?? ['']), random, API_GROUPS),
    ...resourceOf(random, random.pick(rule.resources ?? ['pods'])),
    ...(name === '' ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

function resourceOf(random: Random, pattern: string): { resource: string; subresource?: string } {
  const [left = '*', right] = pattern.split('/');
  const resource = unless(left, random, RESOURCES);
  // A literal `*` as subresource is the only one that `pods/*` covers.
  if (right === '*') return { resource, subresource: random.pick([right, ...SUBRESOURCES]) };
  if (right !== undefined) return { resource, subresource: right };
  const wide = left === '*' && random.chance(0.4);
  return wide ? { resource, subresource: random.pick(SUBRESOURCES) } : { resource };
}

/** Returns the listed value, or any of the others where the wildcard is listed. */
function unless(listed: string, random: Random, others: readonly string[]): string {
  return listed === '*' ? random.pick(others) : listed;
}

/** Returns the question with one thing in it changed. */
function putOff(random: Random, { user, ask }: RandomQuestion): RandomQuestion {
  const roll = random.integer(0, 6);
  if (roll === 6) return { user, ask: { ...ask, verb: ask.verb.toUpperCase() } };
  if (roll === 0) return { user: anyUser(random), ask };
  if (roll === 1) return { user, ask: { ...ask, verb: random.pick(VERBS) } };
  if ('path' in ask) return { user, ask: { ...ask, path: `${ask.path}${random.pick(['/', 'x', '/z'])}` } };
  if (roll === 2) return { user, ask: { ...ask, namespace: random.pick(RANDOM_NAMESPACES) } };
  if (roll === 3) return { user, ask: { ...ask, subresource: random.pick(SUBRESOURCES) } };
  if (roll === 4) return { user, ask: { ...ask, name: random.pick(NAMES) } };
  const { name: _unnamed, ...nameless } = ask;
  return { user, ask: nameless };
}
