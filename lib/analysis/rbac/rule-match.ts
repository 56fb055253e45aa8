import type { PolicyRule } from '#lib/model/rbac.ts';
import { combinedResource, isPathQuestion } from './access-question.ts';
import type { AccessQuestion, ResourceQuestion } from './access-question.ts';

const ANY = '*';

/** Returns whether a list of a rule holds the value or the wildcard. */
function holds(list: readonly string[] | undefined, value: string): boolean {
  return list !== undefined && (list.includes(ANY) || list.includes(value));
}

/**
 * Returns the entries of a rule's `resources` that would cover the question: the wildcard, the resource
 * itself and, for a subresource only, the subresource of every resource. `pods/*` covers nothing but a
 * subresource literally named `*`.
 */
export function coveringResources(ask: ResourceQuestion): readonly string[] {
  const whole = combinedResource(ask);
  return ask.subresource ? [ANY, whole, `${ANY}/${ask.subresource}`] : [ANY, whole];
}

/** Returns whether one `nonResourceURLs` entry covers the path; a trailing `*` makes it a prefix. */
function coversPath(entry: string, path: string): boolean {
  if (entry === path) return true;
  return entry.endsWith(ANY) && path.startsWith(entry.replace(/\*+$/, ''));
}

/**
 * Returns whether the rest of a rule allows a resource question whose resource it already covers: verb, API
 * group and name. A rule with names covers no request that has none.
 */
export function allowsBesideResource(rule: PolicyRule, ask: ResourceQuestion): boolean {
  if (!holds(rule.verbs, ask.verb) || !holds(rule.apiGroups, ask.group)) return false;
  const names = rule.resourceNames;
  return names === undefined || names.length === 0 || names.includes(ask.name ?? '');
}

/** Returns whether a rule allows a path with this verb. */
export function allowsPath(rule: PolicyRule, verb: string, path: string): boolean {
  return holds(rule.verbs, verb) && (rule.nonResourceURLs ?? []).some((entry) => coversPath(entry, path));
}

/** Returns whether one rule, taken alone and in scope, allows what is asked. */
export function ruleAllows(rule: PolicyRule, ask: AccessQuestion): boolean {
  if (isPathQuestion(ask)) return allowsPath(rule, ask.verb, ask.path);
  if (!coveringResources(ask).some((entry) => rule.resources?.includes(entry))) return false;
  return allowsBesideResource(rule, ask);
}
