export type Family = 4 | 6;

export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

interface Block {
  readonly family: Family;
  readonly low: bigint;
  readonly high: bigint;
}

const addresses = new Map<string, Address | null>();
const blocks = new Map<string, Block | null>();

/** Returns the address a text is, or null. */
export function parseAddress(text: string): Address | null {
  const known = addresses.get(text);
  if (known !== undefined) return known;
  const parsed = text.includes(':') ? sixOf(text) : fourOf(text);
  addresses.set(text, parsed);
  return parsed;
}

function fourOf(text: string): Address | null {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return null;
  let value = 0n;
  for (const part of parts) value = value * 256n + BigInt(Number(part));
  return { family: 4, value };
}

function sixOf(text: string): Address | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return null;
  let value = 0n;
  for (const group of groups) value = value * 65536n + BigInt(`0x${group}`);
  return { family: 6, value };
}

/** Returns the block a text is, host bits masked away, or null. */
function parseBlock(text: string): Block | null {
  const known = blocks.get(text);
  if (known !== undefined) return known;
  const parsed = blockOf(text);
  blocks.set(text, parsed);
  return parsed;
}

function blockOf(text: string): Block | null {
  const [head = '', tail = ''] = text.split('/');
  const address = parseAddress(head);
  if (address === null) return null;
  const width = address.family === 4 ? 32 : 128;
  const length = tail === '' ? width : Number(tail);
  const size = 2n ** BigInt(width - length);
  const low = (address.value / size) * size;
  return { family: address.family, low, high: low + size - 1n };
}

/** Returns how an address lies to a block: in it, outside, or of the other family. */
export function placeIn(block: string, address: Address): 'in' | 'out' | 'other-family' {
  const parsed = parseBlock(block);
  if (parsed === null) throw new Error(`${block} is no address block.`);
  if (parsed.family !== address.family) return 'other-family';
  return address.value >= parsed.low && address.value <= parsed.high ? 'in' : 'out';
}

/** Returns whether one of the blocks holds the address. */
export function isInAny(list: readonly string[], address: Address): boolean {
  return list.some((block) => placeIn(block, address) === 'in');
}
