import type { Grant, Subject } from '#lib/model/rbac.ts';
import { HeldRights, writtenRule } from './granted-rights.ts';
import { userOf } from './identity.ts';
import type { Permissions } from './permissions.ts';
import { RightSet } from './right-set.ts';
import { subjectKey } from './subject-ref.ts';
import type { Right } from './right.ts';

/** Subjects that may do exactly the same, however they come by it. */
export interface EqualSubjects {
  readonly rights: readonly Right[];
  /** At least two, sorted. */
  readonly subjects: readonly { readonly subject: Subject; readonly grants: readonly Grant[] }[];
}

export interface EqualGroups {
  readonly groups: readonly EqualSubjects[];
  /** Grants of rules with too many rights: two that are written in different ways may be equal all the same. */
  readonly unexpanded: readonly Grant[];
}

/**
 * Returns the subjects that bindings name in groups of equal rights, those of the groups they are in by themselves
 * included; in the order of their first subject. Who is alone with its rights is left out.
 */
export function equalSubjects(permissions: Permissions): EqualGroups {
  const groups = new Map<
    string,
    { rights: readonly Right[]; subjects: EqualSubjects['subjects'][number][] }
  >();
  const unexpanded: Grant[] = [];
  for (const subject of permissions.subjects()) {
    const rules = permissions.grants(userOf(subject));
    const held = new HeldRights(rules);
    const key = JSON.stringify([held.set.fingerprint(), held.unexpanded.map(writtenRule).toSorted()]);
    const one = { subject, grants: rules.map(({ grant }) => grant) };
    unexpanded.push(...held.unexpanded.map(({ grant }) => grant));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { rights: held.set.widest(), subjects: [one] });
    else group.subjects.push(one);
  }
  return { groups: [...groups.values()].filter(({ subjects }) => subjects.length > 1), unexpanded };
}

/**
 * Returns the other subjects that may do exactly what one may, sorted. Rules of the others are taken apart only
 * where they, as they are written, give all that is asked for.
 */
export function subjectsEqualTo(
  permissions: Permissions,
  subject: Subject,
): { readonly subjects: readonly Subject[]; readonly isAtLeast: boolean } {
  const key = subjectKey(subject);
  const own = new HeldRights(permissions.grants(userOf(subject)));
  const widest = own.set.widest();
  let isAtLeast = false;
  const subjects = permissions.subjects().filter((other) => {
    if (subjectKey(other) === key) return false;
    const rules = permissions.grants(userOf(other));
    const asWritten = new RightSet([], rules);
    if (!widest.every((right) => asWritten.covers(right))) return false;
    const held = new HeldRights(rules);
    if (held.beyond(own).length > 0) return false;
    const isUnsure = held.unknownBeyond(own).length + own.unknownBeyond(held).length > 0;
    isAtLeast ||= isUnsure;
    return !isUnsure;
  });
  return { subjects, isAtLeast };
}
