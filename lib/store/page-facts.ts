import type { ScanFacts } from '#lib/model/scan-facts.ts';
import { packItems, unpackJson, type PackedItems } from './compressed-json.ts';
import type { Store } from './open-store.ts';

/** Keeps the names apart from those of slices, beside which the facts lie. */
const PREFIX = 'page/';

/** Returns the compressed facts of a scan by the name under which they are stored. */
export async function packPageFacts({ pages }: Pick<ScanFacts, 'pages'>): Promise<Map<string, PackedItems>> {
  const packed = new Map<string, PackedItems>();
  for (const [name, value] of Object.entries(pages)) {
    packed.set(PREFIX + name, await packItems(value));
  }
  return packed;
}

/** Returns what a scan has kept under a name; null where it has nothing of that name. */
export async function readPageFact(
  { db }: Store,
  scanId: string,
  name: string,
): Promise<readonly unknown[] | null> {
  const row = db
    .prepare<[string, string], { data: Buffer }>(
      `SELECT b.data AS data FROM scan_blobs s JOIN blobs b ON b.hash = s.hash
       WHERE s.scan_no = (SELECT no FROM scans WHERE id = ?) AND s.slice = ?`,
    )
    .get(scanId, PREFIX + name);
  return row === undefined ? null : ((await unpackJson(row.data)) as unknown[]);
}
