import type { ApiResource } from '#lib/model/cluster-objects.ts';
import type { Collected } from '#lib/model/collected.ts';
import type { Collector } from './collector.ts';

/** What the cluster serves, as far as discovery told. */
export interface ApiCatalog {
  readonly slice: Collected<ApiResource>;
  /** Versions to try for a kind, best first; empty where the cluster does not serve it. */
  readonly versionsFor: (collector: Collector) => readonly string[];
  /** Versions in which the cluster serves a kind and nobody here can read it. */
  readonly strangeVersionsOf: (collector: Collector) => readonly string[];
}

/** Where discovery could not see: a group's name, or everything. */
export type Unseen = ReadonlySet<string> | 'everything';

/** Makes a catalog of what discovery gave; for groups it could not see every version is tried. */
export function makeCatalog(slice: Collected<ApiResource>, unseen: Unseen): ApiCatalog {
  const listed = new Set<string>();
  for (const item of 'items' in slice ? slice.items : []) {
    if (item.verbs.includes('list')) listed.add(keyOf(item.group, item.version, item.resource));
  }
  return {
    slice,
    versionsFor: ({ group, versions, resource }) => {
      const served = versions.filter((version) => listed.has(keyOf(group, version, resource)));
      if (served.length > 0) return served.slice(0, 1);
      return unseen === 'everything' || unseen.has(group) ? versions : [];
    },
    strangeVersionsOf: ({ group, versions, resource }) =>
      ('items' in slice ? slice.items : [])
        .filter((item) => item.group === group && item.resource === resource && item.verbs.includes('list'))
        .map(({ version }) => version)
        .filter((version) => !versions.includes(version)),
  };
}

function keyOf(group: string, version: string, resource: string): string {
  return `${group}/${version}/${resource}`;
}
