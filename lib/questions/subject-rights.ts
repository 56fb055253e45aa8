import { userOf } from '#lib/analysis/rbac/identity.ts';
import { isEverything } from '#lib/analysis/rbac/rule-power.ts';
import { subjectKey, subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import type { GrantSource, PolicyRule } from '#lib/model/rbac.ts';
import type { Store } from '#lib/store/open-store.ts';
import { roleAddress, subjectAddress, subjectAt } from './rbac-address.ts';
import { rbacOfScan } from './rbac-of-scan.ts';
import { rbacSubjects, type NamedRole, type SubjectFact } from './rbac-subjects.ts';

/** One rule that holds for a subject, with the way it comes by it. */
export interface SubjectRight {
  readonly rule: PolicyRule;
  readonly binding: GrantSource;
  readonly role: NamedRole;
  /** Where it holds; null on the whole cluster. */
  readonly namespace: string | null;
  readonly isDefault: boolean;
  readonly isEverything: boolean;
  /** The group through which it comes; null where a binding names the subject itself. */
  readonly through: { readonly name: string; readonly address: string } | null;
}

export interface SubjectRights {
  readonly address: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** Null where no binding names it: then all it holds comes through groups. */
  readonly fact: SubjectFact | null;
  readonly rights: readonly SubjectRight[];
  /** Groups the API server itself puts it into. */
  readonly groups: readonly string[];
}

/**
 * Returns every right of a subject and of the groups it is in by itself; null where the scan has no result or
 * the address names no subject. Groups given by a certificate or a token are not known here.
 */
export async function subjectRights(
  store: Store,
  scanId: string,
  address: string,
): Promise<SubjectRights | null> {
  const named = subjectAt(address);
  const [rbac, subjects] = await Promise.all([rbacOfScan(store, scanId), rbacSubjects(store, scanId)]);
  if (named === null || rbac === null || subjects === null) return null;
  const { kind, namespace, name } = subjectRef(named);
  const user = userOf(named);
  const key = subjectKey(named);
  const own = subjectAddress(named);
  const rights = rbac.permissions
    .grants(user)
    .map(({ grant, rule, namespace: where, isDefault }): SubjectRight => ({
      rule,
      binding: grant.binding,
      role: { ...grant.role, address: roleAddress(grant.role) },
      namespace: where,
      isDefault,
      isEverything: isEverything(rule),
      through:
        subjectKey(grant.subject) === key
          ? null
          : { name: grant.subject.name, address: subjectAddress(grant.subject) },
    }));
  return {
    address: own,
    kind,
    namespace,
    name,
    fact: subjects.find((fact) => fact.address === own) ?? null,
    rights,
    groups: user.groups.filter((group) => kind !== 'Group' || group !== name),
  };
}
