import type { ApiFailure, ClusterAccess, ListOutcome } from '#lib/kube/cluster-access.ts';
import { collected, type Collected } from '#lib/model/collected.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { SliceItems } from '#lib/model/inventory.ts';
import { text, type Text } from '#lib/model/text.ts';
import { listPath, resourceName, type Collector, type ListedSlice } from './collector.ts';
import { absentGap } from './expected-gap.ts';
import { PageSink } from './page-sink.ts';
import { requestGap } from './request-gap.ts';
import type { Slots } from './slots.ts';

type Item = SliceItems[ListedSlice];

/** What every list of a scan shares. */
export interface ListContext {
  readonly access: ClusterAccess;
  readonly slots: Slots;
  readonly signal: AbortSignal;
  readonly pageSize: number;
  readonly onProgress: (progress: {
    readonly slice: ListedSlice;
    readonly done: number;
    readonly total: number | null;
  }) => void;
}

/** The namespaces that stand in where a whole cluster may not be listed. */
export interface FallbackNamespaces {
  /** In the order they are tried. */
  readonly names: readonly string[];
  /** How many more there are that are not tried; null where namespaces could not be listed. */
  readonly untried: number | null;
}

const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

interface Listed {
  readonly outcome: ListOutcome;
  readonly sink: PageSink;
}

/**
 * Lists one kind in the whole cluster, and where that is refused in the namespaces that may be read. `versions`
 * are tried in turn until one is served.
 */
export async function listSlice(
  collector: Collector,
  versions: readonly string[],
  context: ListContext & { readonly fallback: FallbackNamespaces },
): Promise<Collected<Item>> {
  for (const version of versions) {
    const listed = await listOnce(collector, version, { ...context, namespace: null });
    const { outcome, sink } = listed;
    if (outcome.ok) return collected(sorted(sink.items), refusalsOf(sink, null));
    if (outcome.reason === 'absent') continue;
    if (outcome.reason === 'forbidden' && collector.namespaced && sink.items.length === 0) {
      return listByNamespace(collector, version, { ...context, refusal: outcome });
    }
    return brokenOff(collector, listed, outcome);
  }
  return { state: 'absent', gaps: [absentGap(collector)] };
}

function listOnce(
  collector: Collector,
  version: string,
  { access, slots, signal, pageSize, onProgress, namespace }: ListContext & { namespace: string | null },
): Promise<Listed> {
  const sink = new PageSink(collector, version, (done, remaining) => {
    onProgress({ slice: collector.slice, done, total: remaining === null ? null : done + remaining });
  });
  return slots.run(async () => {
    const outcome = await access.list({
      path: listPath(collector, version, namespace),
      ...(collector.metadataOnly === true ? { accept: METADATA_ONLY } : {}),
      pageSize: Math.min(pageSize, collector.largestPage ?? pageSize),
      signal,
      onPage: sink.take,
      onRestart: sink.clear,
    });
    return { outcome, sink };
  });
}

async function listByNamespace(
  collector: Collector,
  version: string,
  context: ListContext & { readonly fallback: FallbackNamespaces; readonly refusal: ApiFailure },
): Promise<Collected<Item>> {
  const { fallback, refusal } = context;
  const items: Item[] = [];
  const gaps: Gap[] = [];
  const read: string[] = [];
  const attempts = fallback.names.map(async (namespace) => {
    const { outcome, sink } = await listOnce(collector, version, {
      ...context,
      namespace,
      // One namespace's count says nothing about the whole.
      onProgress: () => undefined,
    });
    for (const item of sink.items) items.push(item);
    gaps.push(...refusalsOf(sink, namespace));
    if (outcome.ok) read.push(namespace);
    // A refused namespace is told by the one gap for the cluster.
    else if (outcome.reason !== 'forbidden') gaps.push(requestGap(requestOf(collector, namespace), outcome));
    context.onProgress({ slice: collector.slice, done: items.length, total: null });
  });
  await Promise.all(attempts);
  const note = readInstead(read.toSorted(), fallback);
  gaps.unshift(requestGap(requestOf(collector, null), refusal, { note }));
  if (read.length === 0 && items.length === 0) return { state: 'failed', gaps };
  return {
    state: 'partial',
    items: sorted(items),
    gaps: [...gaps.slice(0, 1), ...gaps.slice(1).toSorted(byId)],
  };
}

function brokenOff(collector: Collector, { sink }: Listed, failure: ApiFailure): Collected<Item> {
  const read = sink.items.length;
  const note = read === 0 ? null : text(`Read before: ${read}.`, `此前已读取 ${read} 个。`);
  const request = requestOf(collector, null);
  const gaps = [requestGap(request, failure, note === null ? {} : { note }), ...refusalsOf(sink, null)];
  return read === 0 ? { state: 'failed', gaps } : { state: 'partial', items: sorted(sink.items), gaps };
}

function requestOf(collector: Collector, namespace: string | null) {
  return { slice: collector.slice, verb: 'list', resource: resourceName(collector), namespace } as const;
}

function refusalsOf(sink: PageSink, namespace: string | null): Gap[] {
  const gap = sink.refusals(namespace);
  return gap === null ? [] : [gap];
}

function readInstead(read: readonly string[], { names, untried }: FallbackNamespaces): Text {
  const shown = `${read.slice(0, 5).join(', ')}${read.length > 5 ? ', …' : ''}`;
  if (untried === null) {
    const own = names.join(', ');
    return read.length === 0
      ? text(`Nor could namespace ${own}.`, `命名空间 ${own} 也无法读取。`)
      : text(`Read instead: namespace ${shown}.`, `改为只读取了命名空间 ${shown}。`);
  }
  const total = names.length + untried;
  return read.length === 0
    ? text(`None of ${total} namespaces could be read instead.`, `${total} 个命名空间也都无法读取。`)
    : text(
        `Read instead: ${read.length} of ${total} namespaces (${shown}).`,
        `改为读取了 ${total} 个命名空间中的 ${read.length} 个（${shown}）。`,
      );
}

function sorted(items: readonly Item[]): Item[] {
  return items.toSorted(({ metadata: one }, { metadata: other }) => {
    if (one.namespace !== other.namespace) return (one.namespace ?? '') < (other.namespace ?? '') ? -1 : 1;
    if (one.name === other.name) return 0;
    return one.name < other.name ? -1 : 1;
  });
}

function byId(one: Gap, other: Gap): number {
  return one.id < other.id ? -1 : 1;
}
