import type { Grant } from '#lib/model/rbac.ts';
import type { EffectiveRule } from './permissions.ts';
import type { RightSet } from './right-set.ts';
import { rightsOf } from './right.ts';
import type { Right } from './right.ts';

/** A rule with those of its rights that are told of. */
export interface GrantedRights {
  readonly grant: Grant;
  readonly rights: readonly Right[];
}

/** Returns every right of some rules. */
export function allRights(rules: readonly EffectiveRule[]): Right[] {
  return rules.flatMap(({ rule, namespace }) => rightsOf(rule, namespace));
}

/** Returns, rule by rule, the rights that a set does not cover; rules that it covers wholly are left out. */
export function rightsBeyond(rules: readonly EffectiveRule[], covered: RightSet): GrantedRights[] {
  return rules.flatMap(({ grant, rule, namespace }) => {
    const rights = rightsOf(rule, namespace).filter((right) => !covered.covers(right));
    return rights.length === 0 ? [] : [{ grant, rights }];
  });
}
