import { BoundedCache } from '#lib/store/bounded-cache.ts';

/**
 * Returns a reader that keeps what it derived of the last few scans. A stored scan never changes, so nothing is
 * ever read again but what was forgotten; a failure is not kept.
 */
export function keptByScan<T>(
  limit: number,
  read: (scanId: string) => Promise<T>,
): (scanId: string) => Promise<T> {
  const kept = new BoundedCache<string, Promise<T>>(limit);
  return (scanId) => {
    const known = kept.get(scanId);
    if (known !== undefined) return known;
    const reading = read(scanId);
    kept.set(scanId, reading);
    reading.catch(() => kept.delete(scanId));
    return reading;
  };
}
