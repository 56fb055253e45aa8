import { subjectsEqualTo } from '#lib/analysis/rbac/equal-subjects.ts';
import { subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import type { Store } from '#lib/store/open-store.ts';
import { subjectAddress, subjectAt } from './rbac-address.ts';
import { rbacOfScan } from './rbac-of-scan.ts';

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

/** Returns who may do exactly what a subject may; null where the scan has no result or the address no subject. */
export async function equalInScan(
  store: Store,
  scanId: string,
  address: string,
): Promise<EqualAnswer | null> {
  const rbac = await rbacOfScan(store, scanId);
  const subject = subjectAt(address);
  if (rbac === null || subject === null) return null;
  const found = subjectsEqualTo(rbac.permissions, subject);
  const subjects = found.subjects.map((other) => {
    const { kind, namespace, name } = subjectRef(other);
    return { address: subjectAddress(other), kind, namespace, name };
  });
  return { subjects, isAtLeast: found.isAtLeast || rbac.gaps.length > 0 };
}
