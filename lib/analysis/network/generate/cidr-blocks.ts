import { addressText, type AddressRange } from '#lib/analysis/network/reach/address-ranges.ts';

const BITS = { IPv4: 32, IPv6: 128 } as const;

/** Returns the fewest CIDRs that hold exactly the addresses of a range. */
export function cidrsOf(range: AddressRange): AddressRange[] {
  const { family, last } = range;
  const out: AddressRange[] = [];
  let { first } = range;
  while (first <= last) {
    let size = 1n;
    while (
      first % (size * 2n) === 0n &&
      first + size * 2n - 1n <= last &&
      size < 1n << BigInt(BITS[family])
    ) {
      size *= 2n;
    }
    out.push({ family, first, last: first + size - 1n });
    first += size;
  }
  return out;
}

/** Returns a range that is one CIDR as it is written. */
export function cidrText({ family, first, last }: AddressRange): string {
  let bits = 0;
  for (let size = last - first + 1n; size > 1n; size /= 2n) bits += 1;
  return `${addressText(family, first)}/${BITS[family] - bits}`;
}
