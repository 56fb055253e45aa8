import type { Profile } from '#lib/model/scan.ts';
import type { SliceName } from '#lib/model/inventory.ts';

/** Slices that are lists of one kind; `version` and `apiResources` are read by requests of their own. */
export type ListedSlice = Exclude<SliceName, 'version' | 'apiResources'>;

/** One object by name; a name that ends in `*` stands for every name with that beginning. */
export interface ObjectName {
  readonly namespace: string;
  readonly name: string;
}

/** What is listed for one slice: the only place that says which right a scan needs for it. */
export interface Collector {
  readonly slice: ListedSlice;
  /** API group; empty for the core group. */
  readonly group: string;
  /** Versions that can be read, the preferred one first; the first that the cluster serves is listed. */
  readonly versions: readonly [string, ...string[]];
  /** Another group that may serve the same kind, read where `group` does not serve it or may not be read. */
  readonly storedIn?: Pick<Collector, 'group' | 'versions'>;
  /** Plural resource name, as a role's rule has it. */
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Listed under this profile only. */
  readonly profile?: Profile;
  /** Most objects asked for in one page, where single objects are large. */
  readonly largestPage?: number;
  /** Only metadata is asked for and kept. */
  readonly metadataOnly?: true;
  /** Of a metadata-only kind: the objects that are read whole. */
  readonly names?: readonly ObjectName[];
}

/** Returns a collector once for each group that may serve its kind, the preferred one first. */
export function groupVariants(collector: Collector): readonly Collector[] {
  return collector.storedIn === undefined
    ? [collector]
    : [collector, { ...collector, ...collector.storedIn }];
}

/** Returns `resource.group`, or the resource alone for the core group. */
export function resourceName(collector: Pick<Collector, 'group' | 'resource'>): string {
  return collector.group === '' ? collector.resource : `${collector.resource}.${collector.group}`;
}

/** Returns the path that lists a kind, in the whole cluster or in one namespace. */
export function listPath(collector: Collector, version: string, namespace: string | null): string {
  const root = collector.group === '' ? `/api/${version}` : `/apis/${collector.group}/${version}`;
  const scope = namespace === null ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}${scope}/${collector.resource}`;
}
