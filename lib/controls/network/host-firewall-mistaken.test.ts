import { controlTester } from '#lib/testing/control-tester.ts';
import { denyEarly, EARLY, hostEndpoint, hostPolicy, hostSlices, outbound } from '#lib/testing/host-scene.ts';
import { hostFirewallMistaken } from './host-firewall-mistaken.ts';

/** Allows nodes and loopback in, and nothing is wrong with it. */
const sound = hostPolicy('sound', {
  order: 10,
  types: ['Ingress', 'Egress'],
  ingress: [
    { action: 'Allow', source: { nets: ['10.0.0.0/24', '127.0.0.0/8', '192.168.0.0/16'] } },
    { action: 'Deny' },
  ],
  egress: [{ action: 'Allow' }],
});
controlTester(hostFirewallMistaken, {
  pass: [
    { name: 'policies that do what they say', slices: hostSlices({ policies: [sound] }) },
    {
      name: 'what other controls tell of: failsafe ports, a node without endpoint',
      slices: hostSlices({ policies: [sound], endpoints: [hostEndpoint('n1')] }),
    },
  ],
  fail: [
    {
      name: 'a Deny that is asked before an Allow',
      slices: hostSlices({
        policies: [
          sound,
          hostPolicy('early', { order: 5, types: ['Ingress'], ingress: [{ action: 'Deny' }] }),
        ],
      }),
      expect: [
        'GlobalNetworkPolicy/early#deny-before-allow GlobalNetworkPolicy sound (high)',
        'Node/n1#loopback-denied (medium)',
        'Node/n2#loopback-denied',
      ],
    },
    {
      name: 'nodes shut out before DNAT',
      slices: hostSlices({ policies: [denyEarly, outbound] }),
      expect: [
        'Node/n1#loopback-denied',
        'Node/n1#nodes-denied-before-dnat (high)',
        'Node/n2#loopback-denied',
        'Node/n2#nodes-denied-before-dnat',
      ],
    },
    {
      name: 'rules before DNAT without applyOnForward',
      slices: hostSlices({
        policies: [sound, hostPolicy('bare', { ...EARLY, applyOnForward: false, ingress: [] })],
      }),
      expect: ['GlobalNetworkPolicy/bare#early-without-forward (medium)'],
    },
  ],
  other: [{ name: 'no host firewall', outcome: 'not-applicable', slices: hostSlices({ endpoints: [] }) }],
});
