import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { MerlonError } from '#lib/errors.ts';
import { text } from '#lib/model/text.ts';
import { BUSY_TIMEOUT_MS, databasePath } from './open-store.ts';
import {
  MIGRATIONS_DIR,
  migrationNames,
  NO_FILTERS,
  readMigrations,
  readSchema,
  withSchemaEngine,
} from './schema-engine.ts';

/** File system types of `statfs` on which SQLite's locks and shared memory cannot be relied on. */
const NETWORK_FILE_SYSTEMS = new Map([
  [0x6969, 'NFS'],
  [0xff_53_4d_42, 'CIFS'],
  [0xfe_53_4d_42, 'SMB'],
  [0x51_7b, 'SMB'],
  [0x56_4c, 'NCP'],
  [0x5346_414f, 'AFS'],
  [0x6b41_4653, 'AFS'],
  [0x00c3_6400, 'Ceph'],
  [0x0102_1997, '9p'],
]);

/**
 * Creates the database of a data folder or brings it up to this version's schema. Throws `database-newer`,
 * `data-on-network` or `data-not-writable`, each with one sentence; the database is then as it was.
 */
export async function prepareDatabase(dataDir: string): Promise<void> {
  try {
    mkdirSync(dataDir, { recursive: true });
    await refuseNetworkFileSystem(dataDir);
    await migrate(databasePath(dataDir), dataDir);
  } catch (error) {
    if (isNotWritable(error)) throw notWritable(dataDir, error);
    throw error;
  }
}

async function migrate(path: string, dataDir: string): Promise<void> {
  const known = migrationNames(MIGRATIONS_DIR);
  const applied = existsSync(path) ? appliedMigrations(path) : [];
  if (applied.some((name) => !known.includes(name))) throw newer(dataDir);
  if (known.every((name) => applied.includes(name))) {
    switchToWriteAheadLog(path);
    return;
  }
  // Migrations run on a copy that takes the database's place when all of them are through: one that is cut
  // leaves the database as it was, not half changed.
  const next = `${path}.new`;
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(next + suffix, { force: true });
  if (existsSync(path)) copyDatabase(path, next);
  // Before the engine, whose own failure to write would come without a code.
  switchToWriteAheadLog(next);
  const migrationsList = readMigrations(MIGRATIONS_DIR);
  await withSchemaEngine(next, readSchema(), (engine) =>
    engine.applyMigrations({ migrationsList, filters: NO_FILTERS }),
  );
  renameSync(next, path);
}

function copyDatabase(from: string, to: string): void {
  const db = new Database(from, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.prepare('VACUUM INTO ?').run(to);
    // The old log must not be taken for the new database's.
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

async function refuseNetworkFileSystem(dataDir: string): Promise<void> {
  const { type } = await statfs(dataDir);
  const name = NETWORK_FILE_SYSTEMS.get(type >>> 0);
  if (name === undefined) return;
  throw new MerlonError(
    'data-on-network',
    text(
      `The data folder ${dataDir} lies on a network file system (${name}), where SQLite may lose data; set MERLON_DATA to a folder on a local disk.`,
      `数据目录 ${dataDir} 位于网络文件系统（${name}）上，SQLite 在其上可能丢失数据；请将 MERLON_DATA 设为本地磁盘上的目录。`,
    ),
  );
}

/** A migration this version does not know was written by a later one. */
function newer(dataDir: string): MerlonError {
  return new MerlonError(
    'database-newer',
    text(
      `The database in ${dataDir} was written by a newer version of Merlon; start that version again, or set MERLON_DATA to another folder.`,
      `${dataDir} 中的数据库由更新版本的 Merlon 写入；请重新使用该版本启动，或将 MERLON_DATA 设为其他目录。`,
    ),
  );
}

function appliedMigrations(path: string): string[] {
  const db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    const [table] = db.prepare("SELECT name FROM sqlite_master WHERE name = '_prisma_migrations'").all();
    if (table === undefined) return [];
    const rows = db
      .prepare<[], { name: string }>(
        'SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL',
      )
      .all();
    return rows.map((row) => row.name);
  } finally {
    db.close();
  }
}

function switchToWriteAheadLog(path: string): void {
  const db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma('journal_mode = WAL');
    // Fails at once where the folder lets no new file be made beside the database.
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
  } finally {
    db.close();
  }
}

const NOT_WRITABLE = /^(SQLITE_(CANTOPEN|READONLY|PERM|FULL|IOERR)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOSPC)/;

function isNotWritable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NOT_WRITABLE.test(String(error.code));
}

function notWritable(dataDir: string, cause: unknown): MerlonError {
  return new MerlonError(
    'data-not-writable',
    text(
      `The data folder ${dataDir} cannot be written; give this user the right to, or set MERLON_DATA to another folder.`,
      `无法写入数据目录 ${dataDir}；请为当前用户授予写权限，或将 MERLON_DATA 设为其他目录。`,
    ),
    { cause },
  );
}
