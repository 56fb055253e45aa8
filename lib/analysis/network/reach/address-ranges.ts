import ipaddr from 'ipaddr.js';

export const FAMILIES = ['IPv4', 'IPv6'] as const;
export type Family = (typeof FAMILIES)[number];

/** Addresses from `first` to `last`, both included, as numbers of their family. */
export interface AddressRange {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

const BITS: Readonly<Record<Family, number>> = { IPv4: 32, IPv6: 128 };

/** Returns all addresses of a family. */
export function wholeFamily(family: Family): AddressRange {
  return { family, first: 0n, last: (1n << BigInt(BITS[family])) - 1n };
}

/** Returns an address as a number of its family; null where it is none. IPv4 within IPv6 counts as IPv4. */
export function parseAddress(text: string): { readonly family: Family; readonly value: bigint } | null {
  const plain = text.trim();
  if (ipaddr.IPv4.isValidFourPartDecimal(plain)) {
    return { family: 'IPv4', value: numberOf(ipaddr.IPv4.parse(plain).toByteArray()) };
  }
  if (!plain.includes(':') || !ipaddr.IPv6.isValid(plain)) return null;
  const parsed = ipaddr.IPv6.parse(plain);
  return parsed.isIPv4MappedAddress()
    ? { family: 'IPv4', value: numberOf(parsed.toIPv4Address().toByteArray()) }
    : { family: 'IPv6', value: numberOf(parsed.toByteArray()) };
}

/**
 * Returns the range of a CIDR, or of a single address; null where it is neither. Host bits are masked and leading
 * zeros read as decimal: both can live in clusters older than 1.36 (amendment CIDR).
 */
export function parseCidr(text: string): AddressRange | null {
  const [address = '', length, ...rest] = text.trim().split('/');
  const parsed = parseAddress(withoutLeadingZeros(address));
  if (parsed === null || rest.length > 0) return null;
  const bits = BITS[parsed.family];
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return null;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return null;
  const size = 1n << BigInt(bits - prefix);
  const first = parsed.value - (parsed.value % size);
  return { family: parsed.family, first, last: first + size - 1n };
}

/** Returns an address as people write it. */
export function addressText(family: Family, value: bigint): string {
  const bytes: number[] = [];
  for (let shift = BITS[family] - 8; shift >= 0; shift -= 8) {
    bytes.push(Number((value >> BigInt(shift)) & 0xffn));
  }
  return ipaddr.fromByteArray(bytes).toString();
}

function numberOf(bytes: readonly number[]): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

function withoutLeadingZeros(address: string): string {
  return address.includes(':') ? address : address.replaceAll(/(^|\.)0+(?=\d)/g, '$1');
}
