import { equalSubjects } from '#lib/analysis/rbac/equal-subjects.ts';
import { subjectKey, subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import type { Subject } from '#lib/model/rbac.ts';
import type { Store } from '#lib/store/open-store.ts';
import { subjectAddress, subjectAt } from './rbac-address.ts';
import { rbacOfScan, type ScanRbac } from './rbac-of-scan.ts';

/** A subject that may do exactly what another one may. */
interface EqualSubject {
  readonly address: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

export interface EqualAnswer {
  /** Sorted; without the one that was asked about. */
  readonly subjects: readonly EqualSubject[];
  /** There may be more: lists were not read, or rules come to too many rights to compare. */
  readonly isAtLeast: boolean;
}

type Groups = ReadonlyMap<string, readonly Subject[]>;

const KNOWN = new WeakMap<ScanRbac, { readonly groups: Groups; readonly isShort: boolean }>();

/** Returns who may do exactly what a subject may; null where no binding names it or the scan has no result. */
export async function subjectsEqualTo(
  store: Store,
  scanId: string,
  address: string,
): Promise<EqualAnswer | null> {
  const rbac = await rbacOfScan(store, scanId);
  const subject = subjectAt(address);
  if (rbac === null || subject === null) return null;
  const key = subjectKey(subject);
  const { groups, isShort } = groupsOf(rbac);
  const others = (groups.get(key) ?? []).filter((other) => subjectKey(other) !== key);
  const subjects = others.map((other) => {
    const { kind, namespace, name } = subjectRef(other);
    return { address: subjectAddress(other), kind, namespace, name };
  });
  return { subjects, isAtLeast: isShort || rbac.gaps.length > 0 };
}

function groupsOf(rbac: ScanRbac): { readonly groups: Groups; readonly isShort: boolean } {
  let known = KNOWN.get(rbac);
  if (known === undefined) {
    const { groups, unexpanded } = equalSubjects(rbac.permissions);
    const bySubject = groups.flatMap(({ subjects }) => {
      const alike = subjects.map(({ subject }) => subject);
      return alike.map((subject) => [subjectKey(subject), alike] as const);
    });
    known = { groups: new Map(bySubject), isShort: unexpanded.length > 0 };
    KNOWN.set(rbac, known);
  }
  return known;
}
