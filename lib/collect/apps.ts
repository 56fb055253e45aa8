import type { Collector } from './collector.ts';

const apps = { group: 'apps', versions: ['v1'] } as const;

/** What is listed of the apps group. */
export const APPS_COLLECTORS: readonly Collector[] = [
  { ...apps, slice: 'deployments', resource: 'deployments', kind: 'Deployment', namespaced: true },
  { ...apps, slice: 'replicaSets', resource: 'replicasets', kind: 'ReplicaSet', namespaced: true },
  { ...apps, slice: 'statefulSets', resource: 'statefulsets', kind: 'StatefulSet', namespaced: true },
  { ...apps, slice: 'daemonSets', resource: 'daemonsets', kind: 'DaemonSet', namespaced: true },
];
