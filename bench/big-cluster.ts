import { daemonPods, daemonSets } from './big-daemons.ts';
import { withNames } from './big-names.ts';
import { BIG_NODES, CONTROL_PLANE_NODES, faultsOf, nodeAddress } from './big-nodes.ts';
import { applyHabits } from './big-workloads.ts';
import { generateCluster, type ClusterSize, type GeneratedList } from './generate-cluster.ts';
import { metadata } from './generated-metadata.ts';

/** 20,000 pods with those of the DaemonSets. */
const BIG: ClusterSize = {
  pods: 18_500,
  replicas: 2,
  namespaces: 1000,
  policies: 1000,
  bindings: 5000,
  nodes: BIG_NODES,
};

/** Changes one object of the generator, parsed; `index` is its place in its list. */
type Change = (item: never, place: { readonly index: number; readonly generation: number }) => object;

const CHANGES: Readonly<Record<string, Change>> = {
  nodes: (item: { status: object }, { index, generation }) => {
    const faults = faultsOf(index, generation);
    const old = faults.includes('old-kubelet');
    return {
      ...item,
      status: {
        ...item.status,
        addresses: [{ type: 'InternalIP', address: nodeAddress(index) }],
        daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
        nodeInfo: {
          kubeletVersion: old ? 'v1.32.9' : 'v1.36.3',
          containerRuntimeVersion: old ? 'containerd://1.7.29' : 'containerd://2.2.1',
          osImage: 'Debian GNU/Linux 13 (trixie)',
          kernelVersion: '6.12.57+deb13-amd64',
          operatingSystem: 'linux',
          architecture: 'amd64',
        },
      },
    };
  },
  pods: (item: Parameters<typeof applyHabits>[0], { generation }) => {
    applyHabits(item, generation);
    return item;
  },
  deployments: withHabits,
  replicasets: withHabits,
  services: (item: { spec: object }, { index }) => {
    if (index % 25 !== 4) return item;
    const type = index % 50 === 4 ? 'NodePort' : 'LoadBalancer';
    const ports = [{ port: 443, targetPort: 8443, protocol: 'TCP', name: 'https', nodePort: 30_000 + index }];
    return { ...item, spec: { ...item.spec, type, ports } };
  },
  networkpolicies: (item: { spec: object }, { index, generation }) =>
    index % 10 < 3 + generation
      ? { ...item, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } }
      : item,
  clusterroles: (item: object, { index }) =>
    index % 12 === 5 ? { ...item, rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] } : item,
  rolebindings: (item: object, { index, generation }) => {
    if (index % 40 !== generation % 40) return item;
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-role-10' };
    return {
      ...item,
      roleRef,
      subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: `ns-${index % 1000}` }],
    };
  },
};

function withHabits(
  item: { spec: { template: Parameters<typeof applyHabits>[0] } },
  { generation }: { generation: number },
): object {
  applyHabits(item.spec.template, generation);
  return item;
}

/**
 * Returns a cluster of 500 nodes, 1,000 namespaces and 20,000 pods as it was in one of its generations, which
 * differ in what was mended and what broke.
 */
export function generateBigCluster(generation: number): GeneratedList[] {
  const lists = generateCluster(BIG).map((list) => {
    const change = CHANGES[list.resource];
    const added = list.resource === 'pods' ? daemonPods().map((pod) => JSON.stringify(pod)) : [];
    const items =
      change === undefined
        ? list.items
        : list.items.map((item, index) =>
            JSON.stringify(change(JSON.parse(item) as never, { index, generation })),
          );
    return { ...list, items: [...items, ...added] };
  });
  return [...lists, ...ownLists()].map((list) => ({ ...list, items: list.items.map(withNames) }));
}

function ownLists(): GeneratedList[] {
  return [
    {
      path: '/apis/apps/v1/daemonsets',
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      resource: 'daemonsets',
      namespaced: true,
      items: daemonSets().map((item) => JSON.stringify(item)),
    },
    {
      path: '/apis/discovery.k8s.io/v1/endpointslices',
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      resource: 'endpointslices',
      namespaced: true,
      items: [JSON.stringify(apiEndpoints())],
    },
  ];
}

function apiEndpoints(): object {
  return {
    metadata: metadata('kubernetes', 'default', { labels: { 'kubernetes.io/service-name': 'kubernetes' } }),
    addressType: 'IPv4',
    ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
    endpoints: Array.from({ length: CONTROL_PLANE_NODES }, (_, index) => ({
      addresses: [nodeAddress(index)],
      conditions: { ready: true },
    })),
  };
}
