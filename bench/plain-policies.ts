import type { ListedRecord } from './network-records.ts';

const API = 'networking.k8s.io/v1';

/** Returns two NetworkPolicies with three rules each for every namespace. */
export function plainPolicies(namespaces: number): { readonly networkPolicies: readonly ListedRecord[] } {
  const all = Array.from({ length: namespaces }, (_, index) => [defaultDeny(index), ingress(index)]);
  return { networkPolicies: all.flat() };
}

export function networkPolicyRecord(name: string, index: number, spec: object): ListedRecord {
  return { apiVersion: API, kind: 'NetworkPolicy', metadata: { name, namespace: `ns-${index}` }, spec };
}

/** Both ways closed; out to DNS, to every namespace of its stage and to one network. */
function defaultDeny(index: number): ListedRecord {
  const dns = { matchLabels: { 'kubernetes.io/metadata.name': 'ns-0' } };
  return networkPolicyRecord('default-deny', index, {
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    egress: [
      {
        to: [{ namespaceSelector: dns, podSelector: { matchLabels: { app: 'app-0' } } }],
        ports: [
          { protocol: 'UDP', port: 53 },
          { protocol: 'TCP', port: 53 },
        ],
      },
      { to: [{ namespaceSelector: stageOf(index) }, { podSelector: {} }] },
      { to: [block(index)], ports: [{ protocol: 'TCP', port: 443 }] },
    ],
  });
}

/** In from two kinds of namespaces, by a name and by a range of ports, and from one network. */
function ingress(index: number): ListedRecord {
  const team = { matchLabels: { team: `team-${(index * 7) % 50}` } };
  return networkPolicyRecord('web', index, {
    podSelector: { matchLabels: { tier: 'web' } },
    policyTypes: ['Ingress'],
    ingress: [
      { from: [{ namespaceSelector: team }], ports: [{ protocol: 'TCP', port: 'http' }] },
      {
        from: [{ namespaceSelector: stageOf(index) }],
        ports: [{ protocol: 'TCP', port: 9000, endPort: 9100 }],
      },
      { from: [block(index + 500)], ports: [{ protocol: 'TCP', port: 8443 }] },
    ],
  });
}

function stageOf(index: number): object {
  return { matchLabels: { stage: ['dev', 'test', 'prod'][index % 3] ?? 'dev' } };
}

function block(index: number): object {
  const net = `172.${16 + ((index >> 8) & 15)}.${index & 255}`;
  return { ipBlock: { cidr: `${net}.0/24`, except: [`${net}.128/25`] } };
}
