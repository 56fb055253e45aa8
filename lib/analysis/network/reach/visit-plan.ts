import { FAMILIES, wholeFamily, type AddressRange, type Family } from './address-ranges.ts';
import { addLabelKeys } from './label-expr.ts';
import type { EndpointSet, PolicyPlan, ReachRule } from './policy-ir.ts';

/** What of endpoints the policies of a plan look at: nothing else can tell two of them apart. */
export interface Relevance {
  readonly podLabels: ReadonlySet<string>;
  readonly hostLabels: ReadonlySet<string>;
  readonly portNames: ReadonlySet<string>;
  /** Where the addresses of a family begin to matter, in ascending order; the first is 0. */
  readonly starts: Readonly<Record<Family, readonly bigint[]>>;
}

interface Gathered {
  readonly podLabels: Set<string>;
  readonly hostLabels: Set<string>;
  readonly portNames: Set<string>;
  readonly starts: Readonly<Record<Family, Set<bigint>>>;
}

/** Returns what the policies of a plan look at; `more` are ranges that a question is about. */
export function relevanceOf(plan: PolicyPlan, more: readonly AddressRange[] = []): Relevance {
  const into: Gathered = {
    podLabels: new Set(),
    hostLabels: new Set(),
    portNames: new Set(),
    starts: { IPv4: new Set([0n]), IPv6: new Set([0n]) },
  };
  for (const range of more) addRange(range, into);
  for (const tier of plan.tiers) {
    for (const policy of [...tier.ingress, ...tier.egress]) {
      addSet(policy.subject, into);
      for (const rule of policy.rules) addRule(rule, into);
    }
  }
  return { ...into, starts: { IPv4: sorted(into.starts.IPv4), IPv6: sorted(into.starts.IPv6) } };
}

function sorted(starts: ReadonlySet<bigint>): readonly bigint[] {
  return [...starts].toSorted((a, b) => (a < b ? -1 : 1));
}

/** Returns whether all that matters to one plan is looked at already. */
export function isWithin(part: Relevance, whole: Relevance): boolean {
  return (
    part.podLabels.isSubsetOf(whole.podLabels) &&
    part.hostLabels.isSubsetOf(whole.hostLabels) &&
    part.portNames.isSubsetOf(whole.portNames) &&
    FAMILIES.every((family) => new Set(part.starts[family]).isSubsetOf(new Set(whole.starts[family])))
  );
}

/** Returns all that matters to one of two plans. */
export function joinedRelevance(a: Relevance, b: Relevance): Relevance {
  const starts = (family: Family) => sorted(new Set([...a.starts[family], ...b.starts[family]]));
  return {
    podLabels: a.podLabels.union(b.podLabels),
    hostLabels: a.hostLabels.union(b.hostLabels),
    portNames: a.portNames.union(b.portNames),
    starts: { IPv4: starts('IPv4'), IPv6: starts('IPv6') },
  };
}

function addRule({ peer, self, ports }: ReachRule, into: Gathered): void {
  addSet(peer, into);
  if (self !== undefined) addSet(self, into);
  if (ports === 'all') return;
  for (const term of ports) if ('named' in term) into.portNames.add(term.named);
}

function addSet(set: EndpointSet, into: Gathered): void {
  if (set.op === 'not') addSet(set.of, into);
  else if (set.op === 'and' || set.op === 'or') for (const one of set.of) addSet(one, into);
  else if (set.op === 'pods') addLabelKeys(set.labels, into.podLabels);
  else if (set.op === 'hosts') {
    addLabelKeys(set.labels, into.hostLabels);
    for (const range of set.at ?? []) addRange(range, into);
  } else if (set.op === 'addresses') for (const range of set.ranges) addRange(range, into);
}

function addRange({ family, first, last }: AddressRange, into: Gathered): void {
  into.starts[family].add(first);
  if (last < wholeFamily(family).last) into.starts[family].add(last + 1n);
}

/** Returns the ranges between the places where addresses begin to matter. */
export function atomsOf(starts: readonly bigint[], family: Family): AddressRange[] {
  const end = wholeFamily(family).last;
  return starts.map((first, at) => ({ family, first, last: (starts[at + 1] ?? end + 1n) - 1n }));
}

/** Returns which atom an address is in. */
export function atomAt(starts: readonly bigint[], value: bigint): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0n) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
