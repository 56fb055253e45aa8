import type { LabelSelector, LabelSelectorRequirement } from '#lib/model/label-selector.ts';

type Labels = Readonly<Record<string, string>>;

/** A condition on labels, whichever kind of policy it was written in. */
export type LabelExpr =
  | { readonly op: 'true' }
  | { readonly op: 'false' }
  | { readonly op: 'has'; readonly key: string }
  | { readonly op: 'in'; readonly key: string; readonly values: readonly string[] }
  | {
      readonly op: 'text';
      readonly key: string;
      readonly how: 'contains' | 'starts' | 'ends';
      readonly part: string;
    }
  | { readonly op: 'not'; readonly of: LabelExpr }
  | { readonly op: 'and' | 'or'; readonly of: readonly LabelExpr[] };

export const ANY_LABELS: LabelExpr = { op: 'true' };
export const NO_LABELS: LabelExpr = { op: 'false' };

/**
 * Returns a Kubernetes label selector as a condition (NP-10): `NotIn` and `DoesNotExist` also hold where the key
 * is absent, everything in it holds together, an empty one always holds.
 */
export function labelExprOf(selector: LabelSelector): LabelExpr {
  const pairs = Object.entries(selector.matchLabels ?? {}).map(([key, value]): LabelExpr => ({
    op: 'in',
    key,
    values: [value],
  }));
  const all = [...pairs, ...(selector.matchExpressions ?? []).map(requirementOf)];
  return allOf(all);
}

function requirementOf({ key, operator, values = [] }: LabelSelectorRequirement): LabelExpr {
  switch (operator) {
    case 'In':
      return { op: 'in', key, values };
    case 'NotIn':
      return { op: 'not', of: { op: 'in', key, values } };
    case 'Exists':
      return { op: 'has', key };
    case 'DoesNotExist':
      return { op: 'not', of: { op: 'has', key } };
  }
}

/** Returns the condition that holds where all of them hold. */
export function allOf(of: readonly LabelExpr[]): LabelExpr {
  const [first, ...rest] = of.filter(({ op }) => op !== 'true');
  if (first === undefined) return ANY_LABELS;
  return rest.length === 0 ? first : { op: 'and', of: [first, ...rest] };
}

/** Returns whether labels meet a condition. */
export function meetsLabels(expr: LabelExpr, labels: Labels): boolean {
  switch (expr.op) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'has':
      return labels[expr.key] !== undefined;
    case 'in': {
      const value = labels[expr.key];
      return value !== undefined && expr.values.includes(value);
    }
    case 'text':
      return meetsText(expr, labels[expr.key]);
    case 'not':
      return !meetsLabels(expr.of, labels);
    case 'and':
      return expr.of.every((one) => meetsLabels(one, labels));
    case 'or':
      return expr.of.some((one) => meetsLabels(one, labels));
  }
}

/** Returns whether a label's value meets a condition on its text; a label that is absent never does. */
export function meetsText(
  { how, part }: Extract<LabelExpr, { op: 'text' }>,
  value: string | undefined,
): boolean {
  if (value === undefined) return false;
  if (how === 'contains') return value.includes(part);
  return how === 'starts' ? value.startsWith(part) : value.endsWith(part);
}

/** Adds every label key that a condition looks at. */
export function addLabelKeys(expr: LabelExpr, into: Set<string>): void {
  switch (expr.op) {
    case 'true':
    case 'false':
      return;
    case 'not':
      addLabelKeys(expr.of, into);
      return;
    case 'and':
    case 'or':
      for (const one of expr.of) addLabelKeys(one, into);
      return;
    case 'has':
    case 'in':
    case 'text':
      into.add(expr.key);
  }
}

/** Returns the same condition on labels under other keys. */
export function mapLabelKeys(expr: LabelExpr, keyOf: (key: string) => string): LabelExpr {
  switch (expr.op) {
    case 'true':
    case 'false':
      return expr;
    case 'not':
      return { op: 'not', of: mapLabelKeys(expr.of, keyOf) };
    case 'and':
    case 'or':
      return { op: expr.op, of: expr.of.map((one) => mapLabelKeys(one, keyOf)) };
    case 'has':
    case 'in':
    case 'text':
      return { ...expr, key: keyOf(expr.key) };
  }
}
