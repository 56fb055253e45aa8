import {
  parseAddress,
  parseCidr,
  wholeFamily,
  type AddressRange,
} from '#lib/analysis/network/reach/address-ranges.ts';
import type { HostSource } from '#lib/model/host-firewall.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';

/** A source with the addresses that are it; those of nodes and pods have none here. */
export interface AddressSource extends HostSource {
  readonly ranges: readonly AddressRange[];
}

/** A network as something in the cluster names it. */
export interface Mention {
  readonly cidr: string;
  /** `Kind name`. */
  readonly who: string;
}

interface SourceGiven {
  readonly mentions: readonly Mention[];
  readonly nodes: readonly Node[];
}

const MOST_NETWORKS = 12;

/** Addresses that nothing on the internet has. */
const NOT_INTERNET = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/3',
  '4000::/2',
  '8000::/1',
];

/** Returns who may send to hosts: the internet, every network that something in the cluster names, nodes, pods. */
export function hostSources(given: SourceGiven): AddressSource[] {
  const networks = networksIn(given.mentions);
  const special = NOT_INTERNET.flatMap((one) => parseCidr(one) ?? []);
  const named = networks.flatMap(({ ranges }) => ranges);
  const nodes = given.nodes
    .flatMap(({ status }) => status.addresses ?? [])
    .flatMap(({ address }) => (parseAddress(address) === null ? [] : (parseCidr(address) ?? [])));
  const internet = (['IPv4', 'IPv6'] as const).flatMap((family) =>
    withoutRanges(wholeFamily(family), [...special, ...named, ...nodes]),
  );
  const plain = (kind: HostSource['kind'], ranges: readonly AddressRange[] = []): AddressSource => ({
    key: kind,
    kind,
    cidr: null,
    mentions: [],
    ranges,
  });
  return [
    plain('internet', internet),
    ...networks.slice(0, MOST_NETWORKS),
    plain('nodes'),
    plain('pods-elsewhere'),
    plain('pods-here'),
    plain('self'),
  ];
}

function networksIn(given: readonly Mention[]): AddressSource[] {
  const mentions = new Map<string, Set<string>>();
  for (const { cidr, who } of given) {
    const range = parseCidr(cidr);
    if (range === null || isWide(range) || isLoopback(range)) continue;
    const known = mentions.get(cidr) ?? new Set();
    mentions.set(cidr, known.add(who));
  }
  return [...mentions]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .map(([cidr, who]) => ({
      key: cidr,
      kind: 'network',
      cidr,
      mentions: [...who].toSorted(byCodeUnit),
      ranges: [parseCidr(cidr)].flatMap((range) => range ?? []),
    }));
}

/** What holds nearly all addresses is the internet. */
function isWide({ family, first, last }: AddressRange): boolean {
  return last - first >= wholeFamily(family).last >> 1n;
}

function isLoopback(range: AddressRange): boolean {
  const { family, first, last } = parseCidr('127.0.0.0/8') ?? range;
  return range.family === family && range.first >= first && range.last <= last;
}

/** Returns what is left of a range without others. */
export function withoutRanges(whole: AddressRange, holes: readonly AddressRange[]): AddressRange[] {
  let left = [whole];
  for (const hole of holes) {
    if (hole.family !== whole.family) continue;
    left = left.flatMap((range) => {
      if (hole.last < range.first || range.last < hole.first) return [range];
      return [
        { ...range, last: hole.first - 1n },
        { ...range, first: hole.last + 1n },
      ].filter(({ first, last }) => first <= last);
    });
  }
  return left;
}
