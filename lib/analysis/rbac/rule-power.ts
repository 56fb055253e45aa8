import type { PolicyRule } from '#lib/model/rbac.ts';
import type { ResourceQuestion } from './access-question.ts';
import { ruleAllows } from './rule-match.ts';

/** Returns whether a rule is limited to objects it names. */
export function isNamed(rule: PolicyRule): boolean {
  return (rule.resourceNames ?? []).length > 0;
}

/** Returns whether a rule allows every verb on every resource: administration, under whatever name. */
export function isEverything(rule: PolicyRule): boolean {
  const lists = [rule.verbs, rule.apiGroups ?? [], rule.resources ?? []];
  return !isNamed(rule) && lists.every((list) => list.includes('*'));
}

/** Returns whether a rule allows this on at least one object, be it only one it names. */
export function givesSome(rule: PolicyRule, ask: Omit<ResourceQuestion, 'name' | 'namespace'>): boolean {
  return ruleAllows(rule, { ...ask, name: rule.resourceNames?.[0] ?? '' });
}

/** Returns a rule in one line, as evidence. */
export function ruleText(rule: PolicyRule): string {
  const parts = Object.entries({
    verbs: rule.verbs,
    apiGroups: rule.apiGroups,
    resources: rule.resources,
    resourceNames: rule.resourceNames,
    nonResourceURLs: rule.nonResourceURLs,
  });
  return parts
    .flatMap(([name, list]) =>
      list?.length ? [`${name}: ${JSON.stringify(list.slice(0, MOST_SHOWN))}`] : [],
    )
    .join(', ');
}

const MOST_SHOWN = 20;
