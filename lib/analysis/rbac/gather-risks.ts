import { byCodeUnit } from '#lib/model/order.ts';
import type { GrantSource } from '#lib/model/rbac.ts';
import { severityRank } from '#lib/model/severity.ts';

import type { Permissions } from './permissions.ts';
import type { DefaultRoleHold, RiskHit } from './risk-hit.ts';

/** Wildcards that say all that follows from them, the widest first. */
const WIDE = ['rbac-star-all', 'rbac-star-resources', 'rbac-star-verbs', 'rbac-delete-any'];

/**
 * Returns the risks of one subject so that each thing is said once: what one wildcard gives stands under it, risks
 * with one effect under the widest of them, and what an unchanged default role brings under that role (told of
 * `permissions`; without it each risk stands by itself).
 */
export function gatherRisks(
  hits: readonly RiskHit[],
  permissions: Pick<Permissions, 'isDefaultRule'> | null,
): { hits: RiskHit[]; defaultRoles: DefaultRoleHold[] } {
  const sorted = hits.toSorted(worstFirst);
  const wild = under(
    sorted,
    WIDE.flatMap((id) => sorted.find(({ risk }) => risk.id === id) ?? []),
    impliedBy,
  );
  const { own, byRole } = permissions === null ? { own: wild, byRole: [] } : apart(wild, permissions);
  return { hits: byEffect(own), defaultRoles: byRole };
}

function worstFirst(a: RiskHit, b: RiskHit): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) || Number(b.isClusterWide) - Number(a.isClusterWide)
  );
}

/** Puts each hit under the first of the heads that says it already. */
function under(
  hits: readonly RiskHit[],
  heads: readonly RiskHit[],
  says: (head: RiskHit, hit: RiskHit) => boolean,
): RiskHit[] {
  const covered = new Map<RiskHit, RiskHit[]>();
  const left: RiskHit[] = [];
  for (const hit of hits) {
    const rank = heads.indexOf(hit);
    const before = rank === -1 ? heads : heads.slice(0, rank);
    const head = before.find((one) => says(one, hit));
    if (head === undefined) left.push(hit);
    else covered.set(head, [...(covered.get(head) ?? []), hit]);
  }
  // A head under another head takes what it covers along.
  const all = (head: RiskHit): RiskHit[] => (covered.get(head) ?? []).flatMap((hit) => [hit, ...all(hit)]);
  return left.map((hit) => ({ ...hit, covers: [...hit.covers, ...all(hit)] }));
}

/** A wildcard says what its own rules give; one that allows everything says all there is in its reach. */
function impliedBy(head: RiskHit, hit: RiskHit): boolean {
  if (head.risk.kind === 'everything' && reaches(head, hit)) return true;
  return hit.rules.every((rule) => head.rules.includes(rule));
}

function reaches(wide: RiskHit, narrow: RiskHit): boolean {
  if (wide.isClusterWide) return true;
  return !narrow.isClusterWide && narrow.namespaces.every((one) => wide.namespaces.includes(one));
}

function byEffect(hits: readonly RiskHit[]): RiskHit[] {
  const says = (head: RiskHit, hit: RiskHit): boolean =>
    head.risk.effect !== undefined &&
    head.risk.effect === hit.risk.effect &&
    !head.isAlone &&
    !(head.isNamed && !hit.isNamed) &&
    severityRank(head.severity) <= severityRank(hit.severity) &&
    reaches(head, hit);
  return under(hits, hits, says);
}

/** Takes out the hits that come by one unchanged default role and nothing else. */
function apart(
  hits: readonly RiskHit[],
  permissions: Pick<Permissions, 'isDefaultRule'>,
): { own: RiskHit[]; byRole: DefaultRoleHold[] } {
  const byRole = new Map<string, { role: GrantSource; hits: RiskHit[] }>();
  const own: RiskHit[] = [];
  for (const hit of hits) {
    const role = soleDefaultRole(hit, permissions);
    if (role === null) {
      own.push(hit);
      continue;
    }
    const held = byRole.get(role.name);
    if (held === undefined) byRole.set(role.name, { role, hits: [hit] });
    else held.hits.push(hit);
  }
  const holds = [...byRole.values()].map(({ role, hits: held }) => holdOf(role, held));
  return { own, byRole: holds.toSorted((a, b) => byCodeUnit(a.role.name, b.role.name)) };
}

function soleDefaultRole(
  { rules, risk }: RiskHit,
  permissions: Pick<Permissions, 'isDefaultRule'>,
): GrantSource | null {
  // Administration is told as itself, whatever the name of the role.
  if (risk.kind === 'everything' || risk.kind === 'route') return null;
  const role = rules[0]?.grant.role;
  if (role === undefined || role.kind !== 'ClusterRole') return null;
  const isSole = rules.every(
    ({ grant, rule }) =>
      grant.role.kind === role.kind &&
      grant.role.name === role.name &&
      permissions.isDefaultRule(grant.role, rule),
  );
  return isSole ? role : null;
}

function holdOf(role: GrantSource, hits: readonly RiskHit[]): DefaultRoleHold {
  const isClusterWide = hits.some((hit) => hit.isClusterWide);
  const namespaces = [...new Set(hits.flatMap((hit) => hit.namespaces))].toSorted(byCodeUnit);
  const [first] = hits;
  if (first === undefined) throw new Error('a role is held by what it gives');
  return {
    subject: first.subject,
    role,
    severity: first.severity,
    isClusterWide,
    namespaces: isClusterWide ? [] : namespaces,
    hits,
  };
}
