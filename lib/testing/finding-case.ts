import { describe, expect, it } from 'vitest';
import type { NetworkFindingKind } from '#lib/model/network-finding.ts';
import { networkFindings } from '#lib/analysis/network/derived/network-findings.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import { endpointSlice, networkPolicy, node, service } from '#lib/testing/builders/cluster.ts';
import type { GivenSlices } from '#lib/testing/builders/inventory.ts';
import { build, metadata } from '#lib/testing/builders/objects.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { sceneOf } from '#lib/testing/path-scene.ts';

type Fields = Readonly<Record<string, unknown>>;
export const NODES = [
  node('n1', { internalIP: '192.168.0.1', controlPlane: true }),
  node('n2', { internalIP: '192.168.0.2' }),
];
const NAMESPACES = ['shop', 'kube-system'].map((name) =>
  build(
    'namespaces',
    { kind: 'Namespace', metadata: metadata(name, { labels: { team: name } }, false) },
    { spec: {} },
  ),
);
export const WEB = livePod('web', { labels: { app: 'web' }, node: 'n2', ip: '10.0.0.1' });
export const DB = livePod('db', { labels: { app: 'db' }, node: 'n2', ip: '10.0.0.2' });
const DNS = livePod('dns', {
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
  node: 'n1',
  ip: '10.0.9.1',
});
export const DNS_PORTS = [
  { name: 'dns', port: 53, protocol: 'UDP' },
  { name: 'dns-tcp', port: 53, protocol: 'TCP' },
];
const KUBE_DNS = service('kube-dns', { namespace: 'kube-system', spec: { ports: DNS_PORTS } });
const DNS_SLICE = endpointSlice('kube-dns', {
  namespace: 'kube-system',
  ports: DNS_PORTS,
  endpoints: ['10.0.9.1'],
});
const API = service('kubernetes', {
  namespace: 'default',
  spec: { ports: [{ name: 'https', port: 443, protocol: 'TCP' }] },
});
const API_SLICE = endpointSlice('kubernetes', {
  namespace: 'default',
  ports: [{ name: 'https', port: 6443 }],
  endpoints: ['192.168.0.1'],
});

export const policy = (name: string, spec: Fields): NetworkPolicy => networkPolicy(name, { spec });
export const only = (app: string) => ({ podSelector: { matchLabels: { app } } });
export const admin = (name: string, priority: number, action: string): SpecObject => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name },
  spec: {
    tier: 'Admin',
    priority,
    subject: { namespaces: {} },
    ingress: [
      { action, from: [{ namespaces: {} }], protocols: [{ tcp: { destinationPort: { number: 80 } } }] },
    ],
  },
});
export const allowOut = (to: readonly object[], ports: readonly object[] = []) =>
  policy('out', {
    ...only('web'),
    policyTypes: ['Egress'],
    egress: [{ to, ...(ports.length === 0 ? {} : { ports }) }],
  });

/** Policies of a small cluster and what is told of one kind. */
export interface FindingScenario {
  readonly name: string;
  readonly kind: NetworkFindingKind;
  readonly policies?: readonly NetworkPolicy[];
  readonly given?: GivenSlices;
  readonly expect: readonly string[];
}

function told(given: GivenSlices, kind: NetworkFindingKind): string[] {
  const scene = sceneOf({
    pods: [WEB, DB, DNS],
    nodes: NODES,
    namespaces: NAMESPACES,
    services: [KUBE_DNS, API],
    endpointSlices: [DNS_SLICE, API_SLICE],
    ...given,
  });
  return networkFindings(scene, NODES).flatMap((one) => (one.kind === kind ? [one.sentence.en] : []));
}

/** Declares one test for each scenario: a web server, a database, the DNS, a control plane node and a worker. */
export function findingTester(title: string, scenarios: readonly FindingScenario[]): void {
  describe(`what is told of ${title}`, () => {
    it.each(scenarios)('$name', ({ kind, policies = [], given, expect: expected }) => {
      expect(told({ networkPolicies: policies, ...given }, kind)).toEqual(expected);
    });
  });
}
