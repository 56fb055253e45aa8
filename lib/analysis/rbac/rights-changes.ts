import type { Grant, Subject } from '#lib/model/rbac.ts';
import { HeldRights, writtenRule } from './granted-rights.ts';
import type { GrantedRights } from './granted-rights.ts';
import { userOf } from './identity.ts';
import type { EffectiveRule, Permissions } from './permissions.ts';
import { subjectKey } from './subject-ref.ts';

/** What a subject may do at one time and not at the other. */
export interface RightsChange {
  readonly subject: Subject;
  /** With the grants of the later time. */
  readonly gained: readonly GrantedRights[];
  /** With the grants of the earlier time. */
  readonly lost: readonly GrantedRights[];
  /** Grants of either time with too many rights to compare one by one. */
  readonly unexpanded: readonly Grant[];
}

/**
 * Returns the subjects whose rights differ between two states of a cluster, sorted. A role written in another way,
 * or a right that comes by another binding, is no difference.
 */
export function rightsChanges(before: Permissions, after: Permissions): RightsChange[] {
  const subjects = new Map(
    [...before.subjects(), ...after.subjects()].map((subject) => [subjectKey(subject), subject]),
  );
  return [...subjects.keys()].toSorted().flatMap((key): RightsChange[] => {
    const subject = subjects.get(key);
    if (subject === undefined) return [];
    const held = [before.grants(userOf(subject)), after.grants(userOf(subject))] as const;
    if (isSameWritten(...held)) return [];
    const [old, now] = [new HeldRights(held[0]), new HeldRights(held[1])];
    const [gained, lost] = [now.beyond(old), old.beyond(now)];
    const unexpanded = [...now.unknownBeyond(old), ...old.unknownBeyond(now)];
    const count = gained.length + lost.length + unexpanded.length;
    return count === 0 ? [] : [{ subject, gained, lost, unexpanded }];
  });
}

/** Most subjects hold the same rules in the same words at both times, which is told far more quickly. */
function isSameWritten(before: readonly EffectiveRule[], after: readonly EffectiveRule[]): boolean {
  return before.length === after.length && before.every((rule, index) => isSameRule(rule, after[index]));
}

function isSameRule(one: EffectiveRule, other: EffectiveRule | undefined): boolean {
  return other !== undefined && writtenRule(one) === writtenRule(other);
}
