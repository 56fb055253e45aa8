import type { LabelSelector, LabelSelectorRequirement } from '#lib/model/label-selector.ts';

type Labels = Readonly<Record<string, string>>;

function meets({ key, operator, values }: LabelSelectorRequirement, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'In':
      return value !== undefined && (values ?? []).includes(value);
    case 'NotIn':
      // An object without the label meets it as well.
      return value === undefined || !(values ?? []).includes(value);
  }
}

/** Returns whether a selector selects an object with these labels; an empty selector selects every object. */
export function selectsLabels(selector: LabelSelector, labels: Labels = {}): boolean {
  const pairs = Object.entries(selector.matchLabels ?? {});
  if (!pairs.every(([key, value]) => labels[key] === value)) return false;
  return (selector.matchExpressions ?? []).every((requirement) => meets(requirement, labels));
}
