import {
  parseAddress,
  parseCidr,
  type AddressRange,
  type Family,
} from '#lib/analysis/network/reach/address-ranges.ts';
import {
  fieldLists,
  fieldsOf,
  textOf,
  textsOf,
  type Fields,
} from '#lib/analysis/network/reach/raw-fields.ts';

/** Where the addresses of a network come from. */
export interface Ipam {
  /** `host-local`, `whereabouts`, `static`, `dhcp`, `kube-ipam` … */
  readonly type: string;
  /** Networks as they are written, and as ranges. */
  readonly subnets: readonly Subnet[];
  /** Addresses given out by themselves; empty where all of the subnet is. */
  readonly pools: readonly AddressRange[];
  /** Addresses kept for pods that ask for one (kube-ipam); null where there is no such range. */
  readonly fixedPool: AddressRange | null;
  /** Addresses that every pod of the network is given alike. */
  readonly staticAddresses: readonly string[];
  readonly gateway: string | null;
}

export interface Subnet {
  readonly cidr: string;
  readonly range: AddressRange;
}

/** Returns how a configuration gives addresses; null where it gives none. */
export function readIpam(written: unknown): Ipam | null {
  const fields = fieldsOf(written);
  const type = textOf(fields['type']);
  if (type === '') return null;
  const blocks = [fields, ...nested(fields['ranges']), ...fieldLists(fields['ipRanges'])];
  const addresses = fieldLists(fields['addresses']).map(({ address }) => textOf(address));
  const cidrs = [
    ...blocks.flatMap(cidrsOf),
    ...poolsOf(fields),
    ...addresses.filter((one) => one.includes('/')),
  ];
  return {
    type,
    subnets: subnetsOf(cidrs),
    pools: blocks.flatMap((block) => poolOf(block) ?? []),
    fixedPool: between(textOf(fields['fixedStart']), textOf(fields['fixedEnd'])),
    staticAddresses: addresses.map((one) => one.split('/')[0] ?? one),
    gateway: blocks.map(({ gateway }) => textOf(gateway)).find((one) => one !== '') ?? null,
  };
}

/** host-local has lists of lists: one for each address a pod is given. */
function nested(written: unknown): readonly Fields[] {
  if (!Array.isArray(written)) return [];
  return written.flatMap((one: unknown) => (Array.isArray(one) ? one.map(fieldsOf) : [fieldsOf(one)]));
}

/** whereabouts writes `range`, also as `first-last/prefix`; the others `subnet`. */
function cidrsOf(block: Fields): string[] {
  const written = [textOf(block['subnet']), textOf(block['range'])].filter((one) => one !== '');
  return written.map((one) => (one.includes('-') ? one.slice(one.indexOf('-') + 1) : one));
}

/** Calico's own manager takes CIDRs of pools. */
function poolsOf(fields: Fields): readonly string[] {
  return [...textsOf(fields['ipv4_pools']), ...textsOf(fields['ipv6_pools'])].filter((one) =>
    one.includes('/'),
  );
}

function subnetsOf(cidrs: readonly string[]): Subnet[] {
  const found = new Map<string, Subnet>();
  for (const cidr of cidrs) {
    const range = parseCidr(cidr);
    if (range !== null) found.set(`${range.first}-${range.last}`, { cidr, range });
  }
  return [...found.values()];
}

function poolOf(block: Fields): AddressRange | null {
  const range = textOf(block['range']);
  if (range.includes('-')) {
    const [first = '', last = ''] = range.split('-');
    return between(first, last.split('/')[0] ?? '');
  }
  const first = textOf(block['rangeStart']) || textOf(block['range_start']);
  const last = textOf(block['rangeEnd']) || textOf(block['range_end']);
  return between(first, last);
}

function between(first: string, last: string): AddressRange | null {
  const from = parseAddress(first);
  const to = parseAddress(last);
  if (from === null || to === null || from.family !== to.family) return null;
  return { family: from.family, first: from.value, last: to.value };
}

/** Returns whether a range holds an address. */
export function holdsAddress(
  range: AddressRange,
  { family, value }: { readonly family: Family; readonly value: bigint },
): boolean {
  return range.family === family && range.first <= value && value <= range.last;
}
