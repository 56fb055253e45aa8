import type { Inventory, SliceItems, SliceName } from '#lib/model/inventory.ts';
import { packItems, unpackJson, type PackedItems } from './compressed-json.ts';
import type { Store } from './open-store.ts';

/** Returns the compressed objects of every slice that was read. */
export async function packSlices(inventory: Inventory): Promise<Map<SliceName, PackedItems>> {
  const packed = new Map<SliceName, PackedItems>();
  for (const [name, slice] of Object.entries(inventory.slices)) {
    if (slice.state !== 'complete' && slice.state !== 'partial') continue;
    packed.set(name as SliceName, await packItems(slice.items));
  }
  return packed;
}

/** Keeps a scan's slices and what it derived from them, each content once however many scans hold it; call it inside a transaction. */
export function insertBlobs({ db }: Store, scanNo: number, slices: ReadonlyMap<string, PackedItems>): void {
  const blob = db.prepare('INSERT INTO blobs (hash, data) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING');
  const use = db.prepare('INSERT INTO scan_blobs (scan_no, slice, hash) VALUES (?, ?, ?)');
  for (const [slice, { hash, data }] of slices) {
    blob.run(hash, data);
    use.run(scanNo, slice, hash);
  }
}

/** Returns the stored objects of one slice of a scan, or null where the scan holds none. */
export async function readSlice<K extends SliceName>(
  store: Store,
  scanId: string,
  slice: K,
): Promise<readonly SliceItems[K][] | null> {
  const row = await store.prisma.scanBlob.findFirst({
    where: { scan: { id: scanId }, slice },
    select: { blob: { select: { data: true } } },
  });
  return row === null ? null : ((await unpackJson(row.blob.data)) as SliceItems[K][]);
}

/** Returns slices of a scan as they are stored, compressed; those it does not hold are left out. */
export function readPackedSlices(
  { db }: Store,
  scanId: string,
  names: readonly SliceName[],
): ReadonlyMap<SliceName, Uint8Array> {
  const rows = db
    .prepare<[string], { slice: SliceName; data: Buffer }>(
      `SELECT s.slice AS slice, b.data AS data FROM scan_blobs s JOIN blobs b ON b.hash = s.hash
       WHERE s.scan_no = (SELECT no FROM scans WHERE id = ?) AND s.slice NOT LIKE 'page/%'`,
    )
    .all(scanId);
  return new Map(rows.flatMap(({ slice, data }) => (names.includes(slice) ? [[slice, data] as const] : [])));
}
