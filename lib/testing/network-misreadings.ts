import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '#lib/model/network.ts';
import type { NetworkRecords } from './compare-network.ts';

/*
 * Ways to read policies wrongly, as other tools do. Each rewrites the records into what an engine with that mistake
 * would take them for; the engine behind it is the right one.
 */
type Misreading = (records: NetworkRecords) => NetworkRecords;

type Rule = NonNullable<NetworkPolicy['spec']['ingress']>[number] &
  NonNullable<NetworkPolicy['spec']['egress']>[number];

function inRules(change: (rule: Rule) => Rule): Misreading {
  return ({ networkPolicies = [], ...records }) => ({
    ...records,
    networkPolicies: networkPolicies.map(({ spec, ...policy }) => {
      const { ingress, egress } = spec;
      return {
        ...policy,
        spec: {
          ...spec,
          ...(ingress === undefined ? {} : { ingress: ingress.map(change) }),
          ...(egress === undefined ? {} : { egress: egress.map(change) }),
        },
      };
    }),
  });
}

function inPeers(change: (peer: NetworkPolicyPeer) => NetworkPolicyPeer): Misreading {
  return inRules(({ from, to, ...rule }) => ({
    ...rule,
    ...(from === undefined ? {} : { from: from.map(change) }),
    ...(to === undefined ? {} : { to: to.map(change) }),
  }));
}

function inPorts(change: (port: NetworkPolicyPort) => readonly NetworkPolicyPort[]): Misreading {
  return inRules((rule) =>
    rule.ports === undefined ? rule : { ...rule, ports: rule.ports.flatMap(change) },
  );
}

type Spec = SpecObject['spec'];
type SpecSlice =
  | 'clusterNetworkPolicies'
  | 'calicoNetworkPolicies'
  | 'calicoGlobalNetworkPolicies'
  | 'calicoTiers'
  | 'ciliumNetworkPolicies'
  | 'ciliumClusterwideNetworkPolicies';

function inSpecs(slices: readonly SpecSlice[], change: (spec: Spec) => Spec): Misreading {
  return (records) => ({
    ...records,
    ...Object.fromEntries(
      slices.map((slice) => [
        slice,
        (records[slice] ?? []).map((one) => ({ ...one, spec: change(one.spec) })),
      ]),
    ),
  });
}

const CALICO = ['calicoNetworkPolicies', 'calicoGlobalNetworkPolicies'] as const;
const CILIUM = ['ciliumNetworkPolicies', 'ciliumClusterwideNetworkPolicies'] as const;

/** Changes every object in a list of a spec, and of the specs inside it. */
function deep(value: unknown, change: (fields: Spec) => Spec): unknown {
  if (Array.isArray(value)) return value.map((one) => deep(one, change));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([key, one]) => [key, deep(one, change)]);
  return change(Object.fromEntries(inner) as Spec);
}

function inFields(slices: readonly SpecSlice[], change: (fields: Spec) => Spec): Misreading {
  return inSpecs(slices, (spec) => deep(spec, change) as Spec);
}

function without(key: string): (fields: Spec) => Spec {
  return (fields) => Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}

/** Puts another name in the place of a key, and of a value of the field `key`. */
function renamed(fields: Spec, from: string, to: string): Spec {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key === from ? to : key,
      key === 'key' && value === from ? to : value,
    ]),
  );
}

/** What is wrong with an engine, told of it. */
export const NETWORK_MISREADINGS: Readonly<Record<string, Misreading>> = {
  'does not look at exceptions of an address block (NP-20)': inPeers((peer) =>
    peer.ipBlock === undefined ? peer : { ipBlock: { cidr: peer.ipBlock.cidr } },
  ),
  'takes a missing namespace selector for every namespace (NP-8)': inPeers((peer) =>
    peer.ipBlock === undefined ? { namespaceSelector: {}, ...peer } : peer,
  ),
  'takes a namespace selector beside a pod selector for a peer of its own (NP-7)': inRules((rule) => {
    const split = (list: readonly NetworkPolicyPeer[]) =>
      list.flatMap(({ podSelector, namespaceSelector, ...rest }) =>
        podSelector === undefined || namespaceSelector === undefined
          ? [
              {
                ...rest,
                ...(podSelector && { podSelector }),
                ...(namespaceSelector && { namespaceSelector }),
              },
            ]
          : [{ podSelector }, { namespaceSelector }],
      );
    const { from, to } = rule;
    return { ...rule, ...(from && { from: split(from) }), ...(to && { to: split(to) }) };
  }),
  'isolates in both directions whatever the types (NP-2)': ({ networkPolicies = [], ...records }) => ({
    ...records,
    networkPolicies: networkPolicies.map((policy) => ({
      ...policy,
      spec: { ...policy.spec, policyTypes: ['Ingress', 'Egress'] },
    })),
  }),
  'finds a named port by any protocol (NP-14)': inPorts((port) =>
    typeof port.port === 'string'
      ? (['TCP', 'UDP', 'SCTP'] as const).map((protocol) => ({ ...port, protocol }))
      : [port],
  ),
  'leaves the end out of a range of ports (NP-16)': inPorts((port) => {
    const { endPort, ...rest } = port;
    return endPort === undefined || endPort === port.port ? [rest] : [{ ...rest, endPort: endPort - 1 }];
  }),
  'reads a port without a number as TCP and UDP (NP-13)': inPorts((port) =>
    port.port === undefined ? [port, { protocol: 'UDP' }] : [port],
  ),
  'asks the baseline before NetworkPolicies (CN-1)': inSpecs(['clusterNetworkPolicies'], (spec) =>
    spec['tier'] === 'Baseline' ? { ...spec, tier: 'Admin', priority: 1001 } : spec,
  ),
  'takes the highest number for the first priority (CN-2)': inSpecs(['clusterNetworkPolicies'], (spec) => ({
    ...spec,
    priority: 1000 - Number(spec['priority']),
  })),
  'takes Pass of a cluster-wide policy for Accept (CN-3)': inFields(['clusterNetworkPolicies'], (fields) =>
    fields['action'] === 'Pass' ? { ...fields, action: 'Accept' } : fields,
  ),
  'takes Pass of Calico for Allow (CA-6)': inFields(CALICO, (fields) =>
    fields['action'] === 'Pass' ? { ...fields, action: 'Allow' } : fields,
  ),
  'takes Log of Calico for a decision (CA-6)': inFields(CALICO, (fields) =>
    fields['action'] === 'Log' ? { ...fields, action: 'Allow' } : fields,
  ),
  'denies at the end of every tier (CA-5)': inSpecs(['calicoTiers'], without('defaultAction')),
  'does not look at the order of Calico policies (CA-2)': inSpecs(CALICO, without('order')),
  'does not look at notSelector (CA-14)': inFields(CALICO, without('notSelector')),
  'lets an allow of Cilium beat a denial (CI-4)': inFields(CILIUM, (fields) => ({
    ...fields,
    ...(Array.isArray(fields['ingressDeny']) && { ingressDeny: fields['ingressDeny'].map(() => ({})) }),
    ...(Array.isArray(fields['egressDeny']) && { egressDeny: fields['egressDeny'].map(() => ({})) }),
  })),
  'does not look at enableDefaultDeny (CI-3)': inFields(CILIUM, without('enableDefaultDeny')),
  'does not look at policies for nodes (CI-12)': inFields(CILIUM, without('nodeSelector')),
  'takes a policy for nodes for one for pods (CI-12)': inFields(CILIUM, ({ nodeSelector, ...fields }) =>
    nodeSelector === undefined ? fields : { ...fields, endpointSelector: nodeSelector },
  ),
  'looks at every label of a node (CI-13)': ({ nodes = [], ...records }) => ({
    ...inFields(CILIUM, (fields) => renamed(fields, 'kubernetes.io/os', 'os'))(records),
    nodes: nodes.map(({ metadata, ...node }) => ({
      ...node,
      metadata: { ...metadata, labels: { ...metadata.labels, os: 'linux' } },
    })),
  }),
  'takes a Cilium port without a protocol for TCP (CI-6)': inFields(CILIUM, (fields) =>
    typeof fields['port'] === 'string' ? { protocol: 'TCP', ...fields } : fields,
  ),
};
