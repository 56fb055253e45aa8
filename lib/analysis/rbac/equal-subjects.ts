import type { Grant, Subject } from '#lib/model/rbac.ts';
import { allRights } from './granted-rights.ts';
import { userOf } from './identity.ts';
import type { Permissions } from './permissions.ts';
import { RightSet } from './right-set.ts';
import type { Right } from './right.ts';

/** Subjects that may do exactly the same, however they come by it. */
export interface EqualSubjects {
  readonly rights: readonly Right[];
  /** At least two, sorted. */
  readonly subjects: readonly { readonly subject: Subject; readonly grants: readonly Grant[] }[];
}

/**
 * Returns the subjects that bindings name in groups of equal rights, those of the groups they are in by themselves
 * included; in the order of their first subject. Who is alone with its rights is left out.
 */
export function equalSubjects(permissions: Permissions): EqualSubjects[] {
  const groups = new Map<
    string,
    { rights: readonly Right[]; subjects: EqualSubjects['subjects'][number][] }
  >();
  for (const subject of permissions.subjects()) {
    const rules = permissions.grants(userOf(subject));
    const set = new RightSet(allRights(rules));
    const key = set.fingerprint();
    const one = { subject, grants: rules.map(({ grant }) => grant) };
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { rights: set.widest(), subjects: [one] });
    else group.subjects.push(one);
  }
  return [...groups.values()].filter(({ subjects }) => subjects.length > 1);
}
