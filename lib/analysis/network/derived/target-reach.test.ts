import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { findingTester, only, allowOut, DNS_PORTS, type FindingScenario } from '#lib/testing/finding-case.ts';

const SCENARIOS: readonly FindingScenario[] = [
  {
    name: 'NP-12: egress that forgets DNS blocks it over both protocols',
    kind: 'dns-blocked',
    policies: [allowOut([only('db')])],
    expect: ["shop/web[Pod] cannot ask the cluster's DNS over UDP and TCP: policies deny it."],
  },
  {
    name: 'NP-13: one that remembers UDP alone blocks it over TCP',
    kind: 'dns-blocked',
    policies: [allowOut([{ namespaceSelector: {} }], [{ port: 53, protocol: 'UDP' }])],
    expect: ["shop/web[Pod] cannot ask the cluster's DNS over TCP: policies deny it."],
  },
  {
    name: 'NP-19: a policy of the DNS pods themselves blocks everybody',
    kind: 'dns-blocked',
    policies: [networkPolicy('dns', { namespace: 'kube-system' })],
    expect: ["shop/db[Pod], shop/web[Pod] cannot ask the cluster's DNS over UDP and TCP: policies deny it."],
  },
  {
    name: 'one that allows both blocks nothing',
    kind: 'dns-blocked',
    policies: [
      allowOut(
        [{ namespaceSelector: {} }],
        DNS_PORTS.map(({ port, protocol }) => ({ port, protocol })),
      ),
    ],
    expect: [],
  },
  {
    name: 'NP-20: the metadata address is left out by except',
    kind: 'metadata-reachable',
    policies: [allowOut([{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } }])],
    expect: [
      'Policies let 2 of 3 workloads reach the cloud metadata address 169.254.169.254: kube-system/dns[Pod], shop/db[Pod].',
    ],
  },
  {
    name: 'NP-20: a neighbour of it does not',
    kind: 'metadata-reachable',
    policies: [allowOut([{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.253/32'] } }])],
    expect: [
      'Policies let 3 of 3 workloads reach the cloud metadata address 169.254.169.254: kube-system/dns[Pod], shop/db[Pod], shop/web[Pod].',
    ],
  },
  {
    name: 'SV-1: the API server is reached by its own port, not that of its service',
    kind: 'api-server-reachable',
    policies: [allowOut([{ ipBlock: { cidr: '192.168.0.1/32' } }], [{ port: 443 }])],
    expect: ['Policies let 2 of 3 workloads reach the API server: kube-system/dns[Pod], shop/db[Pod].'],
  },
  {
    name: 'etcd is reached where a rule holds the control plane node',
    kind: 'etcd-reachable',
    policies: [allowOut([{ ipBlock: { cidr: '192.168.0.1/32' } }])],
    expect: [
      'Policies let 3 of 3 workloads reach port 2379 (etcd) of a control plane node: kube-system/dns[Pod], shop/db[Pod], shop/web[Pod].',
    ],
  },
  {
    name: 'and not where it holds a worker alone',
    kind: 'etcd-reachable',
    policies: [allowOut([{ ipBlock: { cidr: '192.168.0.2/32' } }])],
    expect: [
      'Policies let 2 of 3 workloads reach port 2379 (etcd) of a control plane node: kube-system/dns[Pod], shop/db[Pod].',
    ],
  },
];

findingTester('targets', SCENARIOS);
