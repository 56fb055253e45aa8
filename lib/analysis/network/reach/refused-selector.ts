import { fieldsOf, type Fields } from './raw-fields.ts';
import { fieldWords } from './refused-words.ts';

const KEY = /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const WITH_VALUES = new Set<unknown>(['In', 'NotIn']);
const WITHOUT_VALUES = new Set<unknown>(['Exists', 'DoesNotExist']);

/** Returns what in a label selector is not valid, as `field value`; null where all of it is. */
export function refusedInSelector(selector: unknown, path: string): string | null {
  if (selector === undefined || selector === null) return null;
  if (typeof selector !== 'object' || Array.isArray(selector)) return fieldWords(path, selector);
  const { matchLabels, matchExpressions } = fieldsOf(selector);
  return refusedLabel(matchLabels, `${path}.matchLabels`) ?? refusedRequirement(matchExpressions, path);
}

function refusedLabel(labels: unknown, path: string): string | null {
  for (const [key, value] of Object.entries(fieldsOf(labels))) {
    if (!KEY.test(key)) return fieldWords(path, key);
    if (typeof value !== 'string') return fieldWords(`${path}.${key}`, value);
  }
  return null;
}

function refusedRequirement(requirements: unknown, path: string): string | null {
  if (requirements === undefined || requirements === null) return null;
  if (!Array.isArray(requirements)) return fieldWords(`${path}.matchExpressions`, requirements);
  for (const [at, one] of requirements.entries()) {
    const field = refusedField(fieldsOf(one));
    if (field !== null) return fieldWords(`${path}.matchExpressions[${at}].${field}`, fieldsOf(one)[field]);
  }
  return null;
}

function refusedField({ key, operator, values }: Fields): 'key' | 'operator' | 'values' | null {
  if (typeof key !== 'string' || !KEY.test(key)) return 'key';
  if (!WITH_VALUES.has(operator) && !WITHOUT_VALUES.has(operator)) return 'operator';
  const list: readonly unknown[] = Array.isArray(values) ? values : [];
  const isRight =
    list.length > 0 === WITH_VALUES.has(operator) && list.every((one) => typeof one === 'string');
  return isRight ? null : 'values';
}
