import type { GrantedRights } from '#lib/analysis/rbac/granted-rights.ts';
import type { Right } from '#lib/analysis/rbac/right.ts';
import { rightsChanges, type RightsChange } from '#lib/analysis/rbac/rights-changes.ts';
import { subjectKey, subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { GrantSource } from '#lib/model/rbac.ts';
import { BoundedCache } from '#lib/store/bounded-cache.ts';
import type { Store } from '#lib/store/open-store.ts';
import { roleAddress, subjectAddress } from './rbac-address.ts';
import { rbacOfScan, type ScanRbac } from './rbac-of-scan.ts';
import type { NamedRole } from './rbac-subjects.ts';

/** Rights of a subject by the binding that gave or gives them. */
export interface BoundRights {
  readonly binding: GrantSource;
  readonly role: NamedRole;
  readonly rights: readonly Right[];
}

/** What one subject may do in one scan and not in the other. */
interface SubjectChange {
  readonly address: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** A binding of the later scan still names it. */
  readonly isInLater: boolean;
  readonly gained: readonly BoundRights[];
  readonly lost: readonly BoundRights[];
  /** Some of its rules come to too many rights to compare one by one. */
  readonly isAtLeast: boolean;
}

export interface RightsBetween {
  /** Sorted by subject. */
  readonly subjects: readonly SubjectChange[];
  /** What could not be read of rights in either scan. */
  readonly gaps: readonly Gap[];
}

const KEPT = 4;
const known = new WeakMap<ScanRbac, BoundedCache<ScanRbac, RightsBetween>>();

/** Returns the subjects whose rights differ between two scans; null where one of them has no result. */
export async function rightsBetween(
  store: Store,
  { earlier, later }: { readonly earlier: string; readonly later: string },
): Promise<RightsBetween | null> {
  const [before, after] = await Promise.all([rbacOfScan(store, earlier), rbacOfScan(store, later)]);
  if (before === null || after === null) return null;
  let pairs = known.get(after);
  if (pairs === undefined) {
    pairs = new BoundedCache(KEPT);
    known.set(after, pairs);
  }
  let found = pairs.get(before);
  if (found === undefined) {
    found = compare(before, after);
    pairs.set(before, found);
  }
  return found;
}

function compare(before: ScanRbac, after: ScanRbac): RightsBetween {
  const inLater = new Set(after.permissions.subjects().map(subjectKey));
  const toChange = ({ subject, gained, lost, unexpanded }: RightsChange): SubjectChange => {
    const { kind, namespace, name } = subjectRef(subject);
    return {
      address: subjectAddress(subject),
      kind,
      namespace,
      name,
      isInLater: inLater.has(subjectKey(subject)),
      gained: boundRights(gained),
      lost: boundRights(lost),
      isAtLeast: unexpanded.length > 0,
    };
  };
  return {
    subjects: rightsChanges(before.permissions, after.permissions).map(toChange),
    gaps: [...before.gaps, ...after.gaps],
  };
}

/** Returns rights with the address of the role that gives them; rules of one binding stand together. */
export function boundRights(granted: readonly GrantedRights[]): BoundRights[] {
  const byBinding = Map.groupBy(granted, ({ grant: { binding } }) =>
    [binding.kind, binding.namespace ?? '', binding.name].join('\0'),
  );
  return [...byBinding.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { binding, role } = first.grant;
    return [
      {
        binding,
        role: { ...role, address: roleAddress(role) },
        rights: group.flatMap(({ rights }) => rights),
      },
    ];
  });
}
