import { byCodeUnit } from '#lib/model/order.ts';

type Labels = Readonly<Record<string, string>>;

/** A condition on labels that some things meet and others do not. */
export type Telling =
  | { readonly kind: 'all' }
  | { readonly kind: 'is'; readonly key: string; readonly value: string }
  | { readonly kind: 'has' | 'lacks'; readonly key: string }
  | { readonly kind: 'in' | 'not-in'; readonly key: string; readonly values: readonly string[] };

/** Returns the simplest condition that all of `chosen` meet and none of `others` does; null where there is none. */
export function tellingCondition(chosen: readonly Labels[], others: readonly Labels[]): Telling | null {
  if (others.length === 0) return { kind: 'all' };
  const keys = [...new Set([...chosen, ...others].flatMap((labels) => Object.keys(labels)))].toSorted(
    byCodeUnit,
  );
  const has = (key: string) => (labels: Labels) => labels[key] !== undefined;
  for (const key of keys) {
    if (chosen.every(has(key)) && !others.some(has(key))) return { kind: 'has', key };
    if (!chosen.some(has(key)) && others.every(has(key))) return { kind: 'lacks', key };
  }
  return byValue(keys, chosen, others);
}

function byValue(
  keys: readonly string[],
  chosen: readonly Labels[],
  others: readonly Labels[],
): Telling | null {
  const telling = keys.flatMap((key): Telling[] => {
    const values = [...new Set(chosen.flatMap((labels) => labels[key] ?? []))].toSorted(byCodeUnit);
    const isShared = chosen.every((labels) => labels[key] !== undefined);
    const isApart = others.every((labels) => !values.includes(labels[key] ?? ''));
    const [value] = values;
    if (value === undefined || !isShared || !isApart) return [];
    return [values.length === 1 ? { kind: 'is', key, value } : { kind: 'in', key, values }];
  });
  // A label that says one thing of all of them says more than a list of names.
  return (
    telling.find(({ kind }) => kind === 'is') ?? byOthersValue(keys, chosen, others) ?? telling[0] ?? null
  );
}

/** The others all have one value of a label that none of the chosen has. */
function byOthersValue(
  keys: readonly string[],
  chosen: readonly Labels[],
  others: readonly Labels[],
): Telling | null {
  const found = keys.flatMap((key): Extract<Telling, { kind: 'in' | 'not-in' }>[] => {
    const values = [...new Set(others.flatMap((labels) => labels[key] ?? []))].toSorted(byCodeUnit);
    const isOfAll = others.every((labels) => labels[key] !== undefined);
    const isApart = chosen.every((labels) => !values.includes(labels[key] ?? ''));
    return isOfAll && isApart ? [{ kind: 'not-in', key, values }] : [];
  });
  return found.toSorted((a, b) => a.values.length - b.values.length)[0] ?? null;
}
