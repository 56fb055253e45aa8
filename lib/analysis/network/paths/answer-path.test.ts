import {
  BOTH,
  svc,
  slice,
  intoWeb,
  fromClients,
  NODE_PORT,
  LB,
  LB_IP,
  pathTester,
  type PathScenario,
} from '#lib/testing/path-case.ts';

const SCENARIOS: readonly PathScenario[] = [
  {
    name: 'SV-3: a pod that is let in by its label may fail through a NodePort',
    given: {
      services: [svc(NODE_PORT)],
      endpointSlices: [slice([BOTH[0] ?? {}])],
      networkPolicies: [intoWeb(fromClients)],
    },
    ask: ['shop/client', '192.168.0.2', 30080],
    expect:
      'unknown: A node may put its own address in place of the sender’s, and policies would then judge it otherwise.',
  },
  {
    name: 'SV-3: through the node of the back end it is let in by either address',
    given: {
      services: [svc(NODE_PORT)],
      endpointSlices: [slice([BOTH[0] ?? {}])],
      networkPolicies: [intoWeb(fromClients)],
    },
    ask: ['shop/client', '192.168.0.1', 30080],
    expect: 'allowed',
  },
  {
    name: 'SV-3: with externalTrafficPolicy Local the pod keeps its address',
    given: {
      services: [svc({ ...NODE_PORT, externalTrafficPolicy: 'Local' })],
      endpointSlices: [slice([BOTH[0] ?? {}])],
      networkPolicies: [intoWeb(fromClients)],
    },
    ask: ['shop/client', '192.168.0.2', 30080],
    expect: 'allowed',
  },
  {
    name: 'SV-3: what nothing isolates is open whoever sends',
    given: { services: [svc(NODE_PORT)], endpointSlices: [slice()] },
    ask: ['198.51.100.1', '192.168.0.2', 30080],
    expect: 'allowed',
  },
  {
    name: 'SV-5: a port of the node that no service has is the node’s own',
    given: { services: [svc(NODE_PORT)], endpointSlices: [slice([])] },
    ask: ['198.51.100.1', '192.168.0.2', 30081],
    expect: 'allowed',
  },
  {
    name: 'SV-5: a node port of 0 is none',
    given: { services: [svc(LB)], endpointSlices: [slice([])] },
    ask: ['198.51.100.1', '192.168.0.2', 0],
    expect: 'allowed',
  },
  {
    name: 'SV-4: from outside, a node without a local back end drops what comes to its port',
    given: {
      services: [svc({ ...NODE_PORT, externalTrafficPolicy: 'Local' })],
      endpointSlices: [slice([BOTH[0] ?? {}])],
    },
    ask: ['198.51.100.1', '192.168.0.2', 30080],
    expect: 'denied: No back end is ready, so the connection goes nowhere.',
  },
  {
    name: 'SV-4: the node with one hands it on with the client’s address',
    given: {
      services: [svc({ ...NODE_PORT, externalTrafficPolicy: 'Local' })],
      endpointSlices: [slice([BOTH[0] ?? {}])],
      networkPolicies: [intoWeb([{ from: [{ ipBlock: { cidr: '198.51.100.0/24' } }] }])],
    },
    ask: ['198.51.100.1', '192.168.0.1', 30080],
    expect: 'allowed',
  },
  {
    name: 'SV-3: with Cluster a rule for the client’s address may fail',
    given: {
      services: [svc(LB, LB_IP)],
      endpointSlices: [slice([BOTH[0] ?? {}])],
      networkPolicies: [intoWeb([{ from: [{ ipBlock: { cidr: '198.51.100.0/24' } }] }])],
    },
    ask: ['198.51.100.1', '203.0.113.7', 80],
    expect:
      'unknown: A node may put its own address in place of the sender’s, and policies would then judge it otherwise.',
  },
  {
    name: 'SV-3: under Calico what neither client nor other nodes may is denied',
    given: {
      services: [svc(LB, LB_IP)],
      endpointSlices: [slice([BOTH[0] ?? {}])],
      networkPolicies: [intoWeb([])],
    },
    ask: ['198.51.100.1', '203.0.113.7', 80],
    expect: 'denied',
  },
  {
    name: 'SV-3: without a profile the receiving node may be the exempt one',
    given: {
      services: [svc(LB, LB_IP)],
      endpointSlices: [slice([BOTH[0] ?? {}])],
      networkPolicies: [intoWeb([])],
    },
    ask: ['198.51.100.1', '203.0.113.7', 80],
    plane: 'kubernetes',
    expect:
      'unknown: A node may put its own address in place of the sender’s, and policies would then judge it otherwise.',
  },
  {
    name: 'SV-5: source ranges keep others from the load balancer',
    given: {
      services: [svc({ ...LB, loadBalancerSourceRanges: ['192.0.2.0/24'] }, LB_IP)],
      endpointSlices: [slice()],
    },
    ask: ['198.51.100.1', '203.0.113.7', 80],
    expect: 'denied: The load balancer does not let this address in.',
  },
  {
    name: 'SV-5: those within them come in',
    given: {
      services: [svc({ ...LB, loadBalancerSourceRanges: ['192.0.2.0/24'] }, LB_IP)],
      endpointSlices: [slice()],
    },
    ask: ['192.0.2.77', '203.0.113.7', 80],
    expect: 'allowed',
  },
  {
    name: 'SV-5: they keep pods of the cluster out as well',
    given: {
      services: [svc({ ...LB, loadBalancerSourceRanges: ['192.0.2.0/24'] }, LB_IP)],
      endpointSlices: [slice()],
    },
    ask: ['shop/client', '203.0.113.7', 80],
    expect: 'denied: The load balancer does not let this address in.',
  },
  {
    name: 'SV-5: but not the pod whose address they hold',
    given: {
      services: [svc({ ...LB, loadBalancerSourceRanges: ['10.0.0.1/32'] }, LB_IP)],
      endpointSlices: [slice()],
    },
    ask: ['shop/client', '203.0.113.7', 80],
    expect: 'allowed',
  },
  {
    name: 'SV-5: one that answers itself may see another address of the pod',
    given: {
      services: [
        svc(
          { ...LB, loadBalancerSourceRanges: ['192.0.2.0/24'] },
          { loadBalancer: { ingress: [{ ip: '203.0.113.7', ipMode: 'Proxy' }] } },
        ),
      ],
      endpointSlices: [slice()],
    },
    ask: ['shop/client', '203.0.113.7', 80],
    expect:
      'unknown: The load balancer only lets some addresses in, and with which one this comes to it is not known.',
  },
  {
    name: 'SV-3: Calico judges a pod before its node’s address is put in where the back end runs on the node dialled',
    given: {
      services: [svc(NODE_PORT)],
      endpointSlices: [slice([BOTH[0] ?? {}])],
      networkPolicies: [intoWeb([])],
    },
    ask: ['shop/far', '192.168.0.1', 30080],
    expect: 'denied',
  },
  {
    name: 'SV-5: a range of everything is no limit',
    given: {
      services: [svc({ ...LB, loadBalancerSourceRanges: ['192.0.2.0/24', '0.0.0.0/0'] }, LB_IP)],
      endpointSlices: [slice()],
    },
    ask: ['198.51.100.1', '203.0.113.7', 80],
    expect: 'allowed',
  },
  {
    name: 'SV-5: they do not bind its node ports',
    given: {
      services: [
        svc({ ...NODE_PORT, type: 'LoadBalancer', loadBalancerSourceRanges: ['192.0.2.0/24'] }, LB_IP),
      ],
      endpointSlices: [slice()],
    },
    ask: ['198.51.100.1', '192.168.0.1', 30080],
    expect: 'allowed',
  },
  {
    name: 'SV-5: nor its external addresses',
    given: {
      services: [svc({ ...LB, externalIPs: ['203.0.113.50'], loadBalancerSourceRanges: ['192.0.2.0/24'] })],
      endpointSlices: [slice()],
    },
    ask: ['198.51.100.1', '203.0.113.50', 80],
    expect: 'allowed',
  },
  {
    name: 'the address of a service is not for the outside',
    given: { services: [svc()], endpointSlices: [slice()] },
    ask: ['198.51.100.1', '10.96.0.10', 80],
    expect:
      'unknown: The address of a service is for the inside of the cluster; whether it is routed from outside is not known here.',
  },
  {
    name: 'SV-6: a port of the node leads to the pod that asked for it, with the client’s address',
    given: { networkPolicies: [intoWeb([], { app: 'edge' })] },
    ask: ['198.51.100.1', '192.168.0.1', 443],
    expect: 'denied',
  },
  {
    name: 'SV-6: a pod may arrive there with the address of a node',
    given: { networkPolicies: [intoWeb(fromClients, { app: 'edge' })] },
    ask: ['shop/far', '192.168.0.1', 443],
    expect:
      'unknown: A node may put its own address in place of the sender’s, and policies would then judge it otherwise.',
  },
  {
    name: 'SV-6: on the node that it runs on alone',
    given: { networkPolicies: [intoWeb([], { app: 'edge' })] },
    ask: ['198.51.100.1', '192.168.0.2', 443],
    expect: 'allowed',
  },
  {
    name: 'SV-6: a port on a loopback address is none of the node’s',
    given: { networkPolicies: [intoWeb([], { app: 'edge' })] },
    ask: ['198.51.100.1', '192.168.0.1', 9000],
    expect: 'allowed',
  },
];

pathTester('an address of a node or of a load balancer', SCENARIOS);
