import type { PolicyRule } from '#lib/model/rbac.ts';

/** A resource whose rights lead on, with the verbs that do. */
interface StrongResource {
  readonly group: string;
  readonly verbs: readonly string[];
  /** A right in one namespace counts there; of what is not namespaced only a right on the whole cluster does. */
  readonly isNamespaced: boolean;
}

const CORE = '';
const RBAC = 'rbac.authorization.k8s.io';
const AUTHENTICATION = 'authentication.k8s.io';
const CERTIFICATES = 'certificates.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';
const WRITES = ['create', 'update', 'patch'];
const READS = ['get', 'list', 'watch'];

const namespaced = (group: string, verbs: readonly string[]): StrongResource => ({
  group,
  verbs,
  isNamespaced: true,
});
const global = (group: string, verbs: readonly string[]): StrongResource => ({
  group,
  verbs,
  isNamespaced: false,
});

const RESOURCES = {
  pods: namespaced(CORE, [...WRITES, 'delete']),
  'pods/exec': namespaced(CORE, ['create', 'get']),
  'pods/attach': namespaced(CORE, ['create', 'get']),
  'pods/ephemeralcontainers': namespaced(CORE, ['update', 'patch']),
  'pods/eviction': namespaced(CORE, ['create']),
  deployments: namespaced('apps', WRITES),
  daemonsets: namespaced('apps', WRITES),
  statefulsets: namespaced('apps', WRITES),
  replicasets: namespaced('apps', WRITES),
  replicationcontrollers: namespaced(CORE, WRITES),
  jobs: namespaced('batch', WRITES),
  cronjobs: namespaced('batch', WRITES),
  secrets: namespaced(CORE, [...READS, ...WRITES]),
  configmaps: namespaced(CORE, WRITES),
  persistentvolumeclaims: namespaced(CORE, WRITES),
  serviceaccounts: namespaced(CORE, ['impersonate']),
  'serviceaccounts/token': namespaced(CORE, ['create']),
  roles: namespaced(RBAC, [...WRITES, 'bind', 'escalate']),
  rolebindings: namespaced(RBAC, WRITES),
  clusterroles: global(RBAC, [...WRITES, 'escalate']),
  clusterrolebindings: global(RBAC, WRITES),
  users: global(CORE, ['impersonate']),
  groups: global(CORE, ['impersonate']),
  // What is impersonated in a constrained mode stands in a group of its own.
  'users.authentication': global(AUTHENTICATION, ['impersonate:user-info']),
  'groups.authentication': global(AUTHENTICATION, ['impersonate:user-info']),
  'serviceaccounts.authentication': namespaced(AUTHENTICATION, ['impersonate:serviceaccount']),
  'nodes.authentication': global(AUTHENTICATION, [
    'impersonate:arbitrary-node',
    'impersonate:associated-node',
  ]),
  namespaces: global(CORE, WRITES),
  nodes: global(CORE, ['update', 'patch']),
  'nodes/status': global(CORE, ['update', 'patch']),
  'nodes/proxy': global(CORE, ['create', 'get']),
  persistentvolumes: global(CORE, WRITES),
  certificatesigningrequests: global(CERTIFICATES, ['create', ...READS]),
  'certificatesigningrequests/approval': global(CERTIFICATES, ['update', 'patch']),
  'certificatesigningrequests/nodeclient': global(CERTIFICATES, ['create']),
  signers: global(CERTIFICATES, ['approve']),
  mutatingwebhookconfigurations: global(ADMISSION, WRITES),
  mutatingadmissionpolicies: global(ADMISSION, WRITES),
  mutatingadmissionpolicybindings: global(ADMISSION, WRITES),
} as const satisfies Readonly<Record<string, StrongResource>>;

/** A resource (with its subresource) that the steps of an attack ask about. */
export type AttackResource = keyof typeof RESOURCES;

/** One right of one rule; `names` limits it to objects of these names. */
export interface RuleRight {
  readonly verb: string;
  readonly resource: AttackResource;
  readonly names: readonly string[] | null;
  /** A namespaced grant of it counts in its namespace. */
  readonly isNamespaced: boolean;
}

interface Entry extends StrongResource {
  readonly resource: AttackResource;
}

const ENTRIES = Object.entries(RESOURCES).map(([resource, entry]): Entry => ({
  resource: resource as AttackResource,
  ...entry,
}));
/** The server asks for `bind` in the namespace of the binding that is written, for cluster roles too. */
const BIND: Entry = { resource: 'clusterroles', ...namespaced(RBAC, ['bind']) };

const BY_PATTERN = patternsOf([...ENTRIES, BIND]);
const NONE: readonly RuleRight[] = [];

/** Returns the rights of a rule that may lead to more rights, each once, in a fixed order. */
export function rightsOfRule(rule: PolicyRule): readonly RuleRight[] {
  const { resources = [], apiGroups = [], verbs } = rule;
  const entries = new Set(resources.flatMap((resource) => BY_PATTERN.get(resource) ?? []));
  if (entries.size === 0) return NONE;
  const names = rule.resourceNames?.length ? rule.resourceNames : null;
  const isAnyVerb = verbs.includes('*');
  const isAnyGroup = apiGroups.includes('*');
  return [...entries]
    .filter(({ group }) => isAnyGroup || apiGroups.includes(group))
    .flatMap(({ resource, isNamespaced, verbs: strong }) =>
      strong
        .filter((verb) => isAnyVerb || verbs.includes(verb))
        .map((verb) => ({ verb, resource, names, isNamespaced })),
    );
}

/** The entries of a rule's `resources` that cover each resource: itself, the wildcard, and its subresource anywhere. */
function patternsOf(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const patterns = new Map<string, Entry[]>();
  for (const entry of entries) {
    const [written = ''] = entry.resource.split('.');
    const [, subresource] = written.split('/');
    const covering = ['*', written, ...(subresource === undefined ? [] : [`*/${subresource}`])];
    for (const pattern of covering) patterns.set(pattern, [...(patterns.get(pattern) ?? []), entry]);
  }
  return patterns;
}
