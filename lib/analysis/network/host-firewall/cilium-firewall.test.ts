import { describe, expect, it } from 'vitest';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { HostFirewall } from '#lib/model/host-firewall.ts';
import { configMap, node } from '#lib/testing/builders/cluster.ts';
import { daemonSet } from '#lib/testing/builders/workloads.ts';
import { hostAnswer, hostScene } from '#lib/testing/host-scene.ts';
import { hostFirewallOf } from './host-firewall.ts';

type Spec = Readonly<Record<string, unknown>>;
type Settings = Readonly<Record<string, string>>;

function nodePolicy(name: string, spec: Spec): SpecObject {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name },
    spec: { specs: [{ nodeSelector: {}, ...spec }] },
  };
}

const ON = { 'enable-host-firewall': 'true', 'enable-bpf-masquerade': 'true', 'routing-mode': 'native' };

function firewall(policies: readonly SpecObject[], settings: Settings | null = ON): HostFirewall {
  const labels = { 'kubernetes.io/os': 'linux' };
  return hostFirewallOf(
    hostScene({
      endpoints: [],
      more: {
        nodes: [
          node('n1', { internalIP: '10.0.0.1', labels: { ...labels, role: 'edge' } }),
          node('n2', { internalIP: '10.0.0.2', labels }),
        ],
        daemonSets: [
          daemonSet('cilium', {
            namespace: 'kube-system',
            containers: [{ name: 'cilium-agent', image: 'quay.io/cilium/cilium:v1.18.2' }],
            spec: { hostNetwork: true },
          }),
        ],
        configMaps:
          settings === null
            ? []
            : [configMap('cilium-config', { namespace: 'kube-system', data: { ...settings } })],
        ciliumClusterwideNetworkPolicies: policies,
      },
    }),
  );
}

const CLUSTER_ONLY = nodePolicy('cluster-only', { ingress: [{ fromEntities: ['cluster'] }] });
const NODES_ONLY = nodePolicy('nodes-only', { ingress: [{ fromEntities: ['remote-node'] }] });

describe('the table of hosts under Cilium', () => {
  it.each([
    {
      name: 'lets in what a policy for nodes names, and nobody else',
      policies: [CLUSTER_ONLY],
      answers: {
        internet: 'denied host-policy cluster-only',
        nodes: 'allowed host-policy cluster-only',
        'pods-elsewhere': 'allowed host-policy cluster-only',
        'pods-here': 'allowed host-policy cluster-only',
        self: 'allowed local',
      },
    },
    {
      name: 'tells pods from nodes',
      policies: [NODES_ONLY],
      answers: {
        nodes: 'allowed host-policy nodes-only',
        'pods-elsewhere': 'denied host-policy nodes-only',
        'pods-here': 'denied host-policy nodes-only',
      },
    },
    {
      name: 'gives a network that a policy names a row of its own',
      policies: [nodePolicy('office', { ingress: [{ fromCIDR: ['203.0.113.0/24'] }] })],
      answers: { internet: 'denied host-policy office', '203.0.113.0/24': 'allowed host-policy office' },
    },
    {
      name: 'asks the policies of the sending node first',
      policies: [
        nodePolicy('out', { egress: [{ toEntities: ['world'] }] }),
        nodePolicy('in', { ingress: [{ fromEntities: ['all'] }] }),
      ],
      answers: { nodes: 'denied sender out', internet: 'allowed host-policy in' },
    },
    {
      name: 'says where no policy selects the node',
      policies: [
        nodePolicy('edge', {
          nodeSelector: { matchLabels: { role: 'core' } },
          ingress: [{ fromEntities: ['cluster'] }],
        }),
      ],
      answers: { internet: 'allowed no-policy' },
    },
  ])('$name', ({ policies, answers }) => {
    const found = firewall(policies);
    expect(found.kind).toBe('cilium');
    const told = Object.keys(answers).map((source) => [source, hostAnswer(found, [source, 10_250])]);
    expect(Object.fromEntries(told)).toEqual(answers);
  });

  it('opens a port to a network and leaves the others closed', () => {
    const found = firewall([
      nodePolicy('ssh', { ingress: [{ toPorts: [{ ports: [{ port: '22', protocol: 'TCP' }] }] }] }),
    ]);
    expect(hostAnswer(found, ['internet', 22])).toBe('allowed host-policy ssh');
    expect(hostAnswer(found, ['internet', 6443])).toBe('denied host-policy ssh');
  });

  it('does not know of pods elsewhere where their packets may leave with the address of their node', () => {
    const masked = firewall([NODES_ONLY], { ...ON, 'enable-bpf-masquerade': 'false' });
    expect(hostAnswer(masked, ['pods-elsewhere', 10_250])).toBe('unknown host-policy nodes-only');
    expect(hostAnswer(masked, ['pods-here', 10_250])).toBe('denied host-policy nodes-only');
  });

  it('does not know what policies do where the setting was not seen, but knows what they allow', () => {
    const unseen = firewall([CLUSTER_ONLY], null);
    expect(hostAnswer(unseen, ['internet', 22])).toBe('unknown host-policy cluster-only');
    expect(hostAnswer(unseen, ['nodes', 22])).toBe('allowed host-policy cluster-only');
  });

  it('asks for the ports that Cilium itself needs, its tunnel where it has one', () => {
    const portsOf = (settings: Settings) => firewall([CLUSTER_ONLY], settings).ports.map(({ key }) => key);
    expect(portsOf({ ...ON, 'routing-mode': 'tunnel' })).toEqual(
      expect.arrayContaining(['tcp-22', 'tcp-4240', 'udp-8472']),
    );
    expect(portsOf(ON)).not.toContain('udp-8472');
    expect(portsOf(ON)).not.toContain('tcp-5473');
  });

  it('names the nodes, and the policies that select each', () => {
    const found = firewall([
      CLUSTER_ONLY,
      nodePolicy('edge', {
        nodeSelector: { matchLabels: { role: 'edge' } },
        ingress: [{ fromEntities: ['host'] }],
      }),
    ]);
    expect(found.nodes.map(({ name, endpoints }) => [name, ...endpoints])).toEqual([
      ['n1', 'cluster-only', 'edge'],
      ['n2', 'cluster-only'],
    ]);
  });
});

describe('a cluster without such a firewall', () => {
  it.each([
    { name: 'is told so where it is off', settings: {}, policies: [CLUSTER_ONLY], note: 'do nothing' },
    {
      name: 'is told so where no policy selects nodes',
      settings: ON,
      policies: [],
      note: 'no policy selects nodes',
    },
    {
      name: 'is told so where Cilium never enforces',
      settings: { ...ON, 'enable-policy': 'never' },
      policies: [CLUSTER_ONLY],
      note: 'nothing beside it enforces',
    },
    {
      name: 'is told so where Cilium only logs',
      settings: { ...ON, 'policy-audit-mode': 'true' },
      policies: [CLUSTER_ONLY],
      note: 'nothing beside it enforces',
    },
  ])('$name', ({ settings, policies, note }) => {
    const { kind, notes } = firewall(policies, settings);
    expect(kind).toBe('none');
    expect(notes[0]?.en).toContain(note);
  });

  it('is closed by the mode always without a policy', () => {
    const found = firewall([], { ...ON, 'enable-policy': 'always' });
    expect(hostAnswer(found, ['internet', 22])).toBe('denied host-policy cilium-config');
  });
});

describe('lints', () => {
  const idsOf = (found: HostFirewall) => found.lints.map(({ id, objects }) => `${id} ${objects.join()}`);
  const open = nodePolicy('all', { ingress: [{ fromEntities: ['all'] }] });

  it.each([
    {
      name: 'a label that no host endpoint has',
      policies: [
        open,
        nodePolicy('os', { nodeSelector: { matchLabels: { 'kubernetes.io/os': 'linux' } }, ingress: [{}] }),
      ],
      near: [open, nodePolicy('role', { nodeSelector: { matchLabels: { role: 'edge' } }, ingress: [{}] })],
      settings: ON,
      found: 'node-label-not-taken CiliumClusterwideNetworkPolicy os',
    },
    {
      name: 'nodes that no policy selects',
      policies: [nodePolicy('edge', { nodeSelector: { matchLabels: { role: 'edge' } }, ingress: [{}] })],
      near: [open],
      settings: ON,
      found: 'node-without-policy Node n2',
    },
    {
      name: 'tunnels between nodes that are closed',
      policies: [nodePolicy('in', { ingress: [{ fromEntities: ['world'] }] })],
      near: [CLUSTER_ONLY],
      settings: { ...ON, 'routing-mode': 'tunnel' },
      found: 'tunnel-closed Node n1,Node n2',
    },
  ])('$name', ({ policies, near, settings, found }) => {
    expect(idsOf(firewall(policies, settings))).toEqual([found]);
    expect(idsOf(firewall(near, settings))).toEqual([]);
  });
});
