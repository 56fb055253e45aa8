import type { Grant, GrantSource, Subject } from '#lib/model/rbac.ts';
import { HeldRights } from './granted-rights.ts';
import type { GrantedRights } from './granted-rights.ts';
import { userOf } from './identity.ts';
import type { Permissions } from './permissions.ts';

/** What one subject of a binding would lose with it. */
export interface BindingLoss {
  readonly subject: Subject;
  /** Rules of the binding with the rights nothing else gives; empty where all of them come another way as well. */
  readonly lost: readonly GrantedRights[];
  /** Grants of the binding with too many rights to say which of them come another way. */
  readonly unexpanded: readonly Grant[];
}

/**
 * Returns what each subject would lose if a binding went, in the order the binding names them. Members of a group
 * may keep some of it by bindings of their own.
 */
export function lossOfBinding(permissions: Permissions, binding: GrantSource): BindingLoss[] {
  return permissions.subjectsOf(binding).map((subject) => {
    const rules = permissions.grants(userOf(subject));
    const isGoing = ({ grant }: (typeof rules)[number]) => isSame(grant.binding, binding);
    const kept = new HeldRights(rules.filter((one) => !isGoing(one)));
    const going = new HeldRights(rules.filter(isGoing));
    return { subject, lost: going.beyond(kept), unexpanded: going.unknownBeyond(kept) };
  });
}

function isSame(a: GrantSource, b: GrantSource): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}
