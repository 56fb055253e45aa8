import { describe, expect, it } from 'vitest';
import type { DataplaneName } from '#lib/analysis/network/reach/dataplane.ts';
import { endpointSlice, networkPolicy, node, service } from '#lib/testing/builders/cluster.ts';
import type { GivenSlices } from '#lib/testing/builders/inventory.ts';
import { build, metadata } from '#lib/testing/builders/objects.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { sceneOf } from '#lib/testing/path-scene.ts';
import { outsidePaths } from './outside-paths.ts';

const NODES = [node('n1', { internalIP: '192.168.0.1' }), node('n2', { internalIP: '192.168.0.2' })];
const edgeLabels = { 'app.kubernetes.io/name': 'ingress-nginx' };
const WEB = livePod('web', { labels: { app: 'web' }, node: 'n1', ip: '10.0.1.1' });
const EDGE = livePod('edge', { namespace: 'edge', labels: edgeLabels, node: 'n2', ip: '10.0.2.1' });
const NODE_DOOR = livePod('agent', {
  node: 'n1',
  ip: '10.0.1.9',
  ports: [{ containerPort: 8443, hostPort: 443, protocol: 'TCP' }],
});
const LOOP = livePod('loop', {
  node: 'n1',
  ip: '10.0.1.8',
  ports: [{ containerPort: 8443, hostPort: 443, hostIP: '127.0.0.1', protocol: 'TCP' }],
});

type Fields = Readonly<Record<string, unknown>>;
const web = (spec: Fields = {}) =>
  service('web', {
    spec: {
      clusterIP: '10.96.0.10',
      ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }],
      ...spec,
    },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } },
  });
const balanced = (spec: Fields = {}) => web({ type: 'LoadBalancer', ...spec });
const WEB_SLICE = endpointSlice('web', {
  ports: [{ name: 'http', port: 8080 }],
  endpoints: [
    { addresses: ['10.0.1.1'], nodeName: 'n1', targetRef: { kind: 'Pod', namespace: 'shop', name: 'web' } },
  ],
});
const DOOR = service('nginx', {
  namespace: 'edge',
  labels: edgeLabels,
  spec: {
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Local',
    selector: edgeLabels,
    ports: [{ port: 443, protocol: 'TCP' }],
  },
});
const DOOR_SLICE = endpointSlice('nginx', {
  namespace: 'edge',
  ports: [{ port: 443 }],
  endpoints: [
    { addresses: ['10.0.2.1'], nodeName: 'n2', targetRef: { kind: 'Pod', namespace: 'edge', name: 'edge' } },
  ],
});
const backend = { service: { name: 'web', port: { name: 'http' } } };
const ingress = (spec: Fields) =>
  build(
    'ingresses',
    { kind: 'Ingress', metadata: metadata('site', {}) },
    {
      spec: { rules: [{ http: { paths: [{ path: '/', backend }] } }], ...spec },
    },
  );
const intoWeb = (rules: readonly object[]) =>
  networkPolicy('web', { spec: { podSelector: { matchLabels: { app: 'web' } }, ingress: rules } });
const closedEdge = networkPolicy('edge', {
  namespace: 'edge',
  spec: { podSelector: { matchLabels: edgeLabels }, ingress: [] },
});
const webFromEdge = intoWeb([
  { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } }] },
]);
const nginx = build(
  'ingressClasses',
  { kind: 'IngressClass', metadata: metadata('nginx', {}, false) },
  { spec: { controller: 'k8s.io/ingress-nginx' } },
);
const ROUTED: GivenSlices = {
  services: [web(), DOOR],
  endpointSlices: [WEB_SLICE, DOOR_SLICE],
  ingressClasses: [nginx],
  ingresses: [ingress({ ingressClassName: 'nginx' })],
};
const gateway = build(
  'gateways',
  { kind: 'Gateway', metadata: metadata('public', { namespace: 'edge' }) },
  { spec: { gatewayClassName: 'edge' } },
);
const gatewayClass = build(
  'gatewayClasses',
  { kind: 'GatewayClass', metadata: metadata('edge', {}, false) },
  { spec: { controllerName: 'example.com/edge' } },
);
const httpRoute = build(
  'httpRoutes',
  { kind: 'HTTPRoute', metadata: metadata('site', {}) },
  {
    spec: {
      parentRefs: [{ name: 'public', namespace: 'edge' }],
      rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
    },
  },
);
const gatewayDoor = service('public-envoy', {
  namespace: 'edge',
  labels: { 'gateway.networking.k8s.io/gateway-name': 'public' },
  spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ports: [{ port: 443, protocol: 'TCP' }] },
});
const GATEWAY_SLICE = endpointSlice('public-envoy', {
  namespace: 'edge',
  ports: [{ port: 443 }],
  endpoints: [
    { addresses: ['10.0.2.1'], nodeName: 'n2', targetRef: { kind: 'Pod', namespace: 'edge', name: 'edge' } },
  ],
});
const open = { services: [balanced()], endpointSlices: [WEB_SLICE] };

interface Scenario {
  readonly name: string;
  readonly given: GivenSlices;
  readonly plane?: DataplaneName;
  readonly expect: readonly string[];
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a ClusterIP alone is no way in',
    given: { services: [web()], endpointSlices: [WEB_SLICE] },
    expect: [],
  },
  {
    name: 'SV-5: a load balancer leads to its unguarded pods',
    given: open,
    expect: ['LoadBalancer shop/web 80/TCP shop/web[Pod] allowed unguarded'],
  },
  {
    name: 'SV-5: and by its node ports, too',
    given: {
      ...open,
      services: [balanced({ ports: [{ name: 'http', port: 80, nodePort: 30080, protocol: 'TCP' }] })],
    },
    expect: [
      'LoadBalancer shop/web 80/TCP shop/web[Pod] allowed unguarded',
      'NodePort shop/web 30080/TCP shop/web[Pod] allowed unguarded',
    ],
  },
  {
    name: 'SV-5: source ranges limit it',
    given: { ...open, services: [balanced({ loadBalancerSourceRanges: ['198.51.100.0/24'] })] },
    expect: ['LoadBalancer shop/web 80/TCP shop/web[Pod] allowed unguarded from 198.51.100.0-198.51.100.255'],
  },
  {
    name: 'SV-5: ranges of private addresses let nobody of the internet in',
    given: { ...open, services: [balanced({ loadBalancerSourceRanges: ['10.0.0.0/8'] })] },
    expect: ['LoadBalancer shop/web 80/TCP shop/web[Pod] denied unguarded'],
  },
  {
    name: 'SV-5: external addresses are a way in of their own',
    given: { ...open, services: [web({ externalIPs: ['203.0.113.50'] })] },
    expect: ['externalIPs shop/web 80/TCP shop/web[Pod] allowed unguarded'],
  },
  {
    name: 'SV-4 NP-6: with the client’s address kept, a policy that lets nobody in holds',
    given: {
      ...open,
      services: [balanced({ externalTrafficPolicy: 'Local' })],
      networkPolicies: [intoWeb([])],
    },
    expect: ['LoadBalancer shop/web 80/TCP shop/web[Pod] denied'],
  },
  {
    name: 'SV-4 NP-20: or only some',
    given: {
      ...open,
      services: [balanced({ externalTrafficPolicy: 'Local' })],
      networkPolicies: [intoWeb([{ from: [{ ipBlock: { cidr: '198.51.100.0/25' } }] }])],
    },
    expect: ['LoadBalancer shop/web 80/TCP shop/web[Pod] allowed from 198.51.100.0-198.51.100.127'],
  },
  {
    name: 'SV-3: where a node may put its address in, that is not sure',
    given: {
      ...open,
      networkPolicies: [intoWeb([{ from: [{ ipBlock: { cidr: '198.51.100.0/25' } }] }])],
    },
    expect: ['LoadBalancer shop/web 80/TCP shop/web[Pod] unknown from 198.51.100.0-198.51.100.127'],
  },
  {
    name: 'SV-3: a policy that lets nobody in holds under Calico',
    given: { ...open, networkPolicies: [intoWeb([])] },
    expect: ['LoadBalancer shop/web 80/TCP shop/web[Pod] denied'],
  },
  {
    name: 'SV-3 NP-24: under a plugin nobody knows the pod’s own node may let it in',
    given: { ...open, networkPolicies: [intoWeb([])] },
    plane: 'kubernetes',
    expect: [
      'LoadBalancer shop/web 80/TCP shop/web[Pod] unknown from 1.0.0.0-9.255.255.255, 11.0.0.0-100.63.255.255, 100.128.0.0-126.255.255.255, 128.0.0.0-169.253.255.255, 169.255.0.0-172.15.255.255, 172.32.0.0-192.167.255.255, 192.169.0.0-223.255.255.255',
    ],
  },
  {
    name: 'SV-6: a port of the node leads to its pod',
    given: { pods: [WEB, EDGE, NODE_DOOR] },
    expect: ['hostPort shop/agent 443/TCP shop/agent[Pod] allowed unguarded'],
  },
  {
    name: 'SV-6: one on a loopback address leads nowhere from outside',
    given: { pods: [WEB, EDGE, LOOP] },
    expect: [],
  },
  {
    name: 'SV-7: through the pods of the class’s controller to the pods of the service',
    given: ROUTED,
    expect: [
      'Ingress Ingress shop/site 443/TCP shop/web:http allowed',
      'LoadBalancer edge/nginx 443/TCP edge/edge[Pod] allowed unguarded',
    ],
  },
  {
    name: 'SV-7: a policy that lets the controller in keeps it open, and all others out',
    given: { ...ROUTED, networkPolicies: [webFromEdge] },
    expect: [
      'Ingress Ingress shop/site 443/TCP shop/web:http allowed',
      'LoadBalancer edge/nginx 443/TCP edge/edge[Pod] allowed unguarded',
    ],
  },
  {
    name: 'SV-7: one that does not stops it between the two',
    given: { ...ROUTED, networkPolicies: [intoWeb([])] },
    expect: [
      'Ingress Ingress shop/site 443/TCP shop/web:http denied',
      'LoadBalancer edge/nginx 443/TCP edge/edge[Pod] allowed unguarded',
    ],
  },
  {
    name: 'SV-7: where nobody reaches the controller nobody reaches what is behind it',
    given: { ...ROUTED, networkPolicies: [closedEdge] },
    expect: [
      'Ingress Ingress shop/site 443/TCP shop/web:http denied',
      'LoadBalancer edge/nginx 443/TCP edge/edge[Pod] denied',
    ],
  },
  {
    name: 'SV-7: nobody serves a class that does not exist',
    given: { ...ROUTED, ingresses: [ingress({ ingressClassName: 'internal-lb' })] },
    expect: [
      'Ingress Ingress shop/site  shop/web:http denied',
      'LoadBalancer edge/nginx 443/TCP edge/edge[Pod] allowed unguarded',
    ],
  },
  {
    name: 'SV-7: a route of a Gateway goes through the service that was made for it',
    given: {
      services: [web(), gatewayDoor],
      endpointSlices: [WEB_SLICE, GATEWAY_SLICE],
      gateways: [gateway],
      httpRoutes: [httpRoute],
    },
    expect: [
      'Gateway HTTPRoute shop/site 443/TCP shop/web:80 allowed',
      'LoadBalancer edge/public-envoy 443/TCP edge/edge[Pod] allowed unguarded',
    ],
  },
  {
    name: 'SV-7: a Gateway without such a service cannot be told',
    given: {
      services: [web()],
      endpointSlices: [WEB_SLICE],
      gateways: [gateway],
      gatewayClasses: [gatewayClass],
      httpRoutes: [httpRoute],
    },
    expect: ['Gateway HTTPRoute shop/site  shop/web:80 unknown'],
  },
];

describe('what the internet reaches', () => {
  it.each(SCENARIOS)('$name', ({ given, plane, expect: expected }) => {
    const paths = outsidePaths(sceneOf({ pods: [WEB, EDGE], nodes: NODES, ...given }, plane));
    const told = paths.map(
      ({ way, entrance, port, target, verdict, isUnguarded, sources }) =>
        `${way} ${entrance} ${port} ${target} ${verdict}${isUnguarded ? ' unguarded' : ''}${sources === null || sources === '' ? '' : ` from ${sources}`}`,
    );
    expect(told.toSorted()).toEqual(expected);
  });

  it('is told as a sentence in both languages', () => {
    const [path] = outsidePaths(sceneOf({ pods: [WEB], nodes: NODES, ...open }));
    expect(path?.sentence).toEqual({
      en: 'Through LoadBalancer shop/web on 80/TCP the internet reaches shop/web[Pod] on 8080/TCP; no policy guards it.',
      'zh-CN':
        '互联网经由 LoadBalancer shop/web 的 80/TCP 可以访问 shop/web[Pod] 的 8080/TCP；没有策略保护它。',
    });
  });
});
