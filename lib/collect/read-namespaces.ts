import type { Collected } from '#lib/model/collected.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { reshape } from '#lib/objects/reshape.ts';
import type { FallbackNamespaces, ListContext } from './list-slice.ts';

/** More namespaces than this are not tried one by one. */
const MOST_TRIED = 250;
const TYPE = { apiVersion: 'v1', kind: 'Namespace' } as const;

/**
 * Where namespaces may not be listed, reads the context's own and `kube-system` (whose uid tells clusters
 * apart); roles for one namespace usually hold the right to get it.
 */
export async function addKnownNamespaces(
  slice: Collected<SpecObject>,
  { access, slots, signal }: Pick<ListContext, 'access' | 'slots' | 'signal'>,
): Promise<Collected<SpecObject>> {
  if (slice.state !== 'failed' || !slice.gaps.some((gap) => gap.reason === 'forbidden')) return slice;
  const names = [...new Set([access.namespace ?? 'default', 'kube-system'])].toSorted();
  const answers = await Promise.all(
    names.map((name) =>
      slots.run(() => access.get(`/api/v1/namespaces/${encodeURIComponent(name)}`, { signal })),
    ),
  );
  const items = answers.flatMap((answer) => (answer.ok ? recordsOf(answer.body) : []));
  return items.length === 0 ? slice : { state: 'partial', items, gaps: slice.gaps };
}

/** Returns the namespaces to try where the whole cluster may not be listed: the context's own first. */
export function fallbackNamespaces(
  namespaces: Collected<SpecObject>,
  own: string | null,
): FallbackNamespaces {
  const known = itemsOf(namespaces).map((item) => item.metadata.name);
  const first = own ?? 'default';
  const isWhole = namespaces.state === 'complete';
  const names = isWhole
    ? [...known.filter((one) => one === first), ...known.filter((one) => one !== first)]
    : [...new Set([first, ...known])];
  const untried = isWhole ? Math.max(0, names.length - MOST_TRIED) : null;
  return { names: names.slice(0, MOST_TRIED), untried };
}

function recordsOf(body: unknown): SpecObject[] {
  try {
    return [reshape('namespaces', body, TYPE)];
  } catch {
    // The refused list is the gap; a stray answer adds nothing to it.
    return [];
  }
}
