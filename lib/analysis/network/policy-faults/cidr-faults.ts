import { parseCidr } from '#lib/analysis/network/reach/address-ranges.ts';
import { textsOf } from '#lib/analysis/network/reach/raw-fields.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { FaultField, PolicyFault } from './policy-faults.ts';

const LISTS = new Set(['nets', 'notNets', 'networks', 'fromCIDR', 'toCIDR', 'externalCIDRs']);

/** Returns what is wrong with the one CIDR of a field; null where it is right, or no CIDR is meant. */
export function cidrFault({ family, name, value }: FaultField): Text | null {
  if (name !== 'cidr') return null;
  return typeof value === 'string' && isCidr(value, family) ? null : noCidr(value);
}

/** Returns the faults of a list of CIDRs, and of exceptions that lie beside their block (NP-20). */
export function exceptFaults(field: FaultField, beside: Readonly<Record<string, unknown>>): PolicyFault[] {
  const { family, name, value } = field;
  if (name !== 'except' && !LISTS.has(name)) return [];
  if (!Array.isArray(value)) return [];
  const written = beside['cidr'];
  const block = typeof written === 'string' && isCidr(written, family) ? parseCidr(written) : null;
  return textsOf(value).flatMap((one, at) => {
    const path = `[${at}]`;
    if (!isCidr(one, family)) return [{ path, message: noCidr(one) }];
    const hole = parseCidr(one);
    if (name !== 'except' || block === null || hole === null) return [];
    const isInside = hole.family === block.family && block.first <= hole.first && hole.last <= block.last;
    const isWhole = hole.first === block.first && hole.last === block.last;
    if (isInside && !isWhole) return [];
    return [{ path, message: notInside(one, String(written)) }];
  });
}

/** Only Calico and Cilium take a single address for a CIDR. */
function isCidr(written: string, family: FaultField['family']): boolean {
  const takesAddress = family === 'calico' || family === 'cilium';
  return parseCidr(written) !== null && (takesAddress || written.includes('/'));
}

function noCidr(value: unknown): Text {
  const written = typeof value === 'string' ? `"${value}"` : JSON.stringify(value ?? null);
  return text(
    `${written} is no CIDR. Write an address, a slash and the length of the prefix, such as 10.0.0.0/8 or 2001:db8::/32.`,
    `${written} 不是有效的 CIDR。请写成地址、斜杠和前缀长度，例如 10.0.0.0/8 或 2001:db8::/32。`,
  );
}

function notInside(hole: string, block: string): Text {
  return text(
    `${hole} is not a part of ${block}. Write an exception that lies inside the block and is smaller, or leave it out.`,
    `${hole} 不是 ${block} 的一部分。请写成位于该地址段之内且更小的例外，或将其删除。`,
  );
}
