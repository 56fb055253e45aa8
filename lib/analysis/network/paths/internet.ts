import {
  addressText,
  parseCidr,
  type AddressRange,
  type Family,
} from '#lib/analysis/network/reach/address-ranges.ts';

/** Addresses that no packet from the internet has as its sender: private, shared, loopback, link-local, multicast. */
const NOT_INTERNET = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  '::/3',
  '4000::/2',
  '8000::/1',
].flatMap((one) => parseCidr(one) ?? []);

/** Each range of a cluster is asked about for every back end of every door. */
const known = new WeakMap<AddressRange, readonly AddressRange[]>();

/** Returns the parts of a range from which the internet may send. */
export function internetPartsOf(range: AddressRange): readonly AddressRange[] {
  const made = known.get(range) ?? partsOf(range);
  known.set(range, made);
  return made;
}

function partsOf(range: AddressRange): readonly AddressRange[] {
  let parts: AddressRange[] = [range];
  for (const hole of NOT_INTERNET) {
    if (hole.family === range.family) parts = parts.flatMap((part) => without(part, hole));
  }
  return parts;
}

function without(range: AddressRange, hole: AddressRange): AddressRange[] {
  if (hole.last < range.first || range.last < hole.first) return [range];
  const { family, first, last } = range;
  return [
    ...(first < hole.first ? [{ family, first, last: hole.first - 1n }] : []),
    ...(hole.last < last ? [{ family, first: hole.last + 1n, last }] : []),
  ];
}

/** Returns what two ranges share; null where that is nothing. */
export function commonPart(a: AddressRange, b: AddressRange): AddressRange | null {
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  return a.family === b.family && first <= last ? { family: a.family, first, last } : null;
}

/** Returns ranges as one text, those that touch as one. */
export function rangesText(ranges: readonly AddressRange[]): string {
  const joined: AddressRange[] = [];
  for (const range of ranges.toSorted(byBeginning)) {
    const last = joined.at(-1);
    if (last?.family === range.family && last.last + 1n >= range.first) {
      joined[joined.length - 1] = { ...last, last: last.last > range.last ? last.last : range.last };
    } else joined.push(range);
  }
  return joined.map(rangeText).join(', ');
}

function byBeginning(a: AddressRange, b: AddressRange): number {
  if (a.family !== b.family) return a.family === 'IPv4' ? -1 : 1;
  return a.first < b.first ? -1 : 1;
}

function rangeText({ family, first, last }: AddressRange): string {
  const of = (family_: Family, value: bigint): string => addressText(family_, value);
  return first === last ? of(family, first) : `${of(family, first)}-${of(family, last)}`;
}
