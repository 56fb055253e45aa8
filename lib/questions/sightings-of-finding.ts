import 'server-only';
import { isWhole } from '#lib/model/is-whole.ts';
import { BoundedCache } from '#lib/store/bounded-cache.ts';
import { findingHistory } from '#lib/store/finding-history.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';

/** What a scan says of a finding; `unchecked` where it could not look, so that its absence tells nothing. */
export interface FindingSighting {
  readonly scanId: string;
  /** When the scan finished, ISO 8601 UTC. */
  readonly finishedAt: string;
  readonly sight: 'seen' | 'not-seen' | 'unchecked';
}

/** A finding over the scans of its cluster. */
export interface FindingSightings {
  /** The last scans, the newest first. */
  readonly scans: readonly FindingSighting[];
  /** When the first scan finished that had it, ISO 8601 UTC; null where none did. */
  readonly firstSeen: string | null;
}

const KEPT = 400;

const caches = new WeakMap<Store, BoundedCache<string, ReadonlySet<string>>>();

/** Returns what the last scans of a cluster say of a finding, the newest first. */
export async function sightingsOfFinding(
  store: Store,
  {
    clusterId,
    fingerprint,
    controlId,
    limit,
  }: {
    readonly clusterId: string;
    readonly fingerprint: string;
    readonly controlId: string;
    readonly limit: number;
  },
): Promise<FindingSightings> {
  const history = await findingHistory(store, clusterId, fingerprint);
  const scans = await Promise.all(
    history.slice(0, limit).map(async ({ scanId, finishedAt, isPresent }) => {
      if (isPresent) return { scanId, finishedAt, sight: 'seen' as const };
      const whole = await wholeControls(store, scanId);
      return {
        scanId,
        finishedAt,
        sight: whole.has(controlId) ? ('not-seen' as const) : ('unchecked' as const),
      };
    }),
  );
  return { scans, firstSeen: history.findLast(({ isPresent }) => isPresent)?.finishedAt ?? null };
}

/** Only the names are kept, so that many scans fit. */
async function wholeControls(store: Store, scanId: string): Promise<ReadonlySet<string>> {
  let cache = caches.get(store);
  if (cache === undefined) {
    cache = new BoundedCache(KEPT);
    caches.set(store, cache);
  }
  const known = cache.get(scanId);
  if (known !== undefined) return known;
  const stored = await findHead(store, scanId);
  const whole = new Set((stored?.head.controls ?? []).filter(isWhole).map(({ id }) => id));
  cache.set(scanId, whole);
  return whole;
}
