import { unreadSlices } from '#lib/analysis/attack/attack-objects.ts';
import { buildEscalationChains } from '#lib/analysis/attack/escalation-chains.ts';
import { buildComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { buildPermissions } from '#lib/analysis/rbac/permissions.ts';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import type { Pod } from '#lib/model/pod.ts';
import { generateGrants, type GeneratedGrants } from './generated-grants.ts';
import { figureOf, inTurn, timed, type Figure } from './measure.ts';

const SIZES = { bindings: 5000, roles: 2000, namespaces: 300 };
const NODES = 100;
const VERSION = [{ gitVersion: 'v1.36.3', major: '1', minor: '36' }];
/** What a cluster holds beside rights, workloads and nodes; the names of Secrets were not read. */
const NOTHING = {
  version: VERSION,
  namespaces: Array.from({ length: SIZES.namespaces }, (_, index) => namespaceOf(index)),
  apiResources: [],
  secrets: [],
  configMaps: [],
  mutatingWebhookConfigurations: [],
  validatingWebhookConfigurations: [],
  validatingAdmissionPolicies: [],
  validatingAdmissionPolicyBindings: [],
  fromFiles: false,
  unread: unreadSlices((slice) => (slice === 'secrets' ? 'failed' : 'complete')),
};

/** Returns a cluster of 5,000 bindings and 2,000 roles as JSON, with all that chains need beside rights. */
export function chainBench() {
  const grants = generateGrants(SIZES);
  const text = JSON.stringify(grants);
  const nodes = Array.from({ length: NODES }, (_, index) => nodeOf(index));
  const pods = grants.serviceAccounts.flatMap(({ metadata }, index) =>
    podsOf({ name: metadata.name, namespace: metadata.namespace ?? '' }, index),
  );
  const empty = {
    deployments: [],
    replicaSets: [],
    statefulSets: [],
    daemonSets: [],
    jobs: [],
    cronJobs: [],
    replicationControllers: [],
  };
  const workloads = buildWorkloadIndex({ ...empty, pods });
  const flags = buildComponentFlags({ pods: controlPlane(), nodes });
  return { text, version: VERSION, pods: pods.length, surroundings: { ...NOTHING, workloads, flags, nodes } };
}

/** Measures the shortest chains of all subjects of 5,000 bindings and 2,000 roles, against JSON.parse of the same objects. */
export async function measureChains(runs: number): Promise<Figure> {
  const { text, pods, surroundings } = chainBench();
  let found = 0;
  let certain = 0;
  let cpuMs = 0;
  // Read anew for each run, so that nothing an earlier run kept is met again.
  const chains = async (): Promise<number> => {
    const read = JSON.parse(text) as GeneratedGrants;
    const permissions = buildPermissions({ ...read, version: VERSION });
    const before = process.cpuUsage();
    const { ms, value } = await timed(() =>
      buildEscalationChains({ ...surroundings, ...read, permissions }).added(),
    );
    const used = process.cpuUsage(before);
    cpuMs = (used.user + used.system) / 1000;
    found = value.length;
    certain = value.filter(({ isCertain }) => isCertain).length;
    return ms;
  };
  const pairs = await inTurn(runs, chains, async () => (await timed(() => JSON.parse(text) as unknown)).ms);
  const slowest = Math.max(...pairs.map(({ measuredMs }) => measuredMs));
  const notes = {
    pods,
    chains: found,
    certain,
    'slowest ms': Math.round(slowest),
    'cpu ms of the last': Math.round(cpuMs),
  };
  return figureOf({ name: 'shortest chains of 5,000 bindings and 2,000 roles', goal: null, notes }, pairs);
}

/** Static pods that show how the API server and its controllers were started. */
function controlPlane(): Pod[] {
  const programs = {
    'kube-apiserver': ['--authorization-mode=Node,RBAC'],
    'kube-controller-manager': ['--cluster-signing-cert-file=/etc/kubernetes/pki/ca.crt'],
  };
  return Object.entries(programs).map(([name, args]) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-node-0`,
      namespace: 'kube-system',
      annotations: { 'kubernetes.io/config.mirror': 'hash' },
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Node', name: 'node-0', uid: 'uid-node-0', controller: true },
      ],
    },
    spec: {
      nodeName: 'node-0',
      containers: [{ name, image: `registry.k8s.io/${name}:v1.36.3`, command: [name, ...args] }],
    },
    status: { phase: 'Running' },
  }));
}

function podsOf(account: { name: string; namespace: string }, index: number): Pod[] {
  return [0, 1].map((copy) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${account.name}-${copy}`,
      namespace: account.namespace,
      uid: `uid-pod-${index}-${copy}`,
    },
    spec: {
      nodeName: `node-${(index + copy) % NODES}`,
      serviceAccountName: account.name,
      containers: [{ name: 'app', image: 'registry.example.com/app:1' }],
    },
    status: { phase: 'Running' },
  }));
}

function nodeOf(index: number) {
  const labels = index < 3 ? { 'node-role.kubernetes.io/control-plane': '' } : {};
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node-${index}`, labels },
    spec: {},
    status: {},
  };
}

/** Every third enforces a level. */
function namespaceOf(index: number) {
  const labels = index % 3 === 0 ? { 'pod-security.kubernetes.io/enforce': 'restricted' } : {};
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `team-${index}`, labels }, spec: {} };
}
