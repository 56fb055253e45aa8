import { byCodeUnit } from '#lib/model/order.ts';
import type { ClusterRole, PolicyRule } from '#lib/model/rbac.ts';
import type { RbacProblem } from './rbac-problem.ts';
import { selectsLabels } from './select-labels.ts';

/** Returns a key that two rules share exactly when they say the same in the same order. */
function ruleKey(rule: PolicyRule): string {
  return JSON.stringify([
    rule.verbs,
    rule.apiGroups ?? [],
    rule.resources ?? [],
    rule.resourceNames ?? [],
    rule.nonResourceURLs ?? [],
  ]);
}

/** Returns the roles an aggregating role draws its rules from, sorted by name; never itself. */
function aggregatedRoles(role: ClusterRole, all: readonly ClusterRole[]): ClusterRole[] {
  const selectors = role.aggregationRule?.clusterRoleSelectors ?? [];
  return all
    .filter((other) => other.metadata.name !== role.metadata.name)
    .filter((other) => selectors.some((selector) => selectsLabels(selector, other.metadata.labels)))
    .toSorted((a, b) => byCodeUnit(a.metadata.name, b.metadata.name));
}

/**
 * Returns the rules of each aggregating role whose own rules are empty, by name, as the controller manager
 * would fill them in. Roles that aggregate each other, in a circle too, are followed until nothing is added.
 */
export function computeAggregated(roles: readonly ClusterRole[]): Map<string, readonly PolicyRule[]> {
  const open = roles.filter(isToFill);
  const sources = new Map(open.map((role) => [role.metadata.name, aggregatedRoles(role, roles)]));
  const computed = new Map<string, readonly PolicyRule[]>(open.map((role) => [role.metadata.name, []]));
  let isGrowing = open.length > 0;
  while (isGrowing) {
    isGrowing = false;
    for (const [name, drawn] of sources) {
      const rules = unionOf(drawn.map((role) => computed.get(role.metadata.name) ?? role.rules));
      if (rules.length > (computed.get(name)?.length ?? 0)) isGrowing = true;
      computed.set(name, rules);
    }
  }
  return computed;
}

/**
 * Returns the aggregating roles of a live cluster whose stored rules are not what the roles they select hold: the
 * controller that fills them in did not run, or somebody wrote them since.
 */
export function differingAggregates(roles: readonly ClusterRole[]): RbacProblem[] {
  return roles
    .filter(({ aggregationRule }) => aggregationRule !== undefined)
    .flatMap((role): RbacProblem[] => {
      const { missing, added } = aggregateDifference(role, roles);
      if (missing.length + added.length === 0) return [];
      const object = { kind: 'ClusterRole', namespace: null, name: role.metadata.name };
      return [{ kind: 'aggregation-differs', object, detail: `-${missing.length} +${added.length}` }];
    });
}

/** Returns the rules that an aggregating role lacks of those it selects, and those it holds beside them. */
export function aggregateDifference(
  role: ClusterRole,
  all: readonly ClusterRole[],
): { readonly missing: readonly PolicyRule[]; readonly added: readonly PolicyRule[] } {
  const drawn = aggregatedRoles(role, all).flatMap(({ rules }) => rules);
  const [stored, wanted] = [role.rules, drawn].map((rules) => new Set(rules.map(ruleKey)));
  return {
    missing: unionOf([drawn.filter((rule) => stored?.has(ruleKey(rule)) === false)]),
    added: role.rules.filter((rule) => wanted?.has(ruleKey(rule)) === false),
  };
}

/** A role with a uid was read back from a cluster: its rules are what that cluster holds, empty or not. */
function isToFill({ aggregationRule, rules, metadata }: ClusterRole): boolean {
  return aggregationRule !== undefined && rules.length === 0 && metadata.uid === undefined;
}

function unionOf(lists: readonly (readonly PolicyRule[])[]): PolicyRule[] {
  return [...new Map(lists.flat().map((rule) => [ruleKey(rule), rule])).values()];
}
