import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readPdf } from '#lib/testing/read-pdf.ts';
import { unpackText } from '#lib/store/compressed-json.ts';

/** Something Merlon wrote or showed, by a name a reader can find it by. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** Returns every file of a data folder, the database's WAL among them, but the demo cluster's own. */
export function storedFiles(dataDir: string): Place[] {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(dataDir, 'demo')))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: path.slice(dataDir.length + 1), bytes: readFileSync(path) }));
}

/** A report's file is stored in pieces, and its text is compressed in a way of its own. */
const PIECES = 'report_pieces';

function storedReports(database: Database.Database): Place[] {
  const rows = database
    .prepare<[], { scan_no: number; locale: string; data: Buffer }>(
      `SELECT scan_no, locale, data FROM ${PIECES} ORDER BY scan_no, locale, piece`,
    )
    .all();
  return [...Map.groupBy(rows, ({ scan_no: scan, locale }) => `${scan} ${locale}`)].map(([name, pieces]) => ({
    name: `report ${name}`,
    bytes: Buffer.from(readPdf(Buffer.concat(pieces.map(({ data }) => data))).text),
  }));
}

/** Returns every compressed value of a database, unpacked, whichever table and column it stands in. */
export async function storedBlobs(path: string): Promise<Place[]> {
  const database = new Database(path, { readonly: true });
  const tables = database
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all();
  const places: Place[] = storedReports(database);
  for (const { name } of tables.filter((table) => table.name !== PIECES)) {
    const rows = database.prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}"`).all();
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        if (!Buffer.isBuffer(value)) continue;
        // A blob in another form would be passed over unread.
        if (!value.subarray(0, 4).equals(ZSTD_MAGIC)) throw new Error(`${name}.${column} is not compressed`);
        places.push({ name: `${name}.${column}`, bytes: Buffer.from(await unpackText(value)) });
      }
    }
  }
  database.close();
  return places;
}
