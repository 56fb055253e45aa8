import { HOST_FACTS } from '#lib/analysis/network/host-firewall/host-facts.ts';
import type { HostFirewall } from '#lib/model/host-firewall.ts';
import type { Store } from '#lib/store/open-store.ts';
import { readPageFact } from '#lib/store/page-facts.ts';
import { keptByScan } from './scan-cache.ts';

const KEPT = 2;
const readers = new WeakMap<Store, (scanId: string) => Promise<HostFirewall | null>>();

/** Returns the firewall of hosts as a scan derived it; null where it could not, or did not yet. */
export function hostsOfScan(store: Store, scanId: string): Promise<HostFirewall | null> {
  let reader = readers.get(store);
  if (reader === undefined) {
    reader = keptByScan(KEPT, async (id) => {
      const [kept] = (await readPageFact(store, id, HOST_FACTS)) ?? [];
      return kept === undefined ? null : (kept as HostFirewall);
    });
    readers.set(store, reader);
  }
  return reader(scanId);
}
