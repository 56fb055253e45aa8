import { afterAll, beforeAll, expect, it } from 'vitest';
import { NodeAuthorizer } from '#lib/analysis/rbac/node-authorizer.ts';
import { buildPermissions, type Permissions } from '#lib/analysis/rbac/permissions.ts';
import { itemsOf } from '#lib/model/collected.ts';
import { Random } from '#lib/testing/random.ts';
import { ControlPlane } from './control-plane.ts';
import { inLanes } from './in-lanes.ts';
import { readCluster } from './read-cluster.ts';
import { reviewSubject, type AskedQuestion } from './reviews.ts';

const SEED = 20261128;
const QUESTIONS = 300;
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
let permissions: Permissions;
let nodes: NodeAuthorizer;

beforeAll(async () => {
  plane = await ControlPlane.start({ authorizationMode: 'Node,RBAC' });
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
    minor: Number.parseInt(version?.minor ?? '', 10),
  });
  // The authorizer's graph follows the pods a moment later.
  await new Promise((resolve) => setTimeout(resolve, 1500));
});
afterAll(() => plane.stop());

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

function questions(): AskedQuestion[] {
  const random = new Random(SEED);
  return Array.from({ length: QUESTIONS }, () => {
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
  expect(allowed / QUESTIONS).toBeGreaterThan(0.2);
  expect(allowed / QUESTIONS).toBeLessThan(0.8);
});
