import type { Collector } from './collector.ts';

const networking = { group: 'networking.k8s.io', versions: ['v1'] } as const;

/** What is listed of the networking group. */
export const NETWORKING_COLLECTORS: readonly Collector[] = [
  {
    ...networking,
    slice: 'networkPolicies',
    resource: 'networkpolicies',
    kind: 'NetworkPolicy',
    namespaced: true,
  },
  { ...networking, slice: 'ingresses', resource: 'ingresses', kind: 'Ingress', namespaced: true },
  {
    ...networking,
    slice: 'ingressClasses',
    resource: 'ingressclasses',
    kind: 'IngressClass',
    namespaced: false,
  },
];
