import type { LabelSelector, LabelSelectorRequirement } from '#lib/model/label-selector.ts';
import type { Labels } from './manifests.ts';
import type { World } from './world.ts';

/** NP-10: returns whether labels match; all conditions hold together, and a missing key matches what is negative. */
export function matchesLabels(world: World, selector: LabelSelector, labels: Labels): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (labels[key] !== value) return false;
  }
  return (selector.matchExpressions ?? []).every((one) => {
    const isNegative = one.operator === 'NotIn' || one.operator === 'DoesNotExist';
    if (isNegative && labels[one.key] === undefined) world.note('NP-10');
    return meets(one, labels[one.key]);
  });
}

function meets({ operator, values = [] }: LabelSelectorRequirement, value: string | undefined): boolean {
  switch (operator) {
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'In':
      return value !== undefined && values.some((one) => one === value);
    case 'NotIn':
      return value === undefined || !values.some((one) => one === value);
  }
}

/** Returns whether a selector asks for a label. */
export function asksFor(selector: LabelSelector, wanted: (key: string) => boolean): boolean {
  const keys = [
    ...Object.keys(selector.matchLabels ?? {}),
    ...(selector.matchExpressions ?? []).map(({ key }) => key),
  ];
  return keys.some((key) => wanted(key));
}
