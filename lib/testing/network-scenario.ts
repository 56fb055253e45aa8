import type { Verdict } from '#lib/model/network-answer.ts';
import { networkRecords, type BuildNetworkAnswering, type NetworkRecords } from './compare-network.ts';
import { directVerdict } from './direct-network/direct-verdict.ts';
import type {
  AdminSpec,
  CalicoSpec,
  CiliumSpec,
  ContainerManifest,
  NetworkManifests,
  PodManifest,
  PolicyManifest,
} from './direct-network/manifests.ts';
import { PROTOCOLS, type DirectDataplane, type NetworkAsk } from './direct-network/parties.ts';

/** What a few policies say of traffic in the cluster below. */
export interface Scenario {
  /** The rule of the specification that decides. */
  readonly rule: string;
  readonly shows: string;
  readonly with: NetworkManifests;
  /** By question, as `web > db 5432` or `web > db 53/UDP`. */
  readonly answers: Readonly<Record<string, Verdict | 'nobody'>>;
}

function container(ports: ContainerManifest['ports'] = []): ContainerManifest {
  return { name: 'main', image: 'registry.example/app:1', ports };
}

function pod(
  name: string,
  node: string,
  more: { ips: string[]; spec?: Partial<PodManifest['spec']> },
): PodManifest {
  const [namespace = '', short = ''] = name.split('/');
  return {
    metadata: { name: short, namespace, labels: { app: short } },
    spec: { nodeName: node, containers: [container()], ...more.spec },
    status: { phase: 'Running', podIP: more.ips[0] ?? '', podIPs: more.ips.map((ip) => ({ ip })) },
  };
}

const SIDECARS = [
  { ...container([{ name: 'metrics', containerPort: 9100 }]), name: 'side', restartPolicy: 'Always' },
  { ...container([{ name: 'setup', containerPort: 7000 }]), name: 'setup' },
];
const NAMED_TWICE = [
  container([{ name: 'http', containerPort: 80 }]),
  { ...container([{ name: 'http', containerPort: 8080 }]), name: 'more' },
  { ...container([{ name: 'dns', containerPort: 53, protocol: 'UDP' }]), name: 'dns' },
];

/** Six pods in three namespaces on two nodes; one has both families, one lives in the network of its node. */
const CLUSTER: NetworkManifests = {
  namespaces: [
    { metadata: { name: 'shop', labels: { env: 'prod' } }, spec: {} },
    { metadata: { name: 'lab', labels: { env: 'dev' } }, spec: {} },
    { metadata: { name: 'kube' }, spec: {} },
  ],
  nodes: ['n1', 'n2'].map((name, at) => ({
    metadata: { name, labels: { role: at === 0 ? 'edge' : 'core' } },
    spec: {},
    status: { addresses: [{ type: 'InternalIP', address: `192.168.0.${at + 1}` }] },
  })),
  serviceAccounts: [{ metadata: { name: 'robot', namespace: 'lab', labels: { duty: 'ci' } } }],
  pods: [
    pod('shop/web', 'n1', {
      ips: ['10.0.0.1'],
      spec: { containers: [container([{ name: 'http', containerPort: 80 }])] },
    }),
    pod('shop/db', 'n1', {
      ips: ['10.0.0.2'],
      spec: { containers: [container([{ name: 'sql', containerPort: 5432 }])], initContainers: SIDECARS },
    }),
    pod('shop/both', 'n2', { ips: ['10.0.0.3', 'fd00::3'], spec: { containers: NAMED_TWICE } }),
    pod('lab/job', 'n2', { ips: ['10.0.1.1'], spec: { serviceAccountName: 'robot' } }),
    pod('lab/web', 'n2', { ips: ['10.0.1.2'] }),
    pod('kube/agent', 'n1', { ips: ['192.168.0.1'], spec: { hostNetwork: true } }),
    // It has ended, and `lab/job` has its address now.
    { ...pod('shop/gone', 'n1', { ips: ['10.0.1.1'] }), status: { phase: 'Succeeded', podIP: '10.0.1.1' } },
  ],
};

const NAMES: Readonly<Record<string, string>> = {
  web: 'shop/web',
  db: 'shop/db',
  both: 'shop/both',
  gone: 'shop/gone',
  job: 'lab/job',
  labweb: 'lab/web',
  agent: 'kube/agent',
  n1: '192.168.0.1',
  n2: '192.168.0.2',
  out: '203.0.113.9',
  out6: '2001:db8::9',
};

function askOf(text: string): NetworkAsk {
  const [, from = '', to = '', port = '', named = 'TCP'] =
    /^(\S+) > (\S+) (\d+)(?:\/(\w+))?$/.exec(text) ?? [];
  const protocol = PROTOCOLS.find((one) => one === named);
  if (protocol === undefined) throw new Error(`"${text}" is no question.`);
  return { from: NAMES[from] ?? from, to: NAMES[to] ?? to, port: Number(port), protocol };
}

/** Returns what answers a scenario's questions by an engine, and says where the direct evaluator differs. */
export function scenarioTeller(
  build: (records: NetworkRecords, plane: DirectDataplane['name']) => ReturnType<BuildNetworkAnswering>,
  plane: DirectDataplane,
): (scenario: Scenario) => Readonly<Record<string, string>> {
  return ({ with: policies, answers }) => {
    const objects = { ...CLUSTER, ...policies };
    const answer = build(networkRecords(objects), plane.name);
    const told = Object.keys(answers).map((text) => {
      const verdict = answer(askOf(text)) ?? 'nobody';
      const direct = directVerdict(objects, plane, askOf(text)).verdict;
      return [text, verdict === direct ? verdict : `${verdict}, but ${direct} directly`];
    });
    return Object.fromEntries(told) as Record<string, string>;
  };
}

/** Returns NetworkPolicies of the namespace `shop`. */
export function np(...specs: readonly PolicyManifest['spec'][]): NetworkManifests {
  return {
    networkPolicies: specs.map((spec, at) => ({ metadata: { name: `np${at}`, namespace: 'shop' }, spec })),
  };
}

/** Returns ClusterNetworkPolicies: of tier Admin, priority 10 and for every namespace where nothing else is said. */
export function cnp(...specs: readonly Partial<AdminSpec>[]): NetworkManifests {
  return {
    clusterNetworkPolicies: specs.map((spec, at) => ({
      metadata: { name: `cnp${at}` },
      spec: { tier: 'Admin', priority: 10, subject: { namespaces: {} }, ...spec },
    })),
  };
}

/** Returns AdminNetworkPolicies of priority 10 for every namespace where nothing else is said. */
export function anp(...specs: readonly Partial<AdminSpec>[]): NetworkManifests {
  return {
    adminNetworkPolicies: specs.map((spec, at) => ({
      metadata: { name: `anp${at}` },
      spec: { priority: 10, subject: { namespaces: {} }, ...spec },
    })),
  };
}

/** Returns the one BaselineAdminNetworkPolicy, for every namespace. */
export function banp(spec: Partial<AdminSpec>): NetworkManifests {
  return {
    baselineAdminNetworkPolicies: [
      { metadata: { name: 'default' }, spec: { subject: { namespaces: {} }, ...spec } },
    ],
  };
}

/** Returns Calico's GlobalNetworkPolicies, by name. */
export function gnp(specs: Readonly<Record<string, CalicoSpec>>): NetworkManifests {
  return {
    calicoGlobalNetworkPolicies: Object.entries(specs).map(([name, spec]) => ({ metadata: { name }, spec })),
  };
}

/** Returns Calico's NetworkPolicies of the namespace `shop`, by name. */
export function calicoNp(specs: Readonly<Record<string, CalicoSpec>>): NetworkManifests {
  return {
    calicoNetworkPolicies: Object.entries(specs).map(([name, spec]) => ({
      metadata: { name, namespace: 'shop' },
      spec,
    })),
  };
}

/** Returns Calico's tiers by name and order, or by order and what they do at their end. */
export function tiers(given: Readonly<Record<string, number | 'no order' | 'Pass'>>): NetworkManifests {
  return {
    calicoTiers: Object.entries(given).map(([name, order]) => ({
      metadata: { name },
      spec: order === 'no order' ? {} : order === 'Pass' ? { order: 5, defaultAction: 'Pass' } : { order },
    })),
  };
}

/** Returns CiliumNetworkPolicies of the namespace `shop`. */
export function ciliumNp(...specs: readonly CiliumSpec[]): NetworkManifests {
  return {
    ciliumNetworkPolicies: specs.map((spec, at) => ({
      metadata: { name: `cilium${at}`, namespace: 'shop' },
      spec,
    })),
  };
}

/** Returns CiliumClusterwideNetworkPolicies. */
export function ciliumAll(...specs: readonly CiliumSpec[]): NetworkManifests {
  return {
    ciliumClusterwideNetworkPolicies: specs.map((spec, at) => ({ metadata: { name: `wide${at}` }, spec })),
  };
}
