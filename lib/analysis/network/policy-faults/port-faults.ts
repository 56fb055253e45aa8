import { text, type Text } from '#lib/model/text.ts';
import type { FaultField, PolicyFault } from './policy-faults.ts';

const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/i;
const NUMBERS = new Set(['number', 'start', 'end', 'endPort']);

/** Returns what is wrong with the one port of a field; null where it is right, or no port is meant. */
export function portFault({ family, name, value }: FaultField): Text | null {
  // Selectors and objects have such names as well.
  if (typeof value === 'object') return null;
  if (NUMBERS.has(name)) return isNumber(value, 1) ? null : noPort(value, false);
  if (name !== 'port') return null;
  if (family === 'cilium') return isCiliumPort(value) ? null : noPort(value, true);
  const isName = typeof value === 'string' && PORT_NAME.test(value);
  return isNumber(value, 1) || (family === 'kubernetes' && isName)
    ? null
    : noPort(value, family === 'kubernetes');
}

/** Returns the faults of ranges: one that ends before it begins, and the ports that Calico lists. */
export function rangeFault(field: FaultField, beside: Readonly<Record<string, unknown>>): PolicyFault[] {
  const { family, name, value } = field;
  if (family === 'calico') return calicoPortFaults(field);
  const first = name === 'endPort' ? beside['port'] : name === 'end' ? beside['start'] : undefined;
  if (first === undefined || !isNumber(value, 1)) return [];
  if (typeof first === 'string') return family === 'kubernetes' ? [{ path: '', message: NAMED_RANGE }] : [];
  return Number(first) > Number(value) ? [{ path: '', message: backwards(Number(first), value) }] : [];
}

function calicoPortFaults({ name, value }: FaultField): PolicyFault[] {
  if ((name !== 'ports' && name !== 'notPorts') || !Array.isArray(value)) return [];
  return value.flatMap((one: unknown, at) =>
    // A host endpoint lists the names of its ports.
    typeof one === 'object' || isCalicoPort(one)
      ? []
      : [
          {
            path: `[${at}]`,
            message: noPort(one, true, 'or two of them joined by a colon, such as 8080:8090'),
          },
        ],
  );
}

function isNumber(value: unknown, least: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 65_535;
}

/** 0 is every port. */
function isCiliumPort(value: unknown): boolean {
  if (typeof value === 'number') return isNumber(value, 0);
  if (typeof value !== 'string') return false;
  return /^\d+$/.test(value) ? isNumber(Number(value), 0) : PORT_NAME.test(value);
}

function isCalicoPort(value: unknown): boolean {
  if (typeof value === 'number') return isNumber(value, 0);
  if (typeof value !== 'string') return false;
  const [first = '', last = first, ...more] = value.split(':');
  if (!/^\d+$/.test(first)) return PORT_NAME.test(value);
  const isRange = isNumber(Number(first), 0) && isNumber(Number(last), 0) && Number(first) <= Number(last);
  return isRange && more.length === 0;
}

function noPort(value: unknown, takesName: boolean, more = ''): Text {
  const written = typeof value === 'string' ? `"${value}"` : JSON.stringify(value ?? null);
  const name = takesName ? ', or the name of a port' : '';
  const also = more === '' ? '' : `, ${more}`;
  return text(
    `${written} is no port. Write a number from 1 to 65535${name}${also}.`,
    `${written} 不是有效端口。请写成 1 到 65535 的数字${takesName ? '，或端口名称' : ''}${more === '' ? '' : '，或用冒号连接的两个数字，例如 8080:8090'}。`,
  );
}

function backwards(first: number, last: unknown): Text {
  return text(
    `The range ends at ${String(last)}, before it begins at ${first}. Write the smaller number first.`,
    `端口范围在 ${String(last)} 结束，早于起点 ${first}。请先写较小的数字。`,
  );
}

const NAMED_RANGE = text(
  'A range cannot begin at the name of a port. Write the number of the port, or leave endPort out.',
  '端口范围不能以端口名称开头。请写端口号，或删除 endPort。',
);
