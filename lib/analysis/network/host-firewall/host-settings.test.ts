import { describe, expect, it } from 'vitest';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { node } from '#lib/testing/builders/cluster.ts';
import { forbiddenGap, inventory } from '#lib/testing/builders/inventory.ts';
import {
  calico,
  EARLY,
  outbound,
  denyEarly,
  hostAnswer,
  hostEndpoint,
  hostPolicy,
  hostScene,
  labelled,
  type HostCase,
  type HostScene,
} from '#lib/testing/host-scene.ts';
import { hostFirewallOf } from './host-firewall.ts';

const policies = [denyEarly, outbound];
const KEPT_OUT = 'denied pre-dnat deny';
const FAILSAFE = 'failsafe failsafe deny';
const only = (port: number) => ({ failsafeInboundHostPorts: [{ protocol: 'tcp', port }] });
const felix = (name: string, spec: object, createdAt = '2026-01-01T00:00:00Z'): SpecObject => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'FelixConfiguration',
  metadata: { name, creationTimestamp: createdAt },
  spec: { ...spec },
});
const configured = (...calicoFelixConfigurations: SpecObject[]): HostScene => ({
  policies,
  more: { calicoFelixConfigurations },
});
const variable = (value?: string): HostScene => ({
  policies,
  felix: only(2379),
  agent: { env: [{ name: 'FELIX_FAILSAFEINBOUNDHOSTPORTS', ...(value === undefined ? {} : { value }) }] },
});
const card = (name: string, spec: object, labels: Record<string, string> = {}): SpecObject =>
  labelled(calico('HostEndpoint', name, { node: 'n1', ...spec }), { host: 'yes', ...labels });
const allowAll = { profiles: ['projectcalico-default-allow'] };

const CASES: readonly HostCase[] = [
  {
    rule: 'failsafe',
    name: 'a network limits an entry to its addresses',
    scene: {
      policies,
      felix: { failsafeInboundHostPorts: [{ protocol: 'tcp', port: 2379, net: '10.0.0.0/24' }] },
    },
    asks: [
      ['nodes', 2379, 'n1', FAILSAFE],
      ['internet', 2379, 'n1', KEPT_OUT],
    ],
  },
  {
    rule: 'failsafe',
    name: 'an empty list closes what policies close',
    scene: { policies, felix: { failsafeInboundHostPorts: [] } },
    asks: [['internet', 2379, 'n1', KEPT_OUT]],
  },
  {
    rule: 'failsafe',
    name: 'an entry for UDP does not open the TCP port',
    scene: { policies, felix: { failsafeInboundHostPorts: [{ protocol: 'udp', port: 2379 }] } },
    asks: [['internet', 2379, 'n1', KEPT_OUT]],
  },
  {
    rule: 'failsafe',
    name: 'the text form has protocol, network and port; a bare number is TCP',
    scene: variable('tcp:10.0.0.0/24:2379,6443'),
    asks: [
      ['nodes', 2379, 'n1', FAILSAFE],
      ['internet', 2379, 'n1', KEPT_OUT],
      ['internet', 6443, 'n1', FAILSAFE],
    ],
  },
  {
    rule: 'precedence',
    name: 'a variable of the DaemonSet beats every FelixConfiguration',
    scene: variable('none'),
    asks: [['internet', 2379, 'n1', KEPT_OUT]],
  },
  {
    rule: 'precedence',
    name: 'a variable whose value is not seen leaves the answer open where it matters',
    scene: variable(),
    asks: [['internet', 2379, 'n1', 'unknown pre-dnat deny']],
  },
  {
    rule: 'precedence',
    name: 'the configuration of a node beats the default one, on that node',
    scene: configured(felix('default', only(2379)), felix('node.n1', only(6443))),
    asks: [
      ['internet', 2379, 'n1', KEPT_OUT],
      ['internet', 6443, 'n1', FAILSAFE],
      ['internet', 2379, 'n2', FAILSAFE],
    ],
  },
  {
    rule: 'precedence',
    name: 'the configuration of a node says nothing of what it leaves out',
    scene: configured(felix('default', only(2379)), felix('node.n1', { bpfEnabled: false })),
    asks: [['internet', 2379, 'n1', FAILSAFE]],
  },
  {
    rule: 'precedence',
    name: 'of several that select a node the oldest wins, before the default one',
    scene: {
      policies,
      more: {
        nodes: [
          node('n1', { internalIP: '10.0.0.1', labels: { pool: 'a' } }),
          node('n2', { internalIP: '10.0.0.2' }),
        ],
        calicoFelixConfigurations: [
          felix('a-young', { nodeSelector: "pool == 'a'", ...only(22) }, '2026-05-01T00:00:00Z'),
          felix('b-old', { nodeSelector: 'has(pool)', ...only(6443) }, '2026-02-01T00:00:00Z'),
          felix('default', only(2379)),
        ],
      },
    },
    asks: [
      ['internet', 6443, 'n1', FAILSAFE],
      ['internet', 22, 'n1', KEPT_OUT],
      ['internet', 2379, 'n1', KEPT_OUT],
      ['internet', 2379, 'n2', FAILSAFE],
    ],
  },
  {
    rule: 'versions',
    name: 'before 3.14.1 the API server is no failsafe port, before 3.15 Typha is none',
    scene: { policies, agent: { image: 'calico/node:v3.14.0' } },
    asks: [
      ['internet', 6443, 'n1', KEPT_OUT],
      ['internet', 2379, 'n1', FAILSAFE],
    ],
  },
  {
    rule: 'versions',
    name: 'from 3.14.1 on it is one',
    scene: { policies, agent: { image: 'calico/node:v3.14.2' } },
    asks: [
      ['internet', 6443, 'n1', FAILSAFE],
      ['internet', 5473, 'n1', KEPT_OUT],
    ],
  },
  {
    rule: 'HE-2',
    name: 'of two endpoints for one interface the first by name is bound',
    scene: {
      policies,
      endpoints: [
        card('b', { interfaceName: 'eth0' }),
        card('a', { interfaceName: 'eth0', ...allowAll }, { host: 'no' }),
      ],
    },
    asks: [['internet', 10250, 'n1', 'allowed profile']],
  },
  {
    rule: 'HE-2',
    name: 'an endpoint with an address of the node is bound before that for all interfaces',
    scene: {
      policies,
      endpoints: [
        card('a-all', { interfaceName: '*', ...allowAll }, { host: 'no' }),
        card('b-card', { expectedIPs: ['10.0.0.1'] }),
      ],
    },
    asks: [
      ['internet', 10250, 'n1', KEPT_OUT],
      ['self', 10250, 'n1', 'allowed profile'],
    ],
  },
  {
    rule: 'HE-2',
    name: 'where nobody can tell which card carries the address, the answer is open if they differ',
    scene: {
      policies,
      endpoints: [
        card('a', { interfaceName: 'eth0' }),
        card('b', { interfaceName: 'eth1', ...allowAll }, { host: 'no' }),
      ],
    },
    asks: [['internet', 10250, 'n1', 'unknown pre-dnat deny']],
  },
  {
    rule: 'doNotTrack',
    name: 'an untracked Allow needs a rule that lets the answers out',
    scene: {
      endpoints: [card('n1-eth0', { interfaceName: 'eth0' })],
      policies: [
        hostPolicy('raw', {
          doNotTrack: true,
          applyOnForward: true,
          types: ['Ingress'],
          ingress: [{ action: 'Allow' }],
        }),
      ],
    },
    asks: [['internet', 10250, 'n1', 'unknown untracked raw']],
  },
  {
    rule: 'doNotTrack',
    name: 'with such a rule it lets in before every later Deny',
    scene: {
      endpoints: [card('n1-eth0', { interfaceName: 'eth0' })],
      policies: [
        hostPolicy('raw', {
          doNotTrack: true,
          applyOnForward: true,
          types: ['Ingress'],
          ingress: [{ action: 'Allow' }],
        }),
        ...policies,
      ],
    },
    asks: [['internet', 10250, 'n1', 'allowed untracked raw']],
  },
  {
    rule: 'HE-10',
    name: 'an endpoint for all interfaces leaves untracked policies out',
    scene: {
      endpoints: [hostEndpoint('n1')],
      policies: [
        hostPolicy('raw', {
          doNotTrack: true,
          applyOnForward: true,
          types: ['Ingress'],
          ingress: [{ action: 'Allow' }],
        }),
        ...policies,
      ],
    },
    asks: [['internet', 10250, 'n1', KEPT_OUT]],
  },
  {
    rule: 'sources',
    name: 'a network that a policy names is a source of its own, apart from the internet',
    scene: {
      policies: [
        hostPolicy('office', {
          ...EARLY,
          order: 1,
          ingress: [{ action: 'Allow', source: { nets: ['198.51.100.0/24'] } }],
        }),
        hostPolicy('deny', { ...EARLY, order: 2, ingress: [{ action: 'Deny' }] }),
        outbound,
      ],
    },
    asks: [
      ['198.51.100.0/24', 10250, 'n1', 'allowed pre-dnat office'],
      ['internet', 10250, 'n1', KEPT_OUT],
    ],
  },
  {
    rule: 'sources',
    name: 'part of a network may be kept out',
    scene: {
      policies: [
        hostPolicy('office', {
          ...EARLY,
          order: 1,
          ingress: [
            { action: 'Allow', source: { nets: ['198.51.100.0/24'], notNets: ['198.51.100.128/25'] } },
          ],
        }),
        hostPolicy('deny', { ...EARLY, order: 2, ingress: [{ action: 'Deny' }] }),
        outbound,
      ],
    },
    asks: [['198.51.100.0/24', 10250, 'n1', 'allowed pre-dnat office, denied pre-dnat deny']],
  },
];

describe.each(CASES)('$rule: $name', ({ scene, asks }) => {
  const firewall = hostFirewallOf(hostScene(scene));

  it.each(asks)('%s to %i of %s: %s', (...[source, port, nodeName, answer]) => {
    expect(hostAnswer(firewall, [source, port, nodeName])).toBe(answer);
  });
});

describe('where there is no firewall to judge', () => {
  it('says that there is none', () => {
    const { kind, notes, nodes } = hostFirewallOf(hostScene({ endpoints: [] }));
    expect([kind, nodes.length]).toEqual(['none', 0]);
    expect(notes[0]?.en).toContain('No host firewall is to be seen');
  });

  it('says that global policies act on pods only', () => {
    expect(hostFirewallOf(hostScene({ endpoints: [], policies })).notes[0]?.en).toContain('act on pods only');
  });

  it('does not take a list that was not read for an empty one', () => {
    const failed = { state: 'failed', gaps: [forbiddenGap('calicoHostEndpoints')] } as const;
    const { slices } = inventory({}, { calicoHostEndpoints: failed });
    expect(hostFirewallOf(slices).kind).toBe('unknown');
  });
});
