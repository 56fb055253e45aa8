import {
  NETWORK_TOLD,
  OUTSIDE_TOLD,
  type NetworkTold,
  type OutsideTold,
} from '#lib/analysis/network/derived/network-told.ts';
import type { Store } from '#lib/store/open-store.ts';
import { readPageFact } from '#lib/store/page-facts.ts';
import { keptByScan } from './scan-cache.ts';

const KEPT = 3;

interface Readers {
  readonly told: (scanId: string) => Promise<NetworkTold | null>;
  readonly outside: (scanId: string) => Promise<OutsideTold | null>;
}

const readers = new WeakMap<Store, Readers>();

/** Returns what a scan derived of its network; null where pods were not read, or the scan is older than this. */
export function networkToldOfScan(store: Store, scanId: string): Promise<NetworkTold | null> {
  return readersOf(store).told(scanId);
}

/** Returns what the internet reaches in a scan, and how; null as above. */
export function outsideOfScan(store: Store, scanId: string): Promise<OutsideTold | null> {
  return readersOf(store).outside(scanId);
}

function readersOf(store: Store): Readers {
  const known = readers.get(store);
  if (known !== undefined) return known;
  const read = (name: string) => async (id: string) => (await readPageFact(store, id, name))?.[0] ?? null;
  const made: Readers = {
    told: keptByScan(KEPT, async (id) => (await read(NETWORK_TOLD)(id)) as NetworkTold | null),
    outside: keptByScan(KEPT, async (id) => (await read(OUTSIDE_TOLD)(id)) as OutsideTold | null),
  };
  readers.set(store, made);
  return made;
}
