import type { CompiledRule, CompiledTier } from './compiled-tier.ts';
import { NO_PORTS, type PortSetId } from './port-sets.ts';
import type { RowSources } from './reach-row.ts';

type Row = Uint16Array;

/** Returns whether all that a tier does is to add to what is allowed; the rows of such a tier are sums. */
export function isAdditive({ end, ties, doubt: ofTier, policies }: CompiledTier): boolean {
  if (end !== 'deny' || ties !== 'add' || ofTier !== null) return false;
  return policies.every(
    ({ governs, doubt, rules }) =>
      governs && doubt === null && rules.every(({ action }) => action === 'allow'),
  );
}

/** Returns the ports that are allowed to each peer, for certain and perhaps, where one additive tier decides. */
export function additiveRow(
  { policies }: CompiledTier,
  sources: RowSources,
): { readonly must: Row; readonly may: Row } {
  const must = new Uint16Array(sources.size);
  const rules = policies.flatMap((policy) => policy.rules);
  for (const rule of rules) if (rule.doubt === null) add(rule, 'must', { row: must, sources });
  const doubtful = rules.filter(({ doubt, must: sure, may }) => doubt !== null || sure !== may);
  if (doubtful.length === 0) return { must, may: must };
  const may = must.slice();
  for (const rule of doubtful) add(rule, 'may', { row: may, sources });
  return { must, may };
}

interface Target {
  readonly row: Row;
  readonly sources: RowSources;
}

function add(rule: CompiledRule, certainty: 'must' | 'may', { row, sources }: Target): void {
  const { ports, portsTo, declaredBy } = sources;
  const same = rule.named.length === 0 || declaredBy === null ? portsTo(rule, 0) : null;
  // Neighbours mostly have had the same before: what became of that is at hand.
  let [lastBefore, lastGiven, lastMade]: [number, PortSetId, PortSetId] = [-1, NO_PORTS, NO_PORTS];
  rule[certainty].each((peer) => {
    const given = same ?? portsTo(rule, peer);
    const before = row[peer] ?? NO_PORTS;
    if (before !== lastBefore || given !== lastGiven) {
      lastMade = ports.union(before, given);
      lastBefore = before;
      lastGiven = given;
    }
    row[peer] = lastMade;
  });
}
