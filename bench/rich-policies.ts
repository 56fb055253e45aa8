import type { ListedRecord } from './network-records.ts';
import { networkPolicyRecord, plainPolicies } from './plain-policies.ts';

type Kinds = Readonly<Record<string, readonly ListedRecord[]>>;

function each<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Returns NetworkPolicies with expressions and networks that hold pods, and cluster-wide tiers around them. */
export function expressivePolicies(namespaces: number): Kinds {
  const stages = { key: 'stage', operator: 'In', values: ['test', 'prod'] };
  const expressive = each(namespaces, (index) =>
    networkPolicyRecord('expressive', index, {
      podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['web'] }] },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchExpressions: [stages] },
              podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
            },
          ],
          ports: [{ protocol: 'TCP', port: 'metrics' }],
        },
        { from: [{ ipBlock: { cidr: `10.0.${index & 255}.0/24` } }] },
      ],
    }),
  );
  const { networkPolicies } = plainPolicies(namespaces);
  return {
    networkPolicies: [...networkPolicies, ...expressive],
    clusterNetworkPolicies: each(60, (index) => clusterPolicy(index)),
  };
}

function clusterPolicy(index: number): ListedRecord {
  const subject = { namespaces: { matchLabels: { team: `team-${index % 50}` } } };
  const peer = { namespaces: { matchLabels: { stage: index % 2 === 0 ? 'dev' : 'prod' } } };
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: `cluster-${index}` },
    spec: {
      tier: index < 50 ? 'Admin' : 'Baseline',
      priority: index,
      subject,
      ingress: [
        { action: 'Deny', from: [peer], protocols: [{ tcp: { destinationPort: { number: 22 } } }] },
        { action: 'Pass', from: [{ namespaces: {} }] },
      ],
      egress: [{ action: 'Deny', to: [{ networks: ['169.254.169.254/32'] }] }],
    },
  };
}

/** Returns Calico tiers, global policies that select by labels and networks, and policies in namespaces. */
export function calicoPolicies(namespaces: number): Kinds {
  const api = { apiVersion: 'projectcalico.org/v3' };
  const tiers = ['security', 'platform'].map((name, index) => ({
    ...api,
    kind: 'Tier',
    metadata: { name },
    spec: { order: 100 * (index + 1) },
  }));
  const global = each(100, (index) => ({
    ...api,
    kind: 'GlobalNetworkPolicy',
    metadata: { name: `${index % 2 === 0 ? 'security' : 'platform'}.global-${index}` },
    spec: {
      tier: index % 2 === 0 ? 'security' : 'platform',
      order: index,
      namespaceSelector: `team == "team-${index % 50}"`,
      types: ['Ingress', 'Egress'],
      ingress: [
        {
          action: 'Deny',
          protocol: 'TCP',
          source: { nets: [`10.0.${index}.0/24`] },
          destination: { ports: [22] },
        },
        { action: 'Pass' },
      ],
      egress: [
        { action: 'Deny', destination: { selector: `tier == "db" && app in {"app-1", "app-2"}` } },
        { action: 'Pass' },
      ],
    },
  }));
  const own = each(namespaces, (index) => ({
    ...api,
    kind: 'NetworkPolicy',
    metadata: { name: 'default.own', namespace: `ns-${index}` },
    spec: {
      order: 10,
      selector: 'tier != "web"',
      types: ['Ingress'],
      ingress: [
        {
          action: 'Allow',
          protocol: 'TCP',
          source: { selector: 'has(app)' },
          destination: { ports: ['8000:9000'] },
        },
        { action: 'Deny', source: { notNets: ['10.0.0.0/8'] } },
      ],
    },
  }));
  return {
    ...plainPolicies(namespaces),
    calicoTiers: tiers,
    calicoGlobalNetworkPolicies: global,
    calicoNetworkPolicies: own,
  };
}

/** Returns Cilium policies that allow and deny by labels, entities and networks. */
export function ciliumPolicies(namespaces: number): Kinds {
  const api = { apiVersion: 'cilium.io/v2' };
  const own = each(namespaces, (index) => ({
    ...api,
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'own', namespace: `ns-${index}` },
    spec: {
      specs: [
        {
          endpointSelector: { matchLabels: { tier: 'db' } },
          ingress: [
            {
              fromEndpoints: [{ matchLabels: { tier: 'cache' } }],
              toPorts: [{ ports: [{ port: '5432', protocol: 'TCP' }] }],
            },
            { fromEntities: ['host', 'remote-node'] },
          ],
          egress: [
            { toCIDRSet: [{ cidr: `192.168.${index & 255}.0/24`, except: [`192.168.${index & 255}.0/26`] }] },
          ],
        },
      ],
    },
  }));
  const cluster = each(50, (index) => ({
    ...api,
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name: `cluster-${index}` },
    spec: {
      specs: [
        {
          endpointSelector: { matchLabels: { app: `app-${index % 10}` } },
          ingressDeny: [
            {
              fromEndpoints: [{ matchLabels: { 'io.cilium.k8s.namespace.labels.team': `team-${index}` } }],
              toPorts: [{ ports: [{ port: '22', protocol: 'TCP' }] }],
            },
          ],
        },
      ],
    },
  }));
  return {
    ...plainPolicies(namespaces),
    ciliumNetworkPolicies: own,
    ciliumClusterwideNetworkPolicies: cluster,
  };
}
