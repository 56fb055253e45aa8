import { endpointSlice, networkPolicy, service } from '#lib/testing/builders/cluster.ts';
import { daemonSet, livePod } from '#lib/testing/builders/workloads.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { dnsBlockedByPolicy } from './dns-blocked-by-policy.ts';

const ports = [
  { name: 'dns', port: 53, protocol: 'UDP' },
  { name: 'dns-tcp', port: 53, protocol: 'TCP' },
];
const where = { namespace: 'kube-system' };
const agent = (image: string) => daemonSet('agent', { ...where, containers: [{ image }] });
const base = {
  pods: [
    livePod('web', { labels: { app: 'web' }, node: 'worker-1', ip: '10.0.0.1' }),
    livePod('dns', { ...where, labels: { 'k8s-app': 'kube-dns' }, node: 'worker-1', ip: '10.0.9.1' }),
  ],
  daemonSets: [agent('quay.io/calico/node:v3.30.0')],
  services: [service('kube-dns', { ...where, spec: { ports } })],
  endpointSlices: [endpointSlice('kube-dns', { ...where, ports, endpoints: ['10.0.9.1'] })],
};
const out = (egress: readonly object[]) =>
  networkPolicy('out', { spec: { podSelector: {}, policyTypes: ['Egress'], egress } });
const toDns = (...protocols: readonly string[]) => ({
  to: [{ namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: protocols.map((protocol) => ({ port: 53, protocol })),
});

controlTester(dnsBlockedByPolicy, {
  pass: [
    {
      name: 'what closes outgoing traffic opens both protocols to the DNS pods',
      slices: { ...base, networkPolicies: [out([toDns('UDP', 'TCP')])] },
    },
    { name: 'only incoming traffic is closed', slices: { ...base, networkPolicies: [networkPolicy('in')] } },
    {
      name: 'nodes have caches, and these are open',
      slices: {
        ...base,
        daemonSets: [...base.daemonSets, daemonSet('node-local-dns', where)],
        networkPolicies: [
          out([{ to: [{ ipBlock: { cidr: '169.254.20.10/32' } }], ports: [...toDns('UDP', 'TCP').ports] }]),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'outgoing traffic is closed and DNS forgotten',
      slices: { ...base, networkPolicies: [out([])] },
      expect: ['Pod/shop/web#egress (low)'],
    },
    {
      name: 'long answers are cut off: TCP was forgotten',
      slices: { ...base, networkPolicies: [out([toDns('UDP')])] },
      expect: ['lost'],
    },
    {
      name: 'the DNS pods let nobody in',
      slices: { ...base, networkPolicies: [networkPolicy('shut', { ...where })] },
      expect: ['Pod/shop/web'],
    },
  ],
  other: [
    { name: 'no DNS is known', outcome: 'not-applicable', slices: { ...base, services: [] } },
    {
      name: 'nothing enforces policies',
      outcome: 'not-applicable',
      slices: {
        ...base,
        daemonSets: [agent('ghcr.io/flannel-io/flannel:v0.27.4')],
        networkPolicies: [out([])],
      },
    },
    {
      name: 'nobody knows whether anything enforces them',
      outcome: 'not-assessed',
      slices: { ...base, daemonSets: [agent('example.com/net:1.0.0')], networkPolicies: [out([])] },
    },
  ],
});
