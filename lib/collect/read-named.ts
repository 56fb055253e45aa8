import type { ApiAnswer } from '#lib/kube/cluster-access.ts';
import { collected, gapsOf, itemsOf, type Collected } from '#lib/model/collected.ts';
import type { ConfigMap } from '#lib/model/cluster-objects.ts';
import type { Gap } from '#lib/model/gap.ts';
import { keepsData } from '#lib/objects/config-map.ts';
import { reshape } from '#lib/objects/reshape.ts';
import { listPath, resourceName, type Collector, type ObjectName } from './collector.ts';
import type { ListContext } from './list-slice.ts';
import { requestGap } from './request-gap.ts';

type Context = Pick<ListContext, 'access' | 'slots' | 'signal'>;

const TYPE = { apiVersion: 'v1', kind: 'ConfigMap' } as const;

/**
 * Adds their data to the ConfigMaps that hold component configuration. Those that were listed are listed again
 * by name, which needs no further right; where the list was refused, the well-known names are tried one by one.
 */
export async function readNamed(
  collector: Collector,
  slice: Collected<ConfigMap>,
  context: Context,
): Promise<Collected<ConfigMap>> {
  const found = itemsOf(slice);
  const gaps: Gap[] = [...gapsOf(slice)];
  const whole = new Map<string, ConfigMap>();
  const listed = found.map(nameOf).filter(({ namespace, name }) => keepsData(namespace, name));
  const hidden = slice.state === 'complete' ? [] : unlisted(collector.names ?? [], found);
  await Promise.all([
    ...listed.map(async (name) => {
      const answer = await askListed(collector, name, context);
      const record = answer.ok ? recordOf(firstItem(answer.body)) : null;
      if (record !== null) whole.set(keyOf(name), record);
      else if (!answer.ok) gaps.push(gapOf(collector, name, answer));
    }),
    ...hidden.map(async (name) => {
      const answer = await askNamed(collector, name, context);
      const record = answer.ok ? recordOf(answer.body) : null;
      // The refused list is a gap already; what one of its objects says instead is no new one.
      if (record !== null) whole.set(keyOf(name), record);
    }),
  ]);
  if (whole.size === 0 && !('items' in slice)) return slice;
  const seen = new Set(found.map((item) => keyOf(nameOf(item))));
  const added = [...whole].filter(([key]) => !seen.has(key)).map(([, record]) => record);
  const items = [...found.map((item) => whole.get(keyOf(nameOf(item))) ?? item), ...added];
  return collected(items.toSorted(byName), gaps);
}

/** Well-known names that the list did not show, because it was refused or broke off. */
function unlisted(names: readonly ObjectName[], found: readonly ConfigMap[]): ObjectName[] {
  const seen = new Set(found.map((item) => keyOf(nameOf(item))));
  return names.filter((name) => !seen.has(keyOf(name)));
}

function askListed(
  collector: Collector,
  { namespace, name }: ObjectName,
  context: Context,
): Promise<ApiAnswer> {
  const selector = new URLSearchParams({ fieldSelector: `metadata.name=${name}`, limit: '1' });
  return ask(`${listPath(collector, 'v1', namespace)}?${selector.toString()}`, context);
}

function askNamed(
  collector: Collector,
  { namespace, name }: ObjectName,
  context: Context,
): Promise<ApiAnswer> {
  return ask(`${listPath(collector, 'v1', namespace)}/${encodeURIComponent(name)}`, context);
}

function ask(path: string, { access, slots, signal }: Context): Promise<ApiAnswer> {
  return slots.run(() => access.get(path, { signal }));
}

function recordOf(raw: unknown): ConfigMap | null {
  try {
    return reshape('configMaps', raw, TYPE);
  } catch {
    // Its metadata was read before, or it was never listed: both are told elsewhere.
    return null;
  }
}

function firstItem(body: unknown): unknown {
  const items = (body as { items?: unknown } | null)?.items;
  return Array.isArray(items) ? items[0] : undefined;
}

function gapOf(collector: Collector, { namespace, name }: ObjectName, answer: ApiAnswer): Gap {
  const failure = answer.ok
    ? ({ ok: false, reason: 'malformed', status: answer.status, message: 'no ConfigMap' } as const)
    : answer;
  const resource = resourceName(collector);
  const gap = requestGap({ slice: collector.slice, verb: 'list', resource, namespace }, failure);
  return { ...gap, id: `${gap.id}/${name}` };
}

function nameOf(item: ConfigMap): ObjectName {
  return { namespace: item.metadata.namespace ?? '', name: item.metadata.name };
}

function keyOf({ namespace, name }: ObjectName): string {
  return `${namespace}/${name}`;
}

function byName(one: ConfigMap, other: ConfigMap): number {
  return keyOf(nameOf(one)).replace('/', '\0') < keyOf(nameOf(other)).replace('/', '\0') ? -1 : 1;
}
