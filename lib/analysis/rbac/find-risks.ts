import type { RbacRisk } from '#lib/facts/rbac-risks.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { ClusterRole, Subject } from '#lib/model/rbac.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import { escalationRoutes } from './escalation-routes.ts';
import { gatherRisks } from './gather-risks.ts';
import { userOf } from './identity.ts';
import type { EffectiveRule, Permissions } from './permissions.ts';
import { isEverything } from './rule-power.ts';
import { RiskPatterns, risksOf, type RiskContext, type RiskMatch } from './risk-patterns.ts';
import type { RiskHit, SubjectRisks } from './risk-hit.ts';
import { weighReach, weighRoute, type RiskReach } from './weigh-risk.ts';
import { subjectKey } from './subject-ref.ts';

interface Found {
  readonly main: { rule: EffectiveRule; match: RiskMatch }[];
  readonly beside: { rule: EffectiveRule; match: RiskMatch }[];
}

/**
 * Returns the risks of every subject, judged on all rights of the subject and of the groups it is in by itself,
 * sorted by subject. What unchanged defaults give, or a group gives alone, is told of the group or not at all.
 */
export function findRisks(
  permissions: Permissions,
  clusterRoles: readonly ClusterRole[],
  context: RiskContext,
): SubjectRisks[] {
  const patterns = new RiskPatterns(context);
  const routes = Map.groupBy(routeHits(permissions, clusterRoles, context), ({ subject }) =>
    subjectKey(subject),
  );
  const found = permissions.subjects().flatMap((subject) => {
    const rules = permissions.grants(userOf(subject));
    if (rules.every(({ isDefault }) => isDefault)) return [];
    const hits = [
      ...hitsOf(subject, rules, { patterns, context }),
      ...(routes.get(subjectKey(subject)) ?? []),
    ];
    if (hits.length === 0) return [];
    const gathered = gatherRisks(hits, permissions);
    const severities = [...gathered.hits, ...gathered.defaultRoles].map(({ severity }) => severity);
    const severity = severities.toSorted((a, b) => severityRank(a) - severityRank(b))[0];
    return severity === undefined
      ? []
      : [{ key: subjectKey(subject), risks: { subject, severity, ...gathered } }];
  });
  return found.toSorted((a, b) => byCodeUnit(a.key, b.key)).map(({ risks }) => risks);
}

/**
 * Returns what the unchanged defaults of Kubernetes alone amount to, subject by subject: its controllers and
 * administrators hold strong rights by design.
 */
export function findDefaultRisks(permissions: Permissions, context: RiskContext): SubjectRisks[] {
  const patterns = new RiskPatterns(context);
  return permissions.subjects().flatMap((subject) => {
    const rules = permissions
      .rulesOf(subject)
      .filter(({ isDefault }) => isDefault)
      .map((rule) => ({ ...rule, isDefault: false }));
    const hits = hitsOf(subject, rules, { patterns, context });
    const { hits: gathered } = gatherRisks(hits, null);
    const [worst] = gathered;
    return worst === undefined
      ? []
      : [{ subject, severity: worst.severity, hits: gathered, defaultRoles: [] }];
  });
}

interface Judging {
  readonly patterns: RiskPatterns;
  readonly context: RiskContext;
}

interface Judged {
  readonly subject: Subject;
  readonly risk: RbacRisk;
  readonly entry: Found;
}

function hitsOf(subject: Subject, rules: readonly EffectiveRule[], judging: Judging): RiskHit[] {
  const found = new Map<RbacRisk, Found>();
  const ruled = placesRuled(rules);
  for (const rule of rules) {
    const isRuled = ruled.has(null) || ruled.has(rule.namespace);
    for (const match of judging.patterns.of(rule.rule)) {
      if ((isRuled && match.risk.kind !== 'everything') || !countsIn(rule, match)) continue;
      let entry = found.get(match.risk);
      if (entry === undefined) found.set(match.risk, (entry = { main: [], beside: [] }));
      entry[match.isBeside ? 'beside' : 'main'].push({ rule, match });
    }
  }
  return [...found].flatMap(([risk, entry]) => hitOf({ subject, risk, entry }, judging) ?? []);
}

/** Where everything is allowed no other risk says anything new; null is the whole cluster. */
function placesRuled(rules: readonly EffectiveRule[]): ReadonlySet<string | null> {
  return new Set(rules.filter(({ rule }) => isEverything(rule)).map(({ namespace }) => namespace));
}

/** A rule of a RoleBinding grants nothing on what is asked for without a namespace. */
function countsIn({ rule, namespace }: EffectiveRule, match: RiskMatch): boolean {
  if (namespace === null) return true;
  if (match.isClusterScoped || match.risk.severity.namespace === null) return false;
  if (match.risk.onlyIn?.includes(namespace) === false) return false;
  const names = rule.resourceNames ?? [];
  return !match.isNamespace || names.length === 0 || names.includes(namespace);
}

function hitOf({ subject, risk, entry }: Judged, { context }: Judging): RiskHit | null {
  const isOwn = ({ rule }: Found['main'][number]): boolean => !rule.isDefault && isBoundTo(rule, subject);
  const parts = [...entry.main, ...entry.beside];
  if (entry.main.length === 0 || !parts.some(isOwn)) return null;
  const weight = weighReach(risk, entry, context.minor);
  const foreign = {
    main: entry.main.filter((one) => !isOwn(one)),
    beside: entry.beside.filter((one) => !isOwn(one)),
  };
  if (foreign.main.length > 0 && addsNothing(weight, weighReach(risk, foreign, context.minor))) return null;
  const rules = [...new Set(parts.map(({ rule }) => rule))];
  return { ...weight, subject, risk, rules, groups: groupsOf(rules, subject), covers: [] };
}

/** Returns whether what groups and defaults give is as bad already, and in the same places. */
function addsNothing(all: RiskReach & { severity: Severity }, foreign: typeof all): boolean {
  return (
    all.severity === foreign.severity &&
    all.isClusterWide === foreign.isClusterWide &&
    all.isAlone === foreign.isAlone &&
    all.namespaces.length === foreign.namespaces.length
  );
}

/** All that reaches a user and is not given to a group is given to the user itself, under whichever kind. */
function isBoundTo({ grant }: EffectiveRule, subject: Subject): boolean {
  const isByGroup = grant.subject.kind === 'Group';
  if (subject.kind !== 'Group') return !isByGroup;
  return isByGroup && grant.subject.name === subject.name;
}

function groupsOf(rules: readonly EffectiveRule[], subject: Subject): string[] {
  const others = rules.filter((rule) => !isBoundTo(rule, subject)).map(({ grant }) => grant.subject.name);
  return [...new Set(others)].toSorted(byCodeUnit);
}

/** The ways to bind, escalate and impersonate that the engine of escalation finds, as risks. */
function routeHits(
  permissions: Permissions,
  clusterRoles: readonly ClusterRole[],
  context: RiskContext,
): RiskHit[] {
  const risks = new Map(
    risksOf(context).flatMap((risk) => (risk.route ? [[risk.route as string, risk]] : [])),
  );
  return escalationRoutes(permissions, clusterRoles).flatMap((route) => {
    const risk = risks.get(route.verb);
    if (risk === undefined) return [];
    const { subject, rules, namespaces, isNamed, reach } = route;
    const where = { namespaces, isNamed, isClusterWide: reach === 'cluster', isAlone: reach === 'unusable' };
    const severity = weighRoute(risk, where);
    return [{ ...where, subject, risk, severity, rules, groups: groupsOf(rules, subject), covers: [] }];
  });
}
