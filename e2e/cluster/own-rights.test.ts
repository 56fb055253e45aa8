import { afterAll, beforeAll, expect, it } from 'vitest';
import { DefaultRights } from '#lib/analysis/rbac/default-rights.ts';
import { NodeAuthorizer } from '#lib/analysis/rbac/node-authorizer.ts';
import { buildPermissions, type Permissions } from '#lib/analysis/rbac/permissions.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { Inventory } from '#lib/model/inventory.ts';
import { Random } from '#lib/testing/random.ts';
import { ControlPlane } from './control-plane.ts';
import { inLanes } from './in-lanes.ts';
import { readCluster } from './read-cluster.ts';
import { reviewSubject, type AskedQuestion } from './reviews.ts';

const SEED = 20261128;
const QUESTIONS = 300;
/** The most that the controller manager takes to gather the rules of aggregated roles. */
const PATIENCE_MS = 30_000;
const NODES = ['n1', 'n2', 'n3'];
const NAMES = ['one', 'two', 'three', 'four'];
/** Of some of them the answer stands in what a scan does not read: those are not asked about. */
const RESOURCES: readonly (readonly [string, string])[] = [
  ['', 'secrets'],
  ['', 'configmaps'],
  ['', 'pods'],
  ['', 'pods/status'],
  ['', 'pods/eviction'],
  ['', 'nodes'],
  ['', 'nodes/status'],
  ['', 'serviceaccounts'],
  ['', 'serviceaccounts/token'],
  ['', 'persistentvolumeclaims'],
  ['', 'services'],
  ['', 'events'],
  ['coordination.k8s.io', 'leases'],
  ['storage.k8s.io', 'csinodes'],
  ['authentication.k8s.io', 'tokenreviews'],
  ['certificates.k8s.io', 'certificatesigningrequests'],
];
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

let plane: ControlPlane;
/** As it was before anything was made in it. */
let born: Inventory;
let permissions: Permissions;
let nodes: NodeAuthorizer;

beforeAll(async () => {
  plane = await ControlPlane.start({ authorizationMode: 'Node,RBAC', withControllerManager: true });
  const until = Date.now() + PATIENCE_MS;
  do {
    await new Promise((resolve) => setTimeout(resolve, 500));
    born = await readCluster(plane);
  } while (!isGathered(born) && Date.now() < until);
  const { admin } = plane;
  await admin.create('/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop' },
  });
  for (const name of NODES)
    await admin.create('/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name } });
  for (const [index, name] of NAMES.entries())
    await admin.create('/api/v1/namespaces/shop/pods', podOf(name, index));
  const { slices } = await readCluster(plane);
  const [version] = itemsOf(slices.version);
  permissions = buildPermissions({
    roles: itemsOf(slices.roles),
    clusterRoles: itemsOf(slices.clusterRoles),
    roleBindings: itemsOf(slices.roleBindings),
    clusterRoleBindings: itemsOf(slices.clusterRoleBindings),
    version: itemsOf(slices.version),
  });
  nodes = new NodeAuthorizer({
    pods: itemsOf(slices.pods),
    persistentVolumes: itemsOf(slices.persistentVolumes),
    isWhole: true,
    minor: Number.parseInt(version?.minor ?? '', 10),
  });
  // The authorizer's graph follows the pods a moment later.
  await new Promise((resolve) => setTimeout(resolve, 1500));
});
afterAll(() => plane.stop());

/** `admin` takes in `edit`, which takes in `view`: the last of them is filled when it reads what `view` reads. */
function isGathered({ slices }: Inventory): boolean {
  const roles = new Map(itemsOf(slices.clusterRoles).map((role) => [role.metadata.name, role.rules.length]));
  const [view = 0, edit = 0, admin = 0] = ['view', 'edit', 'admin'].map((name) => roles.get(name) ?? 0);
  return view > 0 && edit > view && admin > edit;
}

/** Runs on a node and refers to a Secret, a ConfigMap, a claim and an account of its own name. */
function podOf(name: string, index: number) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    spec: {
      nodeName: NODES[index % NODES.length],
      serviceAccountName: name,
      containers: [
        { name: 'app', image: 'registry.example.com/app:1', envFrom: [{ configMapRef: { name } }] },
      ],
      volumes: [
        { name: 'secret', secret: { secretName: name } },
        { name: 'claim', persistentVolumeClaim: { claimName: name } },
      ],
    },
  };
}

/** Asks for what a pod of the node refers to, sometimes as another node. */
function aimed(random: Random): AskedQuestion {
  const index = random.integer(0, NAMES.length - 1);
  const node = random.chance(0.8) ? NODES[index % NODES.length] : random.pick(NODES);
  const [verb, resource, subresource] = random.pick([
    ['get', 'secrets', ''],
    ['list', 'configmaps', ''],
    ['get', 'persistentvolumeclaims', ''],
    ['get', 'pods', ''],
    ['get', 'serviceaccounts', ''],
    ['create', 'serviceaccounts', 'token'],
  ] as const);
  const user = { name: `system:node:${node ?? ''}`, groups: ['system:nodes', 'system:authenticated'] };
  const part = subresource === '' ? {} : { subresource };
  return { user, ask: { verb, group: '', resource, ...part, name: NAMES[index] ?? '', namespace: 'shop' } };
}

function questions(): AskedQuestion[] {
  const random = new Random(SEED);
  return Array.from({ length: QUESTIONS }, () => {
    if (random.chance(0.3)) return aimed(random);
    const [group, whole] = random.pick(RESOURCES);
    const [resource = '', subresource] = whole.split('/');
    const isGlobal = ['nodes', 'csinodes', 'tokenreviews', 'certificatesigningrequests'].includes(resource);
    const names =
      resource === 'nodes' || resource === 'csinodes' || resource === 'leases' ? [...NODES, 'n9'] : NAMES;
    const namespace =
      resource === 'leases' ? 'kube-node-lease' : random.pick(['shop', 'shop', 'shop', 'other']);
    const ask = {
      verb: random.pick(VERBS),
      group,
      resource,
      ...(subresource === undefined ? {} : { subresource }),
      ...(random.chance(0.85) ? { name: random.pick(names) } : {}),
      ...(isGlobal || random.chance(0.05) ? {} : { namespace }),
    };
    const groups = random.chance(0.9) ? ['system:nodes', 'system:authenticated'] : ['system:authenticated'];
    return { user: { name: `system:node:${random.pick([...NODES, 'n9'])}`, groups }, ask };
  });
}

it('every answer about a node’s user is the API server’s own', async () => {
  const different: unknown[] = [];
  let allowed = 0;
  await inLanes(questions(), async (question) => {
    const theirs = await reviewSubject(plane.admin, question);
    const decision = nodes.decide(question.user, question.ask);
    const ours = decision === 'allowed' || permissions.can(question.user, question.ask).allowed;
    if (theirs) allowed += 1;
    // What depends on objects that no scan reads is not asked here, so that every answer is one.
    if (ours !== theirs || decision === 'unknown') different.push({ question, theirs, decision });
  });
  process.stdout.write(`${QUESTIONS} questions about nodes, ${allowed} allowed\n`);
  expect(different).toEqual([]);
  expect(allowed / QUESTIONS).toBeGreaterThan(0.3);
  expect(allowed / QUESTIONS).toBeLessThan(0.7);
});

it('every role and binding that a new cluster is born with is an unchanged default, aggregated ones too', () => {
  const { slices } = born;
  const clusterRoles = itemsOf(slices.clusterRoles);
  const objects = {
    roles: itemsOf(slices.roles),
    clusterRoles,
    roleBindings: itemsOf(slices.roleBindings),
    clusterRoleBindings: itemsOf(slices.clusterRoleBindings),
    version: itemsOf(slices.version),
    fromFiles: false,
  };
  const defaults = new DefaultRights(objects.version[0] ?? null);
  const roles = [...clusterRoles, ...objects.roles];
  const foreign = roles.filter(
    ({ kind, metadata, rules }) =>
      !defaults.isDefaultRole({ kind, namespace: metadata.namespace ?? null, name: metadata.name }, rules),
  );
  expect(isGathered(born)).toBe(true);
  expect(foreign.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
  const added = buildPermissions(objects).addedRules();
  expect(added.map(({ grant }) => `${grant.binding.name} ${grant.role.name}[${grant.rule}]`)).toEqual([]);
  const bindings = objects.roleBindings.length + objects.clusterRoleBindings.length;
  process.stdout.write(`${roles.length} roles and ${bindings} bindings are unchanged defaults\n`);
  // A cluster of this version is born with this many at least: an empty list would prove nothing.
  expect(roles.length).toBeGreaterThan(70);
  expect(bindings).toBeGreaterThan(55);
});

it('one right more in one of them is seen', () => {
  const defaults = new DefaultRights(itemsOf(born.slices.version)[0] ?? null);
  const view = itemsOf(born.slices.clusterRoles).find(({ metadata }) => metadata.name === 'view');
  const more = [...(view?.rules ?? []), { verbs: ['get'], apiGroups: [''], resources: ['secrets'] }];
  expect(defaults.isDefaultRole({ kind: 'ClusterRole', namespace: null, name: 'view' }, more)).toBe(false);
});
