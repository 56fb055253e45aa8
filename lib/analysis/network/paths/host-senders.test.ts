import { configMap } from '#lib/testing/builders/cluster.ts';
import { intoWeb, NODE_PORT, pathTester, slice, svc, type PathScenario } from '#lib/testing/path-case.ts';

const onlyTo = (...egress: readonly object[]) => [
  {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name: 'nodes' },
    spec: { specs: [{ nodeSelector: {}, egress }] },
  },
];
const settings = (proxy: string) => [
  configMap('cilium-config', {
    namespace: 'kube-system',
    data: { 'enable-host-firewall': 'true', 'kube-proxy-replacement': proxy },
  }),
];
const web = { services: [svc()], endpointSlices: [slice()] };
const toPods = onlyTo({ toEndpoints: [{}] });
const OWN_NODE = 'It comes from the node that the pod runs on, which no policy keeps out.';
const REWRITTEN =
  'Whether egress policies look at the service’s address or at the pod’s depends on the network plugin.';

const SCENARIOS: readonly PathScenario[] = [
  {
    name: 'CI-12: a node’s own policies are asked about the back end where Cilium does the proxying',
    given: { ...web, ciliumClusterwideNetworkPolicies: toPods, configMaps: settings('true') },
    ask: ['192.168.0.1', 'svc:shop/web', 80],
    plane: 'cilium',
    expect: `allowed: ${OWN_NODE}`,
  },
  {
    name: 'CI-12: and about the service’s address where it does not',
    given: { ...web, ciliumClusterwideNetworkPolicies: toPods, configMaps: settings('false') },
    ask: ['192.168.0.1', 'svc:shop/web', 80],
    plane: 'cilium',
    expect: `unknown: ${OWN_NODE} ${REWRITTEN}`,
  },
  {
    name: 'CI-12: what a node passes on for the internet is none of its own traffic',
    given: {
      services: [svc(NODE_PORT)],
      endpointSlices: [slice()],
      networkPolicies: [intoWeb([{}])],
      ciliumClusterwideNetworkPolicies: onlyTo({ toEntities: ['world'] }),
      configMaps: settings('true'),
    },
    ask: ['203.0.113.9', '192.168.0.1', 30_080],
    plane: 'cilium',
    expect: 'allowed',
  },
];

pathTester('from nodes with policies of their own', SCENARIOS);
