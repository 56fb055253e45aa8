import type { RbacRisk } from '#lib/facts/rbac-risks.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { SEVERITIES, severityRank, type Severity } from '#lib/model/severity.ts';
import type { EffectiveRule } from './permissions.ts';
import type { RiskMatch } from './risk-patterns.ts';

/** How far a risk reaches. */
export interface RiskReach {
  readonly isClusterWide: boolean;
  /** Sorted; empty where it reaches the whole cluster. */
  readonly namespaces: readonly string[];
  /** Every rule that gives it is limited to objects it names. */
  readonly isNamed: boolean;
  /** What it needs beside it is missing. */
  readonly isAlone: boolean;
}

interface Part {
  readonly rule: EffectiveRule;
  readonly match: RiskMatch;
}

interface Parts {
  readonly main: readonly Part[];
  readonly beside: readonly Part[];
}

/** Whoever rules its service accounts rules the cluster. */
export const SYSTEM_NAMESPACE = 'kube-system';

/** Returns the severity one step milder. */
export function milder(severity: Severity): Severity {
  return SEVERITIES[severityRank(severity) + 1] ?? severity;
}

/** Returns how far a risk reaches by these rules, and what it weighs there. */
export function weighReach(
  risk: RbacRisk,
  { main, beside }: Parts,
  minor: number | null,
): RiskReach & { severity: Severity } {
  const isNeeding = risk.needs !== undefined;
  const places = placesOf(main);
  const met = isNeeding ? meet(places, placesOf(beside)) : places;
  const isAlone = met.size === 0;
  const held = isAlone ? places : met;
  const isClusterWide = held.has(null);
  const namespaces = isClusterWide ? [] : [...held.keys()].flatMap((one) => one ?? []).toSorted(byCodeUnit);
  const isNamed = [...held.values()].every(Boolean);
  const full = worst([...held].map(([place, named]) => weighPlace(risk, { place, isNamed: named, minor })));
  const severity = isAlone ? weighAlone(risk, full) : full;
  return { isClusterWide, namespaces, isNamed, isAlone, severity };
}

/** Returns what a way to more rights weighs: by where it leads, and less where it is limited to names. */
export function weighRoute(
  risk: RbacRisk,
  { isClusterWide, namespaces, isNamed, isAlone }: RiskReach,
): Severity {
  if (isAlone) return 'low';
  const places = isClusterWide ? [null] : namespaces;
  return worst(places.map((place) => weighPlace(risk, { place, isNamed, minor: null })));
}

/** Each place with whether all rules there are limited to names; null is the whole cluster. */
function placesOf(parts: readonly Part[]): Map<string | null, boolean> {
  const places = new Map<string | null, boolean>();
  for (const { rule, match } of parts) {
    const { namespace } = rule;
    // A namespace’s own object is all that a RoleBinding could reach of namespaces anyway.
    const isLimited = match.isNamed && !(match.isNamespace && namespace !== null);
    places.set(namespace, (places.get(namespace) ?? true) && isLimited);
  }
  return places;
}

/** The places where both hold. */
function meet(
  main: ReadonlyMap<string | null, boolean>,
  beside: ReadonlyMap<string | null, boolean>,
): Map<string | null, boolean> {
  const both = [...new Set([...main.keys(), ...beside.keys()])].filter(
    (place) => (main.has(place) || main.has(null)) && (beside.has(place) || beside.has(null)),
  );
  return new Map(both.map((place) => [place, main.get(place) ?? main.get(null) ?? false]));
}

interface Place {
  readonly place: string | null;
  readonly isNamed: boolean;
  readonly minor: number | null;
}

/** Returns what a risk weighs in one place. */
export function weighPlace(risk: RbacRisk, { place, isNamed, minor }: Place): Severity {
  const isEarlier = risk.earlier !== undefined && minor !== null && minor < risk.earlier.before;
  const severity = isEarlier && risk.earlier !== undefined ? risk.earlier.severity : risk.severity;
  const isRaised = place === null || place === SYSTEM_NAMESPACE || severity.namespace === null;
  const full = isRaised ? severity.cluster : severity.namespace;
  if (!isNamed) return full;
  return risk.normalWhenNamed === true && !isRaised ? 'info' : milder(full);
}

function weighAlone({ alone = 'milder' }: RbacRisk, full: Severity): Severity {
  if (alone === 'milder') return milder(full);
  return severityRank(alone) > severityRank(full) ? alone : full;
}

function worst(severities: readonly Severity[]): Severity {
  return severities.toSorted((a, b) => severityRank(a) - severityRank(b))[0] ?? 'info';
}
