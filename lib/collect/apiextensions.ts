import type { Collector } from './collector.ts';

const extensions = { group: 'apiextensions.k8s.io', versions: ['v1'] } as const;

/** What is listed of the group of custom resource definitions. */
export const APIEXTENSIONS_COLLECTORS: readonly Collector[] = [
  {
    ...extensions,
    slice: 'customResourceDefinitions',
    resource: 'customresourcedefinitions',
    kind: 'CustomResourceDefinition',
    namespaced: false,
    // A definition carries its whole schema, often 100 KB and more.
    largestPage: 50,
  },
];
