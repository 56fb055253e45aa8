import { parseCalicoSelector } from '#lib/analysis/network/reach/calico-selector.ts';
import { fieldLists } from '#lib/analysis/network/reach/raw-fields.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { FaultField, PolicyFault } from './policy-faults.ts';

const CALICO_SELECTORS = new Set(['selector', 'notSelector', 'namespaceSelector', 'serviceAccountSelector']);
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** Returns what is wrong with a selector of Calico's grammar; null where it is right, or none is meant. */
export function calicoSelectorFault({ family, name, value }: FaultField): Text | null {
  if (family !== 'calico' || !CALICO_SELECTORS.has(name) || typeof value !== 'string') return null;
  return parseCalicoSelector(value) === null ? noSelector(value) : null;
}

/** Returns the faults of a label selector's parts. */
export function requirementFaults({ name, value }: FaultField): PolicyFault[] {
  if (name === 'matchLabels') return labelFaults(value);
  if (name !== 'matchExpressions') return [];
  return fieldLists(value).flatMap(({ operator, values }, at) => {
    const path = `[${at}]`;
    if (!OPERATORS.includes(operator)) return [{ path: `${path}.operator`, message: noOperator(operator) }];
    const count = Array.isArray(values) ? values.length : 0;
    if (operator === 'In' || operator === 'NotIn') {
      return count === 0 ? [{ path: `${path}.values`, message: NEEDS_VALUES }] : [];
    }
    return count > 0 ? [{ path: `${path}.values`, message: TAKES_NO_VALUES }] : [];
  });
}

const OPERATORS: readonly unknown[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

function labelFaults(labels: unknown): PolicyFault[] {
  if (typeof labels !== 'object' || labels === null) return [];
  return Object.entries(labels).flatMap(([key, one]: [string, unknown]) => {
    if (typeof one === 'string' && VALUE.test(one)) return [];
    return [{ path: `.${key}`, message: noValue(one) }];
  });
}

function noSelector(written: string): Text {
  return text(
    `"${written}" is no selector of Calico. Write conditions such as app == 'web' && has(tier), or all().`,
    `“${written}”不是有效的 Calico 选择器。请写成如 app == 'web' && has(tier) 的条件，或 all()。`,
  );
}

function noOperator(operator: unknown): Text {
  const written = JSON.stringify(operator ?? null);
  return text(
    `${written} is no operator of a selector. Write In, NotIn, Exists or DoesNotExist.`,
    `${written} 不是选择器的操作符。请写 In、NotIn、Exists 或 DoesNotExist。`,
  );
}

function noValue(value: unknown): Text {
  const written = JSON.stringify(value ?? null);
  return text(
    `${written} is no value of a label. Write a text in quotes, of letters, digits, "-", "_" and ".", at most 63 of them.`,
    `${written} 不是有效的标签值。请写成带引号的文本，由字母、数字、“-”、“_”和“.”组成，最多 63 个字符。`,
  );
}

const NEEDS_VALUES = text(
  'In and NotIn need values. List at least one, or use Exists or DoesNotExist.',
  'In 和 NotIn 需要取值。请至少列出一个，或改用 Exists 或 DoesNotExist。',
);
const TAKES_NO_VALUES = text(
  'Exists and DoesNotExist take no values. Leave them out, or use In or NotIn.',
  'Exists 和 DoesNotExist 不接受取值。请删除取值，或改用 In 或 NotIn。',
);
