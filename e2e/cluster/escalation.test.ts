import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EscalationChain } from '#lib/model/escalation.ts';
import { collected } from '#lib/model/collected.ts';
import type { PolicyRule, Subject } from '#lib/model/rbac.ts';
import { can } from '#lib/testing/attack-case.ts';
import { deriveFacts } from '#lib/engine/derive.ts';
import { Actor } from './actor.ts';
import { ApiClient } from './api-client.ts';
import { ControlPlane } from './control-plane.ts';
import type { EscalationCase } from './escalation-case.ts';
import { ESCALATION_CASES } from './escalation-cases.ts';
import { inLanes } from './in-lanes.ts';
import { readCluster } from './read-cluster.ts';

const RBAC = 'rbac.authorization.k8s.io';
const RBAC_PATH = `/apis/${RBAC}/v1`;
const named = ESCALATION_CASES.map((each, index) => ({ each, subject: `case-${index}`, title: each.name }));

let plane: ControlPlane;
let chainOf: (subject: string) => EscalationChain | null;

beforeAll(async () => {
  plane = await ControlPlane.start({
    authorizationMode: 'Node,RBAC',
    withControllerManager: true,
    tokens: named.map(({ subject }) => `token-${subject},${subject},uid-${subject}`),
  });
  const { admin } = plane;
  await admin.create('/api/v1/nodes', nodeOf('cp-1', { 'node-role.kubernetes.io/control-plane': '' }));
  for (const name of ['worker-1', 'worker-2']) await admin.create('/api/v1/nodes', nodeOf(name, {}));
  for (const pod of controlPlanePods()) await admin.create('/api/v1/namespaces/kube-system/pods', pod);
  await bind('root', 'cluster-admin', [
    { kind: 'User', apiGroup: RBAC, name: 'root-user' },
    { kind: 'Group', apiGroup: RBAC, name: 'root-group' },
  ]);
  await inLanes(named, ({ each, subject }) => prepare(each, subject));
  // Roles that gather others are filled by the controller manager.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const chains = await readChains();
  chainOf = (name) => chains({ kind: 'User', name });
});
afterAll(() => plane.stop());

describe('what the engine says of a step, the API server does:', () => {
  it.each(named)('$title', async ({ each, subject }) => {
    const client = new ApiClient(plane.server, { ca: plane.authority.cert, token: `token-${subject}` });
    const isMade = await each.act(new Actor({ name: subject, client, admin: plane.admin }));
    client.close();
    const chain = chainOf(subject);
    expect({ edge: chain?.steps[0]?.edge ?? null, isCertain: chain?.isCertain ?? true }).toEqual({
      edge: isMade ? each.edge : null,
      isCertain: true,
    });
  });

  it('an account acts as the node its own pod runs on, and as no other', async () => {
    const { admin } = plane;
    const { chains, names } = await agents();
    for (const [index, name] of names.entries()) {
      const made = await admin.send('POST', `/api/v1/namespaces/agents/serviceaccounts/${name}/token`, {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name } },
      });
      const { token } = (made.body as { status: { token: string } }).status;
      const client = new ApiClient(plane.server, { ca: plane.authority.cert, token });
      const agent = new Actor({ name: 'agents', client, admin }).as({
        name: 'system:node:worker-1',
        groups: [],
      });
      const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
      const isMade = await agent.does('POST', agent.tokenOf('robot'), request);
      client.close();
      // The first runs beside the strong pod on worker-1, the second on worker-2.
      expect({ name, isMade }).toEqual({ name, isMade: index === 0 });
      const chain = chains({ kind: 'ServiceAccount', namespace: 'agents', name });
      expect(chain?.steps.map(({ edge }) => edge) ?? []).toEqual(
        isMade ? ['IMPERSONATE_CONSTRAINED', 'TOKEN_REQUEST'] : [],
      );
    }
  });

  it('both for steps that are made and for steps that are refused', () => {
    const found = named.filter(({ subject }) => chainOf(subject) !== null).length;
    process.stdout.write(`${named.length} steps tried, ${found} of them told by the engine\n`);
    expect(found).toBeGreaterThan(15);
    expect(named.length - found).toBeGreaterThan(12);
  });
});

/** Two accounts that may act as the node they run on, each with a pod, and a strong pod beside the first. */
async function agents() {
  const { admin } = plane;
  const names = ['near', 'far'] as const;
  const core = '/api/v1/namespaces/agents';
  await admin.create('/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'agents' },
  });
  for (const name of [...names, 'robot']) {
    await admin.create(`${core}/serviceaccounts`, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name },
    });
    const spec = {
      serviceAccountName: name,
      nodeName: name === 'far' ? 'worker-2' : 'worker-1',
      containers: [{ name: 'app', image: 'registry.example.com/app:1' }],
    };
    await admin.create(`${core}/pods`, { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec });
  }
  const rules = [
    can('impersonate:associated-node', 'nodes.authentication.k8s.io'),
    can('impersonate-on:associated-node:create', 'serviceaccounts/token'),
  ];
  await admin.create(`${RBAC_PATH}/clusterroles`, roleOf('ClusterRole', 'agents', rules));
  const accounts = names.map((name) => ({ kind: 'ServiceAccount', name, namespace: 'agents' }));
  await bind('agents', 'agents', accounts);
  await bind('agents-robot', 'cluster-admin', [
    { kind: 'ServiceAccount', name: 'robot', namespace: 'agents' },
  ]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { names, chains: await readChains() };
}

async function readChains(): Promise<(subject: Subject) => EscalationChain | null> {
  const { chains } = deriveFacts(await readCluster(plane), collected([]));
  if (chains.state !== 'known') throw new Error('no chains');
  return (subject) => chains.value.chainOf(subject);
}

async function prepare(each: EscalationCase, subject: string): Promise<void> {
  const { admin } = plane;
  const labels = each.isStrict === true ? { 'pod-security.kubernetes.io/enforce': 'restricted' } : {};
  await admin.create('/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: subject, labels },
  });
  const user = [{ kind: 'User', apiGroup: RBAC, name: subject }];
  await admin.create(
    `${RBAC_PATH}/clusterroles`,
    roleOf('ClusterRole', subject, (each.rules ?? []).map(forSubject(subject))),
  );
  await bind(subject, subject, user);
  const local = `${RBAC_PATH}/namespaces/${subject}`;
  await admin.create(`${local}/roles`, roleOf('Role', subject, each.local ?? []));
  const roleRef = { apiGroup: RBAC, kind: 'Role', name: subject };
  await admin.create(`${local}/rolebindings`, { ...head('RoleBinding', subject), roleRef, subjects: user });
  if (each.hasRobot === true) {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'robot' } };
    await admin.create(`/api/v1/namespaces/${subject}/serviceaccounts`, account);
    await bind(`${subject}-robot`, 'cluster-admin', [
      { kind: 'ServiceAccount', name: 'robot', namespace: subject },
    ]);
  }
  for (const [what, object] of each.given ?? []) {
    if (what !== 'own-clusterrole') await admin.create(`/api/v1/namespaces/${subject}/${what}`, object);
    else {
      await admin.create(`${RBAC_PATH}/clusterroles`, {
        ...head('ClusterRole', `${subject}-gathers`),
        ...object,
      });
      await bind(`${subject}-gathers`, `${subject}-gathers`, user);
    }
  }
}

function forSubject(subject: string): (rule: PolicyRule) => PolicyRule {
  return ({ resourceNames, ...rule }) =>
    resourceNames === undefined
      ? rule
      : { ...rule, resourceNames: resourceNames.map((name) => name.replace('{case}', subject)) };
}

function bind(name: string, role: string, subjects: readonly object[]): Promise<unknown> {
  const roleRef = { apiGroup: RBAC, kind: 'ClusterRole', name: role };
  return plane.admin.create(`${RBAC_PATH}/clusterrolebindings`, {
    ...head('ClusterRoleBinding', name),
    roleRef,
    subjects,
  });
}

function roleOf(kind: string, name: string, rules: readonly PolicyRule[]): object {
  return { ...head(kind, name), rules };
}

function head(kind: string, name: string) {
  return { apiVersion: `${RBAC}/v1`, kind, metadata: { name } };
}

function nodeOf(name: string, labels: object): object {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } };
}

/** The suite runs its programs itself; these stand for them where a scan looks for their flags. */
function controlPlanePods(): object[] {
  const programs = {
    'kube-apiserver': ['--authorization-mode=Node,RBAC'],
    'kube-controller-manager': ['--cluster-signing-cert-file=/etc/kubernetes/pki/ca.crt'],
  };
  return Object.entries(programs).map(([name, flags]) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-cp-1`, annotations: { 'kubernetes.io/config.mirror': 'suite' } },
    spec: {
      nodeName: 'cp-1',
      automountServiceAccountToken: false,
      containers: [{ name, image: `registry.k8s.io/${name}:v1.36.3`, command: [name, ...flags] }],
    },
  }));
}
