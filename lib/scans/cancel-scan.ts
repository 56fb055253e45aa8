import type { Store } from '#lib/store/open-store.ts';
import { askCancel } from '#lib/store/scan-queue.ts';

/** Asks a scan to end; `over` when it has ended already. A queued one ends at once, a running one within 10 s. */
export function cancelScan(store: Store, scanId: string): 'asked' | 'over' | 'unknown' {
  return askCancel(store, scanId);
}
