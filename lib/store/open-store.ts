import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Database from 'better-sqlite3';
import { PrismaClient } from '#lib/generated/prisma/client.ts';
import { BoundedCache } from './bounded-cache.ts';
import type { ChangeCount } from './compare-findings.ts';
import type { StoredHead } from './results.ts';

/** How long a writer waits for another process's write before it fails. */
export const BUSY_TIMEOUT_MS = 10_000;

/** An open database. Questions go through `prisma`; changes through `db`, each in one transaction. */
export interface Store {
  readonly prisma: PrismaClient;
  readonly db: Database.Database;
  /** Heads of results read lately; a stored result never changes. */
  readonly heads: BoundedCache<string, StoredHead>;
  /** Differences of two results counted lately, by both scans' ids. */
  readonly changes: BoundedCache<string, readonly ChangeCount[]>;
}

/** Returns the path of the database in a data folder. */
export function databasePath(dataDir: string): string {
  return join(dataDir, 'merlon.db');
}

/** Opens the database of a data folder that `prepareDatabase` has prepared. */
export function openStore(dataDir: string): Store {
  const path = databasePath(dataDir);
  const db = new Database(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  db.pragma('journal_mode = WAL');
  db.pragma('foreign_keys = ON');
  // A commit in WAL mode is in the operating system's hands before it returns, so that killing the process
  // loses nothing at either level; FULL also waits for the disk, so that a power cut loses no finished scan.
  db.pragma('synchronous = FULL');
  const adapter = new PrismaBetterSqlite3({ url: path, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  return {
    prisma: new PrismaClient({ adapter }),
    db,
    heads: new BoundedCache(16),
    changes: new BoundedCache(64),
  };
}

/** Closes the database; the store cannot be used afterwards. */
export async function closeStore(store: Store): Promise<void> {
  await store.prisma.$disconnect();
  store.db.close();
}
