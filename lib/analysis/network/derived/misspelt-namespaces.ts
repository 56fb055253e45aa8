import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { LabelExpr } from '#lib/analysis/network/reach/label-expr.ts';
import { REACH_DIRECTIONS, type EndpointSet, type PolicyRef } from '#lib/analysis/network/reach/policy-ir.ts';
import { nearMatches } from '#lib/model/near-matches.ts';

/** A label that a namespace selector asks for and no namespace has. */
export interface MissingNamespaceLabel {
  readonly ref: PolicyRef;
  readonly key: string;
  /** The values it asks for; null where only the key counts. */
  readonly values: readonly string[] | null;
  /** What may have been meant: a key, or a value of this key. */
  readonly near: readonly string[];
}

const NAME_LABEL = 'kubernetes.io/metadata.name';

/**
 * Returns labels that namespace selectors ask for and no namespace has, each once for its policy. Nothing where
 * namespaces were not read: what they lack is not known then.
 */
export function missingNamespaceLabels(reach: Reachability): MissingNamespaceLabel[] {
  const { namespaces, pods } = reach.space;
  const labels = new Map<string, Set<string>>();
  const note = (key: string, value: string): void => {
    labels.set(key, (labels.get(key) ?? new Set()).add(value));
  };
  for (const [name, own] of namespaces) {
    note(NAME_LABEL, name);
    for (const [key, value] of Object.entries(own)) note(key, value);
  }
  for (const { namespace } of pods) note(NAME_LABEL, namespace);
  // NP-11: of a namespace that was not read only its name is known.
  const isWhole = namespaces.size > 0 && pods.every(({ namespace }) => namespaces.has(namespace));
  const found = new Map<string, MissingNamespaceLabel>();
  for (const { ref, term } of wantedLabels(reach)) {
    if (!isWhole && (term.key !== NAME_LABEL || namespaces.size === 0)) continue;
    const missing = missingOf(ref, term, labels);
    if (missing !== null) found.set(JSON.stringify([ref, term]), missing);
  }
  return [...found.values()];
}

interface Wanted {
  readonly key: string;
  readonly values: readonly string[] | null;
}

function missingOf(
  ref: PolicyRef,
  { key, values }: Wanted,
  labels: ReadonlyMap<string, ReadonlySet<string>>,
): MissingNamespaceLabel | null {
  const known = labels.get(key);
  if (known === undefined) return { ref, key, values, near: nearMatches(key, [...labels.keys()]) };
  if (values === null || values.some((value) => known.has(value))) return null;
  return { ref, key, values, near: values.flatMap((value) => nearMatches(value, [...known])) };
}

function* wantedLabels({
  plan,
}: Reachability): Generator<{ readonly ref: PolicyRef; readonly term: Wanted }> {
  for (const tier of plan.tiers) {
    for (const direction of REACH_DIRECTIONS) {
      for (const { ref, subject, rules } of tier[direction]) {
        const sets = [subject, ...rules.map(({ peer }) => peer)];
        for (const set of sets) for (const term of termsOf(set)) yield { ref, term };
      }
    }
  }
}

/** What is asked for under a `not` need not be there. */
function termsOf(set: EndpointSet): Wanted[] {
  if (set.op === 'and' || set.op === 'or') return set.of.flatMap(termsOf);
  if (set.op !== 'pods' || !('labels' in set.namespace)) return [];
  return wantedOf(set.namespace.labels);
}

function wantedOf(expr: LabelExpr): Wanted[] {
  if (expr.op === 'and') return expr.of.flatMap(wantedOf);
  if (expr.op === 'in') return [{ key: expr.key, values: expr.values }];
  return expr.op === 'has' ? [{ key: expr.key, values: null }] : [];
}
