import {
  BOTH,
  svc,
  slice,
  intoWeb,
  fromClients,
  outOfClient,
  pathTester,
  type PathScenario,
} from '#lib/testing/path-case.ts';

const SCENARIOS: readonly PathScenario[] = [
  {
    name: 'SV-8: a headless service leads to its pods on the port that is dialled',
    given: {
      services: [svc({ clusterIP: 'None' })],
      endpointSlices: [slice()],
      networkPolicies: [intoWeb([{ ports: [{ port: 8080 }] }])],
    },
    ask: ['shop/client', 'svc:shop/web', 8080],
    expect: 'allowed',
  },
  {
    name: 'SV-8: for which its own port does not stand',
    given: {
      services: [svc({ clusterIP: 'None' })],
      endpointSlices: [slice()],
      networkPolicies: [intoWeb([{ ports: [{ port: 8080 }] }])],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'denied',
  },
  {
    name: 'SV-8: it has no address that the outside could not be led to',
    given: {
      services: [svc({ clusterIP: 'None' })],
      endpointSlices: [slice()],
      networkPolicies: [intoWeb(fromClients)],
    },
    ask: ['198.51.100.1', 'svc:shop/web', 8080],
    expect: 'denied',
  },
  {
    name: 'SV-8 NP-25: a pod reaches itself through it by its own address',
    given: {
      services: [svc({ clusterIP: 'None' })],
      endpointSlices: [slice([BOTH[0] ?? {}])],
      networkPolicies: [intoWeb(fromClients)],
    },
    ask: ['shop/web-1', 'svc:shop/web', 8080],
    expect: 'allowed: A pod always reaches itself.',
  },
  {
    name: 'SV-8: an ExternalName is no target of policies',
    given: { services: [svc({ type: 'ExternalName', externalName: 'db.example.com', clusterIP: '' })] },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'unknown: The service is only another name; policies judge the address that the name stands for.',
  },
  {
    name: 'a port that the service does not offer is not answered',
    given: { services: [svc()], endpointSlices: [slice()] },
    ask: ['shop/client', 'svc:shop/web', 81],
    expect:
      'unknown: Service shop/web offers no port 81/TCP; what becomes of such a packet depends on the plugin.',
  },
  {
    name: 'nor the same port of another protocol',
    given: { services: [svc()], endpointSlices: [slice()] },
    ask: ['shop/client', 'svc:shop/web', 80, 'UDP'],
    expect:
      'unknown: Service shop/web offers no port 80/UDP; what becomes of such a packet depends on the plugin.',
  },
  {
    name: 'a service that is not there is no answer',
    given: { services: [svc()] },
    ask: ['shop/client', 'svc:shop/wib', 80],
    expect: 'There is no service shop/wib.',
  },
  {
    name: 'SV-4: internalTrafficPolicy Local uses the back ends of the sender’s node',
    given: {
      services: [svc({ internalTrafficPolicy: 'Local' })],
      endpointSlices: [slice()],
      networkPolicies: [intoWeb([], { track: 'old' })],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'allowed',
  },
  {
    name: 'SV-4: and no other',
    given: {
      services: [svc({ internalTrafficPolicy: 'Local' })],
      endpointSlices: [slice()],
      networkPolicies: [intoWeb([], { track: 'old' })],
    },
    ask: ['shop/far', 'svc:shop/web', 80],
    expect: 'denied',
  },
  {
    name: 'SV-4: a node without one drops it',
    given: { services: [svc({ internalTrafficPolicy: 'Local' })], endpointSlices: [slice([BOTH[1] ?? {}])] },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'denied: No back end is ready, so the connection goes nowhere.',
  },
  {
    name: 'NP-25: a pod that may not reach itself through its service depends on the plugin',
    given: {
      services: [svc()],
      endpointSlices: [slice([BOTH[0] ?? {}])],
      networkPolicies: [intoWeb(fromClients)],
    },
    ask: ['shop/web-1', 'svc:shop/web', 80],
    expect:
      'unknown: It reaches itself through the service; whether its policies apply then depends on the network plugin.',
  },
  {
    name: 'NP-25: one whose policies let it in reaches itself',
    given: { services: [svc()], endpointSlices: [slice([BOTH[0] ?? {}])], networkPolicies: [intoWeb([{}])] },
    ask: ['shop/web-1', 'svc:shop/web', 80],
    expect: 'allowed: A pod always reaches itself.',
  },
  {
    name: 'SV-1 NP-18: an egress rule for pods holds for their service under any plugin',
    given: {
      services: [svc()],
      endpointSlices: [slice()],
      networkPolicies: [outOfClient([{ to: [{ podSelector: { matchLabels: { app: 'web' } } }] }])],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    plane: 'kubernetes',
    expect: 'allowed',
  },
  {
    name: 'NP-18: an egress rule for the pods’ addresses depends on when the address is rewritten',
    given: {
      services: [svc()],
      endpointSlices: [slice()],
      networkPolicies: [outOfClient([{ to: [{ ipBlock: { cidr: '10.0.1.0/24' } }] }])],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    plane: 'kubernetes',
    expect:
      'unknown: Whether egress policies look at the service’s address or at the pod’s depends on the network plugin.',
  },
  {
    name: 'NP-18: nor does a selector depend on it that stands beside a block',
    given: {
      services: [svc()],
      endpointSlices: [slice()],
      networkPolicies: [
        outOfClient([
          { to: [{ podSelector: { matchLabels: { app: 'web' } } }, { ipBlock: { cidr: '10.0.1.0/24' } }] },
        ]),
      ],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    plane: 'kubernetes',
    expect: 'allowed',
  },
  {
    name: 'SV-1: under Calico it does not',
    given: {
      services: [svc()],
      endpointSlices: [slice()],
      networkPolicies: [outOfClient([{ to: [{ ipBlock: { cidr: '10.0.1.0/24' } }] }])],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'allowed',
  },
  {
    name: 'NP-18: a rule for both addresses holds either way',
    given: {
      services: [svc()],
      endpointSlices: [slice()],
      networkPolicies: [outOfClient([{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }])],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    plane: 'kubernetes',
    expect: 'allowed',
  },
];

pathTester('a service asked from inside', SCENARIOS);
