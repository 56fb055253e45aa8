import 'server-only';
import { CHAIN_FACTS, type ChainFact } from '#lib/analysis/attack/chain-facts.ts';
import { MASTERS } from '#lib/analysis/rbac/identity.ts';
import { subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import type { Subject } from '#lib/model/rbac.ts';
import type { Store } from '#lib/store/open-store.ts';
import { readPageFact } from '#lib/store/page-facts.ts';
import { keptByScan } from './scan-cache.ts';

/** How many subjects reach full rights, by kind; what a cluster is born with is not counted. */
export interface AdminReach {
  readonly users: number;
  readonly groups: number;
  readonly accounts: number;
  /** Those whose way rests on something that could not be read. */
  readonly uncertain: number;
}

const KEPT = 3;
const readers = new WeakMap<Store, (scanId: string) => Promise<AdminReach | null>>();

/** Returns who reaches full rights in a scan; null where the scan did not look for ways. */
export function adminReach(store: Store, scanId: string): Promise<AdminReach | null> {
  let reader = readers.get(store);
  if (reader === undefined) {
    reader = keptByScan(KEPT, (id) => readReach(store, id));
    readers.set(store, reader);
  }
  return reader(scanId);
}

async function readReach(store: Store, scanId: string): Promise<AdminReach | null> {
  const kept = (await readPageFact(store, scanId, CHAIN_FACTS)) as readonly ChainFact[] | null;
  if (kept === null) return null;
  const added = kept
    .map(({ chain }) => chain)
    .filter(({ isDefault, subject }) => !isDefault && !isBorn(subject));
  const certain = added.filter(({ isCertain }) => isCertain);
  const countOf = (kind: string): number =>
    certain.filter(({ subject }) => subjectRef(subject).kind === kind).length;
  return {
    users: countOf('User'),
    groups: countOf('Group'),
    accounts: countOf('ServiceAccount'),
    uncertain: added.length - certain.length,
  };
}

/** Administrators that a cluster is born with: bindings that add to them are findings of their own. */
const BORN: readonly string[] = [MASTERS, 'kubeadm:cluster-admins'];

function isBorn({ kind, name }: Subject): boolean {
  return kind === 'Group' && BORN.includes(name);
}
