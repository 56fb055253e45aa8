import type { Collector } from './collector.ts';

const discovery = { group: 'discovery.k8s.io', versions: ['v1', 'v1beta1'] } as const;

/** What is listed of the discovery group. */
export const DISCOVERY_COLLECTORS: readonly Collector[] = [
  {
    ...discovery,
    slice: 'endpointSlices',
    resource: 'endpointslices',
    kind: 'EndpointSlice',
    namespaced: true,
  },
];
