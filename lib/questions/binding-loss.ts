import { lossOfBinding } from '#lib/analysis/rbac/binding-loss.ts';
import { subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { GrantSource } from '#lib/model/rbac.ts';
import type { Store } from '#lib/store/open-store.ts';
import { subjectAddress } from './rbac-address.ts';
import { rbacOfScan } from './rbac-of-scan.ts';
import { boundRights, type BoundRights } from './rights-between.ts';

/** What the subjects of a binding would lose with it. */
export interface LossOfBinding {
  readonly subjects: readonly {
    readonly address: string;
    readonly kind: string;
    readonly namespace: string | null;
    readonly name: string;
    /** Empty where all of it comes another way as well. */
    readonly lost: readonly BoundRights[];
    readonly isAtLeast: boolean;
  }[];
  /** What could not be read: more may come another way. */
  readonly gaps: readonly Gap[];
}

/** Returns what would be lost if a binding went; null where the scan has no result or the binding gives nothing. */
export async function lossOfBindingInScan(
  store: Store,
  scanId: string,
  binding: GrantSource,
): Promise<LossOfBinding | null> {
  const rbac = await rbacOfScan(store, scanId);
  if (rbac === null) return null;
  const losses = lossOfBinding(rbac.permissions, binding);
  if (losses.length === 0) return null;
  const subjects = losses.map(({ subject, lost, unexpanded }) => {
    const { kind, namespace, name } = subjectRef(subject);
    const isAtLeast = unexpanded.length > 0;
    return { address: subjectAddress(subject), kind, namespace, name, lost: boundRights(lost), isAtLeast };
  });
  return { subjects, gaps: rbac.gaps };
}
