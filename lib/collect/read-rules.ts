import type { PolicyRule } from '#lib/model/rbac.ts';
import type { Profile } from '#lib/model/scan.ts';
import { COLLECTORS } from './collectors.ts';
import { groupVariants, type Collector } from './collector.ts';

/**
 * Returns the rules a scan with this profile needs, one for each API group and no more: nothing but `list`.
 * `/version` and discovery need no rule, since `system:public-info-viewer` and `system:discovery` give them to
 * every authenticated user.
 */
export function readRules(profile: Profile): PolicyRule[] {
  return rulesFor(COLLECTORS.filter((one) => one.profile === undefined || one.profile === profile));
}

/** Returns the rules that a profile needs beyond those of every scan. */
export function extraRules(profile: Profile): PolicyRule[] {
  return rulesFor(COLLECTORS.filter((one) => one.profile === profile));
}

function rulesFor(collectors: readonly Collector[]): PolicyRule[] {
  const variants = collectors.flatMap(groupVariants);
  const groups = [...new Set(variants.map(({ group }) => group))];
  return groups.map((group) => ({
    apiGroups: [group],
    resources: variants.filter((one) => one.group === group).map(({ resource }) => resource),
    verbs: ['list'],
  }));
}
