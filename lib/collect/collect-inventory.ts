import type { ClusterAccess } from '#lib/kube/cluster-access.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { gapsOf, type Collected } from '#lib/model/collected.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { Inventory, SliceName, Slices } from '#lib/model/inventory.ts';
import type { Profile } from '#lib/model/scan.ts';
import type { ApiCatalog } from './api-catalog.ts';
import { COLLECTORS } from './collectors.ts';
import { groupVariants, type Collector } from './collector.ts';
import { absentGap, disabledGap } from './expected-gap.ts';
import { strangeGap } from './strange-gap.ts';
import { listSlice, type FallbackNamespaces, type ListContext } from './list-slice.ts';
import { readCatalog } from './read-catalog.ts';
import { readNamed } from './read-named.ts';
import { addKnownNamespaces, fallbackNamespaces } from './read-namespaces.ts';
import { readVersion } from './read-version.ts';
import { Slots } from './slots.ts';

/** How far one slice is; `total` is null where the server does not say. */
export interface CollectProgress {
  readonly slice: SliceName;
  readonly done: number;
  readonly total: number | null;
}

export interface CollectOptions {
  readonly profile: Profile;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Slices that are read; all of them where it is left out. Version, API resources and namespaces always are. */
  readonly only?: readonly SliceName[];
  /** Objects in one page of a list. */
  readonly pageSize?: number;
  /** Requests under way at a time. */
  readonly concurrency?: number;
  readonly onProgress: (progress: CollectProgress) => void;
  /** How many of all slices are settled, read or not. */
  readonly onSettled?: (done: number, total: number) => void;
  readonly onGap: (gap: Gap) => void;
}

// Each list under way holds a page as text and parsed: more of them are little quicker and cost memory.
const CONCURRENCY = 2;
const PAGE_SIZE = 500;

/**
 * Reads everything a scan needs from one cluster. What cannot be read is a gap of its slice and the rest goes
 * on; an aborted signal ends it soon, with `cancelled` gaps for what was not read. Slices are sorted by
 * namespace and name.
 */
export async function collectInventory(access: ClusterAccess, options: CollectOptions): Promise<Inventory> {
  const takenAt = options.now().toISOString();
  const slices = new Map<SliceName, Collected<unknown>>();
  const settle = (name: SliceName, slice: Collected<unknown>) => {
    slices.set(name, slice);
    for (const gap of gapsOf(slice)) options.onGap(gap);
    const done = 'items' in slice ? slice.items.length : 0;
    options.onProgress({ slice: name, done, total: done });
    options.onSettled?.(slices.size, SLICE_NAMES.length);
  };
  const context: ListContext = {
    access,
    slots: new Slots(options.concurrency ?? CONCURRENCY),
    signal: options.signal,
    pageSize: options.pageSize ?? PAGE_SIZE,
    onProgress: options.onProgress,
  };
  const [catalog, namespaces] = await Promise.all([
    readCatalog(access, context),
    readNamespaces(context),
    readVersion(access, options.signal).then((version) => settle('version', version)),
  ]);
  settle('apiResources', catalog.slice);
  settle('namespaces', namespaces);
  const fallback = fallbackNamespaces(namespaces, access.namespace);
  await Promise.all(
    COLLECTORS.filter(({ slice }) => slice !== 'namespaces').map(async (collector) => {
      if (options.only?.includes(collector.slice) === false) {
        slices.set(collector.slice, { state: 'not-given', gaps: [] });
        return;
      }
      settle(collector.slice, await collect(collector, { ...context, catalog, fallback, options }));
    }),
  );
  return { source: 'api', takenAt, slices: inOrder(slices) };
}

const SLICE_NAMES: readonly SliceName[] = [
  'version',
  'apiResources',
  ...COLLECTORS.map(({ slice }) => slice),
];

/** The order slices are read in differs from scan to scan; the order they are kept in does not. */
function inOrder(slices: ReadonlyMap<SliceName, Collected<unknown>>): Slices {
  return Object.fromEntries(SLICE_NAMES.map((name) => [name, slices.get(name)])) as unknown as Slices;
}

async function readNamespaces(context: ListContext): Promise<Collected<SpecObject>> {
  const collector = COLLECTORS.find(({ slice }) => slice === 'namespaces');
  if (collector === undefined) throw new Error('no collector lists namespaces');
  const listed = await listSlice(collector, collector.versions, { ...context, fallback: NO_FALLBACK });
  return addKnownNamespaces(listed as Collected<SpecObject>, context);
}

const NO_FALLBACK: FallbackNamespaces = { names: [], untried: 0 };

interface CollectContext extends ListContext {
  readonly catalog: ApiCatalog;
  readonly fallback: FallbackNamespaces;
  readonly options: CollectOptions;
}

async function collect(collector: Collector, context: CollectContext): Promise<Collected<unknown>> {
  if (collector.profile !== undefined && collector.profile !== context.options.profile) {
    return { state: 'failed', gaps: [disabledGap(collector)] };
  }
  const slice = await listVariants(collector, context);
  if (collector.names === undefined) return slice;
  return readNamed(collector, slice, context);
}

/** Reads from the first group that gives anything; what the others said stands where none does. */
async function listVariants(collector: Collector, context: CollectContext): ReturnType<typeof listSlice> {
  const gaveNothing: Awaited<ReturnType<typeof listSlice>>[] = [];
  for (const variant of groupVariants(collector)) {
    const slice = await listSlice(variant, context.catalog.versionsFor(variant), context);
    if (slice.state !== 'absent' && slice.state !== 'failed') return slice;
    gaveNothing.push(slice);
  }
  const strange = strangeGap(collector, context.catalog);
  if (strange !== null && gaveNothing.every(({ state }) => state === 'absent')) {
    return { state: 'failed', gaps: [strange] };
  }
  const [first] = gaveNothing.toSorted((a, b) => Number(a.state === 'absent') - Number(b.state === 'absent'));
  return first ?? { state: 'absent', gaps: [absentGap(collector)] };
}
