import type { ApiAnswer, ApiFailure } from '#lib/kube/cluster-access.ts';
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
  const listed = found.map(nameOf).filter(({ namespace, name }) => keepsData(namespace, name));
  const isRefused = gapsOf(slice).some((gap) => gap.reason === 'forbidden');
  const hidden = isRefused ? unlisted(collector.names ?? [], found) : [];
  const parts = await Promise.all([
    ...listed.map((name) => readListed(collector, name, context)),
    ...hidden.map((name) => readHidden(collector, name, context)),
  ]);
  const records = parts.flatMap((part) => part.records);
  if (records.length === 0 && !('items' in slice)) return slice;
  const whole = new Map(found.map((item) => [keyOf(nameOf(item)), item]));
  for (const record of records) whole.set(keyOf(nameOf(record)), record);
  const gaps = [...gapsOf(slice), ...parts.flatMap((part) => part.gaps)];
  return collected([...whole.values()].toSorted(byName), gaps);
}

interface Part {
  readonly records: readonly ConfigMap[];
  readonly gaps: readonly Gap[];
}

async function readListed(collector: Collector, wanted: ObjectName, context: Context): Promise<Part> {
  const { namespace, name } = wanted;
  const query = new URLSearchParams({ fieldSelector: `metadata.name=${name}`, limit: '1' });
  const answer = await ask(`${listPath(collector, 'v1', namespace)}?${query.toString()}`, context);
  if (!answer.ok) return { records: [], gaps: [gapOf(collector, wanted, answer)] };
  // An empty list says that it was deleted since.
  const items = (answer.body as { items?: unknown } | null)?.items;
  return { records: recordsOf(Array.isArray(items) ? items : []), gaps: [] };
}

async function readHidden(
  collector: Collector,
  { namespace, name }: ObjectName,
  context: Context,
): Promise<Part> {
  const answer = await ask(`${listPath(collector, 'v1', namespace)}/${encodeURIComponent(name)}`, context);
  // The refused list is a gap already; what is said of one of its objects instead is no new one.
  return { records: answer.ok ? recordsOf([answer.body]) : [], gaps: [] };
}

/** Well-known names that the list did not show, because it was refused or broke off. */
function unlisted(names: readonly ObjectName[], found: readonly ConfigMap[]): ObjectName[] {
  const seen = new Set(found.map((item) => keyOf(nameOf(item))));
  return names.filter((name) => !seen.has(keyOf(name)));
}

function ask(path: string, { access, slots, signal }: Context): Promise<ApiAnswer> {
  return slots.run(() => access.get(path, { signal }));
}

function recordsOf(raws: readonly unknown[]): ConfigMap[] {
  return raws.flatMap((raw) => {
    try {
      return [reshape('configMaps', raw, TYPE)];
    } catch {
      // Its metadata was read before, or it was never listed: both are told elsewhere.
      return [];
    }
  });
}

function gapOf(collector: Collector, { namespace, name }: ObjectName, failure: ApiFailure): Gap {
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
