import type { Collector } from './collector.ts';

const gateway = {
  group: 'gateway.networking.k8s.io',
  versions: ['v1', 'v1beta1', 'v1alpha3', 'v1alpha2'],
} as const;

/** What is listed of the Gateway API, where a cluster has it. */
export const GATEWAY_COLLECTORS: readonly Collector[] = [
  { ...gateway, slice: 'gateways', resource: 'gateways', kind: 'Gateway', namespaced: true },
  {
    ...gateway,
    slice: 'gatewayClasses',
    resource: 'gatewayclasses',
    kind: 'GatewayClass',
    namespaced: false,
  },
  { ...gateway, slice: 'httpRoutes', resource: 'httproutes', kind: 'HTTPRoute', namespaced: true },
  { ...gateway, slice: 'grpcRoutes', resource: 'grpcroutes', kind: 'GRPCRoute', namespaced: true },
  { ...gateway, slice: 'tlsRoutes', resource: 'tlsroutes', kind: 'TLSRoute', namespaced: true },
  { ...gateway, slice: 'tcpRoutes', resource: 'tcproutes', kind: 'TCPRoute', namespaced: true },
];
