import { endpointSlice } from '#lib/testing/builders/cluster.ts';
import {
  PORTS,
  at,
  BOTH,
  svc,
  slice,
  fromClients,
  intoWeb,
  LB,
  NODE_PORT,
  outOfClient,
  pathTester,
  type PathScenario,
} from '#lib/testing/path-case.ts';

/** The service as a file has it, which no API server has given an identity yet. */
function written(spec: Parameters<typeof svc>[0]) {
  return { ...svc(spec), metadata: { name: 'web', namespace: 'shop' } };
}

const LEAVING = slice([
  at('web-1', ['10.0.1.1', 'n1'], { ready: false, serving: true, terminating: true }),
  at('web-2', ['10.0.1.2', 'n2']),
]);
const proxied = (ipMode: string) => ({ loadBalancer: { ingress: [{ ip: '203.0.113.7', ipMode }] } });

const SCENARIOS: readonly PathScenario[] = [
  {
    name: 'SV-1 NP-18: the rule names the port of the pod, and the service is asked by its own',
    given: {
      services: [svc()],
      endpointSlices: [slice()],
      networkPolicies: [intoWeb([{ ports: [{ port: 8080 }] }])],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'allowed',
  },
  {
    name: 'SV-1 NP-18: a rule for the port of the service lets nothing in',
    given: {
      services: [svc()],
      endpointSlices: [slice()],
      networkPolicies: [intoWeb([{ ports: [{ port: 80 }] }])],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'denied',
  },
  {
    name: 'SV-1: its ClusterIP is the service',
    given: { services: [svc()], endpointSlices: [slice()], networkPolicies: [intoWeb([])] },
    ask: ['shop/client', '10.96.0.10', 80],
    expect: 'denied',
  },
  {
    name: 'SV-1: the address beside it is not',
    given: { services: [svc()], endpointSlices: [slice()], networkPolicies: [intoWeb([])] },
    ask: ['shop/client', '10.96.0.11', 80],
    expect: 'allowed',
  },
  {
    name: 'SV-2: one of two back ends is closed: it depends on the back end',
    given: { services: [svc()], endpointSlices: [slice()], networkPolicies: [intoWeb([], { track: 'old' })] },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'unknown: Its back ends differ: allowed to shop/web-1; denied to shop/web-2.',
  },
  {
    name: 'SV-2: an endpoint that is not ready is not asked',
    given: {
      services: [svc()],
      endpointSlices: [
        slice([BOTH[0] ?? {}, at('web-2', ['10.0.1.2', 'n2'], { ready: false, serving: false })]),
      ],
      networkPolicies: [intoWeb([], { track: 'old' })],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'allowed',
  },
  {
    name: 'SV-2: where none is ready, those that serve while they terminate are',
    given: {
      services: [svc()],
      endpointSlices: [
        slice([at('web-2', ['10.0.1.2', 'n2'], { ready: false, serving: true, terminating: true })]),
      ],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'allowed',
  },
  {
    name: 'SV-2: one that terminates and no longer serves is no back end',
    given: {
      services: [svc()],
      endpointSlices: [
        slice([at('web-2', ['10.0.1.2', 'n2'], { ready: false, serving: false, terminating: true })]),
      ],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'denied: No back end is ready, so the connection goes nowhere.',
  },
  {
    name: 'SV-2: one that serves, is not ready and does not terminate is no back end',
    given: {
      services: [svc()],
      endpointSlices: [slice([at('web-2', ['10.0.1.2', 'n2'], { ready: false, serving: true })])],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'denied: No back end is ready, so the connection goes nowhere.',
  },
  {
    name: 'SV-2: endpoints of another namespace’s service of the same name do not count',
    given: {
      services: [svc()],
      endpointSlices: [endpointSlice('web', { namespace: 'lab', endpoints: BOTH, ports: PORTS })],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'denied: No back end is ready, so the connection goes nowhere.',
  },
  {
    name: 'SV-2 NP-15: pods that give a name to different ports lie in different slices',
    given: {
      services: [svc({ ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }] })],
      endpointSlices: [
        slice([BOTH[0] ?? {}], [{ name: 'http', port: 8080 }]),
        slice([BOTH[1] ?? {}], [{ name: 'http', port: 9090 }]),
      ],
      networkPolicies: [intoWeb([{ ports: [{ port: 8080 }] }])],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'unknown: Its back ends differ: allowed to shop/web-1; denied to shop/web-2.',
  },
  {
    name: 'SV-2: a port of the service that a slice does not have has no back end there',
    given: {
      services: [svc({ ports: [{ name: 'admin', port: 81, protocol: 'TCP' }] })],
      endpointSlices: [slice(BOTH, [{ name: 'http', port: 8080 }])],
    },
    ask: ['shop/client', 'svc:shop/web', 81],
    expect: 'denied: No back end is ready, so the connection goes nowhere.',
  },
  {
    name: 'SV-2: a service without a selector leads to the address that somebody wrote',
    given: {
      services: [svc()],
      endpointSlices: [slice([{ addresses: ['198.51.100.9'] }])],
      networkPolicies: [outOfClient([{ to: [{ ipBlock: { cidr: '198.51.100.0/24' } }] }])],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'allowed',
  },
  {
    name: 'SV-2: and to no other',
    given: {
      services: [svc()],
      endpointSlices: [slice([{ addresses: ['198.51.99.9'] }])],
      networkPolicies: [outOfClient([{ to: [{ ipBlock: { cidr: '198.51.100.0/24' } }] }])],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'denied',
  },
  {
    name: 'SV-2: one that is stored without endpoints leads nowhere, whatever it selects',
    given: { services: [svc({ selector: { app: 'web' } })] },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'denied: No back end is ready, so the connection goes nowhere.',
  },
  {
    name: 'SV-2: one that is only written will lead to what it selects',
    given: { services: [written({ selector: { app: 'web' } })] },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'allowed',
  },
  {
    name: 'SV-2: and not to the endpoints of the one that it is to replace',
    given: {
      services: [written({ selector: { app: 'web', track: 'old' } })],
      endpointSlices: [slice()],
      networkPolicies: [intoWeb([], { track: 'old' })],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'denied',
  },
  {
    name: 'SV-2: what a node has of its own is chosen apart: there one that terminates may be all there is',
    given: {
      services: [svc({ ...NODE_PORT, externalTrafficPolicy: 'Local' })],
      endpointSlices: [LEAVING],
      networkPolicies: [intoWeb([], { track: 'old' })],
    },
    ask: ['198.51.100.1', '192.168.0.1', 30080],
    expect: 'allowed',
  },
  {
    name: 'SV-2: of the whole cluster one that is ready is chosen before it',
    given: {
      services: [svc({ ...NODE_PORT, externalTrafficPolicy: 'Cluster' })],
      endpointSlices: [LEAVING],
      networkPolicies: [intoWeb([], { track: 'old' })],
    },
    ask: ['198.51.100.1', '192.168.0.1', 30080],
    expect: 'denied',
  },
  {
    name: 'SV-4: an endpoint without a node is local to none',
    given: {
      services: [svc({ ...LB, externalTrafficPolicy: 'Local' }, proxied('VIP'))],
      endpointSlices: [slice([{ addresses: ['10.0.1.1'] }])],
    },
    ask: ['198.51.100.1', '203.0.113.7', 80],
    expect: 'denied: No back end is ready, so the connection goes nowhere.',
  },
  {
    name: 'SV-2: of two pods that share their node’s address the ready one counts',
    given: {
      services: [svc()],
      endpointSlices: [
        slice([
          BOTH[0] ?? {},
          at('edge-1', ['192.168.0.2', 'n2']),
          at('edge-2', ['192.168.0.2', 'n2'], { ready: false, serving: true, terminating: true }),
        ]),
      ],
      networkPolicies: [intoWeb([])],
    },
    ask: ['shop/client', 'svc:shop/web', 80],
    expect: 'unknown: Its back ends differ: allowed to shop/edge-1; denied to shop/web-1.',
  },
  {
    name: 'SV-5: a load balancer that answers itself may hand on with an address that is no node’s',
    given: {
      services: [svc(LB, proxied('Proxy'))],
      endpointSlices: [slice([BOTH[0] ?? {}])],
      networkPolicies: [intoWeb([...fromClients, { from: [{ ipBlock: { cidr: '192.168.0.0/16' } }] }])],
    },
    ask: ['shop/client', '203.0.113.7', 80],
    expect:
      'unknown: A node may put its own address in place of the sender’s, and policies would then judge it otherwise.',
  },
  {
    name: 'SV-5: a load balancer that answers itself hands on with an address that policies may not know',
    given: {
      services: [svc({ ...LB, externalTrafficPolicy: 'Local' }, proxied('Proxy'))],
      endpointSlices: [slice()],
      networkPolicies: [intoWeb(fromClients)],
    },
    ask: ['shop/client', '203.0.113.7', 80],
    expect:
      'unknown: A node may put its own address in place of the sender’s, and policies would then judge it otherwise.',
  },
  {
    name: 'SV-4: one whose address the nodes serve keeps the pod’s',
    given: {
      services: [svc({ ...LB, externalTrafficPolicy: 'Local' }, proxied('VIP'))],
      endpointSlices: [slice()],
      networkPolicies: [intoWeb(fromClients)],
    },
    ask: ['shop/client', '203.0.113.7', 80],
    expect: 'allowed',
  },
];

pathTester('the back ends of a service', SCENARIOS);
