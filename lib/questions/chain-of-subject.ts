import 'server-only';
import { CHAIN_FACTS, type ChainFact } from '#lib/analysis/attack/chain-facts.ts';
import { userOf } from '#lib/analysis/rbac/identity.ts';
import { subjectKey } from '#lib/analysis/rbac/subject-ref.ts';
import type { EscalationChain } from '#lib/model/escalation.ts';
import type { Subject } from '#lib/model/rbac.ts';
import type { Store } from '#lib/store/open-store.ts';
import { readPageFact } from '#lib/store/page-facts.ts';
import { subjectAt } from './rbac-address.ts';
import { keptByScan } from './scan-cache.ts';

/** The way of a subject to full rights, as its scan found it. */
export interface SubjectChain {
  /** Null where no way is known. */
  readonly chain: EscalationChain | null;
  /** The group whose way it is, where the subject has none of its own. */
  readonly through: string | null;
}

type Chains = ReadonlyMap<string, EscalationChain>;

const KEPT = 3;
const readers = new WeakMap<Store, (scanId: string) => Promise<Chains | null>>();

/** Returns the shortest way of a subject to full rights; null where the scan did not look for any. */
export async function chainOfSubject(
  store: Store,
  scanId: string,
  address: string,
): Promise<SubjectChain | null> {
  const subject = subjectAt(address);
  const chains = await chainsOfScan(store, scanId);
  if (subject === null || chains === null) return null;
  const own = chains.get(subjectKey(subject));
  if (own !== undefined) return { chain: own, through: null };
  for (const name of userOf(subject).groups) {
    const group: Subject = { kind: 'Group', name };
    const chain = chains.get(subjectKey(group));
    if (chain !== undefined) return { chain, through: name };
  }
  return { chain: null, through: null };
}

function chainsOfScan(store: Store, scanId: string): Promise<Chains | null> {
  let reader = readers.get(store);
  if (reader === undefined) {
    reader = keptByScan(KEPT, (id) => readChains(store, id));
    readers.set(store, reader);
  }
  return reader(scanId);
}

async function readChains(store: Store, scanId: string): Promise<Chains | null> {
  const kept = (await readPageFact(store, scanId, CHAIN_FACTS)) as readonly ChainFact[] | null;
  return kept === null ? null : new Map(kept.map(({ key, chain }) => [key, chain]));
}
