import { cidrsOf, cidrText } from '#lib/analysis/network/generate/cidr-blocks.ts';
import { internetPartsOf, rangesText } from '#lib/analysis/network/paths/internet.ts';
import {
  FAMILIES,
  wholeFamily,
  type AddressRange,
  type Family,
} from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { NO_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import { atomAt, atomsOf } from '#lib/analysis/network/reach/visit-plan.ts';
import { PortsComparison, type PortsChange } from '#lib/analysis/network/reach-summary/ports-change.ts';
import {
  partiesOf,
  touchedParties,
  type Party,
  type WorkloadName,
} from '#lib/analysis/network/reach-summary/workload-parties.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { ComparedScenes } from './flow-difference.ts';

/** What a workload may no longer do with addresses outside, or may do now. */
export interface OutsideChange extends PortsChange {
  readonly workload: WorkloadName;
  /** `in`: they talk to it; `out`: it talks to them. */
  readonly direction: 'in' | 'out';
  /** How much of the internet is among them. */
  readonly internet: 'all' | 'some' | 'none';
  /** The addresses: a CIDR where they are one, else from the first to the last. */
  readonly ranges: string;
}

const DIRECTIONS = ['in', 'out'] as const;

/**
 * Returns what changes between workloads and addresses that are no pods of the cluster, by what policies surely
 * allow: what the internet gains first, then what is lost with it, then what concerns other addresses.
 */
export function outsideChanges({ before, after, changed }: ComparedScenes): OutsideChange[] {
  const compared = { before: before.reach, after: after.reach, changed };
  const comparing = new OutsideComparison(compared);
  const touched = {
    in: touchedParties(compared, 'ingress'),
    out: touchedParties(compared, 'egress'),
  };
  const old = partiesOf(before.reach);
  const now = partiesOf(after.reach);
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted(byCodeUnit);
  const found = names.flatMap((key) => {
    const [one, other] = [old.get(key), now.get(key)];
    const workload = (one ?? other)?.name;
    if (workload === undefined) return [];
    return DIRECTIONS.filter((direction) => touched[direction].has(key)).flatMap((direction) =>
      FAMILIES.flatMap((family) => comparing.changes([one, other], { direction, family })).map((change) => ({
        workload,
        direction,
        ...change,
      })),
    );
  });
  return found.toSorted((a, b) => weightOf(a) - weightOf(b));
}

function weightOf({ internet, added, direction }: OutsideChange): number {
  const reach = internet === 'all' ? 0 : internet === 'some' ? 1 : 2;
  return (added === '' ? 3 : 0) + reach + (direction === 'in' ? 0 : 0.5);
}

type Sides = readonly [old: Party | undefined, now: Party | undefined];
type RangesChange = Omit<OutsideChange, 'workload' | 'direction'>;

interface Asked {
  readonly direction: 'in' | 'out';
  readonly family: Family;
}

/** Workloads whose pods are of the same classes have the same changes, which are worked out once. */
class OutsideComparison {
  readonly #before: Reachability;
  readonly #after: Reachability;
  readonly #ports: PortsComparison;
  readonly #ranges: Readonly<Record<Family, readonly AddressRange[]>>;
  readonly #known = new Map<string, readonly RangesChange[]>();

  constructor({ before, after }: { readonly before: Reachability; readonly after: Reachability }) {
    this.#before = before;
    this.#after = after;
    this.#ports = new PortsComparison(before, after);
    const jointly = (family: Family): readonly AddressRange[] => {
      const all = [before, after].flatMap(({ space }) => space.relevance.starts[family]);
      return atomsOf(
        [...new Set(all)].toSorted((a, b) => (a < b ? -1 : 1)),
        family,
      );
    };
    this.#ranges = { IPv4: jointly('IPv4'), IPv6: jointly('IPv6') };
  }

  changes(sides: Sides, asked: Asked): readonly RangesChange[] {
    const classes = sides.map((party) => [...(party?.classes[asked.family] ?? [])]);
    const key = JSON.stringify([classes, asked.direction, asked.family]);
    const known = this.#known.get(key) ?? this.#compare(classes, asked);
    this.#known.set(key, known);
    return known;
  }

  #compare([old = [], now = []]: readonly (readonly number[])[], asked: Asked): readonly RangesChange[] {
    const found = new Map<string, { change: PortsChange; ranges: AddressRange[] }>();
    for (const range of this.#ranges[asked.family]) {
      const change = this.#ports.change(
        surePorts(this.#before, old, { ...asked, range }),
        surePorts(this.#after, now, { ...asked, range }),
      );
      if (change === null) continue;
      const key = `${change.removed}\0${change.added}`;
      const same = found.get(key) ?? { change, ranges: [] };
      same.ranges.push(range);
      found.set(key, same);
    }
    return [...found.values()].map(({ change, ranges }) => ({ ...change, ...placesOf(ranges) }));
  }
}

function surePorts(
  { families, ports, space }: Reachability,
  classes: readonly number[],
  { direction, family, range }: Asked & { readonly range: AddressRange },
): PortSetId {
  const matrix = families[family];
  const atom = matrix.family.atomsFrom + atomAt(space.relevance.starts[family], range.first);
  let found: PortSetId = NO_PORTS;
  for (const at of classes) {
    const { must } = direction === 'in' ? matrix.between(atom, at) : matrix.between(at, atom);
    found = ports.union(found, must);
  }
  return found;
}

/** Neighbouring ranges are one. */
function placesOf(ranges: readonly AddressRange[]): Pick<OutsideChange, 'internet' | 'ranges'> {
  const joined: AddressRange[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last !== undefined && last.last + 1n === range.first) {
      joined[joined.length - 1] = { ...last, last: range.last };
    } else joined.push(range);
  }
  return { internet: internetIn(joined), ranges: joined.map(rangeText).join(', ') };
}

function internetIn(ranges: readonly AddressRange[]): OutsideChange['internet'] {
  const size = (all: readonly AddressRange[]): bigint =>
    all.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
  const [first] = ranges;
  const here = size(ranges.flatMap(internetPartsOf));
  if (first === undefined || here === 0n) return 'none';
  return here === size(internetPartsOf(wholeFamily(first.family))) ? 'all' : 'some';
}

function rangeText(range: AddressRange): string {
  const [block, ...more] = cidrsOf(range);
  return block !== undefined && more.length === 0 ? cidrText(block) : rangesText([range]);
}
