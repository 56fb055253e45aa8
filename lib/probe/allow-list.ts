import ipaddr from 'ipaddr.js';

type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** A list of CIDRs, single addresses and host names that may get a packet. */
export class AllowList {
  readonly #ranges: readonly Range[];
  readonly #names: ReadonlySet<string>;

  constructor(entries: readonly string[]) {
    const parsed = entries.map((entry) => ({ entry, range: parseRange(entry) }));
    this.#ranges = parsed.flatMap(({ range }) => (range === null ? [] : [range]));
    this.#names = new Set(
      parsed.flatMap(({ entry, range }) => (range === null ? [entry.toLowerCase()] : [])),
    );
  }

  /** Returns whether an address lies in one of the ranges. */
  hasAddress(address: string): boolean {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return this.#ranges.some((range) => range[0].kind() === parsed.kind() && parsed.match(range));
  }

  /** Returns whether a host name is listed as it stands. */
  hasName(name: string): boolean {
    return this.#names.has(name.toLowerCase());
  }
}

function parseRange(entry: string): Range | null {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  if (!ipaddr.isValid(entry)) return null;
  const address = ipaddr.process(entry);
  return ipaddr.parseCIDR(`${address.toString()}/${address.kind() === 'ipv4' ? 32 : 128}`);
}
