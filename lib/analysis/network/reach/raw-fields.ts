import type { LabelSelector, LabelSelectorRequirement } from '#lib/model/label-selector.ts';

/** Fields of an object that a CRD keeps and no type describes. */
export type Fields = Readonly<Record<string, unknown>>;

/** Returns the value's fields; none where it is no object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** Returns the fields of each item; nothing where the value is no list. */
export function fieldLists(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** Returns a text; a number counts as what it reads, anything else as an empty text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

/** Returns the texts of a list. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** Returns a label selector; null where it is not written as one. */
export function selectorOf(value: unknown): LabelSelector | null {
  const { matchLabels, matchExpressions } = fieldsOf(value);
  const requirements: LabelSelectorRequirement[] = [];
  for (const { key, operator, values } of fieldLists(matchExpressions)) {
    const known = OPERATORS.find((one) => one === operator);
    if (known === undefined || typeof key !== 'string') return null;
    requirements.push({ key, operator: known, values: textsOf(values) });
  }
  const labels = Object.entries(fieldsOf(matchLabels)).map(([key, one]) => [key, textOf(one)] as const);
  return { matchLabels: Object.fromEntries(labels), matchExpressions: requirements };
}
