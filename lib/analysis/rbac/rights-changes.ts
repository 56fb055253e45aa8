import type { Subject } from '#lib/model/rbac.ts';
import { allRights, rightsBeyond } from './granted-rights.ts';
import type { GrantedRights } from './granted-rights.ts';
import { userOf } from './identity.ts';
import type { Permissions } from './permissions.ts';
import { RightSet } from './right-set.ts';
import { subjectKey } from './subject-ref.ts';

/** What a subject may do at one time and not at the other. */
export interface RightsChange {
  readonly subject: Subject;
  /** With the grants of the later time. */
  readonly gained: readonly GrantedRights[];
  /** With the grants of the earlier time. */
  readonly lost: readonly GrantedRights[];
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
    const [old, now] = [before.grants(userOf(subject)), after.grants(userOf(subject))];
    const gained = rightsBeyond(now, new RightSet(allRights(old)));
    const lost = rightsBeyond(old, new RightSet(allRights(now)));
    return gained.length + lost.length === 0 ? [] : [{ subject, gained, lost }];
  });
}
