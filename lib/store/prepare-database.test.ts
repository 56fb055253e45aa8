import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listClusters } from './clusters.ts';
import { closeStore, databasePath, openStore } from './open-store.ts';
import { pendingMigration } from './pending-migration.ts';
import { prepareDatabase } from './prepare-database.ts';
import {
  MIGRATIONS_DIR,
  migrationNames,
  NO_FILTERS,
  readMigrations,
  readSchema,
  withSchemaEngine,
} from './schema-engine.ts';

let root = '';
let dir = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'merlon-prepare-'));
  dir = root;
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function applied(): { names: string[]; journal: unknown } {
  const db = new Database(databasePath(dir));
  const names = db
    .prepare<[], { name: string }>('SELECT migration_name AS name FROM _prisma_migrations')
    .all();
  const journal = db.pragma('journal_mode', { simple: true });
  db.close();
  return { names: names.map(({ name }) => name), journal };
}

describe('prepareDatabase', () => {
  test('creates the folder and the database with every migration and a write-ahead log', async () => {
    dir = join(dir, 'not', 'there');
    await prepareDatabase(dir);
    expect(applied()).toEqual({ names: migrationNames(MIGRATIONS_DIR), journal: 'wal' });
  });

  test('applies nothing a second time', async () => {
    await prepareDatabase(dir);
    await prepareDatabase(dir);
    expect(applied().names).toEqual(migrationNames(MIGRATIONS_DIR));
  });

  test('refuses a database with a migration it does not know', async () => {
    await prepareDatabase(dir);
    const db = new Database(databasePath(dir));
    db.exec("UPDATE _prisma_migrations SET migration_name = '99990101000000_from_the_future'");
    db.close();
    await expect(prepareDatabase(dir)).rejects.toMatchObject({ code: 'database-newer' });
  });

  test('tells that a folder cannot be made', async () => {
    writeFileSync(join(dir, 'file'), '');
    await expect(prepareDatabase(join(dir, 'file', 'data'))).rejects.toMatchObject({
      code: 'data-not-writable',
    });
  });

  test('tells that the database cannot be opened', async () => {
    await prepareDatabase(dir);
    rmSync(databasePath(dir));
    mkdirSync(databasePath(dir));
    await expect(prepareDatabase(dir)).rejects.toMatchObject({ code: 'data-not-writable' });
  });
});

describe('bringing an older database up to date', () => {
  /** A database as the first version left it, with one cluster in it. */
  async function olderDatabase(): Promise<Database.Database> {
    const all = readMigrations(MIGRATIONS_DIR);
    const migrationsList = { ...all, migrationDirectories: all.migrationDirectories.slice(0, 1) };
    await withSchemaEngine(databasePath(dir), readSchema(), (engine) =>
      engine.applyMigrations({ migrationsList, filters: NO_FILTERS }),
    );
    const db = new Database(databasePath(dir));
    db.pragma('journal_mode = WAL');
    db.exec("INSERT INTO clusters (id, name, source, created_at) VALUES ('old', 'old', 'api', '2026')");
    db.exec("INSERT INTO contexts (name, cluster_id, added_at) VALUES ('old', 'old', '2026')");
    return db;
  }

  test('keeps what is in it', async () => {
    (await olderDatabase()).close();
    await prepareDatabase(dir);
    expect(applied()).toEqual({ names: migrationNames(MIGRATIONS_DIR), journal: 'wal' });
    const store = openStore(dir);
    expect((await listClusters(store)).map(({ id, contexts }) => [id, contexts])).toEqual([['old', ['old']]]);
    await closeStore(store);
  });

  test('leaves it as it was when a migration fails, and succeeds once nothing stands in the way', async () => {
    const db = await olderDatabase();
    db.exec('CREATE TABLE new_contexts (id TEXT)');
    db.close();
    await expect(prepareDatabase(dir)).rejects.toThrow('new_contexts');
    expect(applied().names).toEqual(migrationNames(MIGRATIONS_DIR).slice(0, 1));
    const repaired = new Database(databasePath(dir));
    repaired.exec('DROP TABLE new_contexts');
    repaired.close();
    await prepareDatabase(dir);
    expect(applied().names).toEqual(migrationNames(MIGRATIONS_DIR));
  });

  test('starts anew after one that was cut', async () => {
    writeFileSync(`${databasePath(dir)}.new`, 'half a database');
    await prepareDatabase(dir);
    expect(applied().names).toEqual(migrationNames(MIGRATIONS_DIR));
    expect(readdirSync(dir).filter((name) => name.includes('.new'))).toEqual([]);
  });
});

describe('the committed migrations', () => {
  test('lead to the schema', async () => {
    expect(await pendingMigration(join(dir, 'merlon.db'))).toBeNull();
  });

  test('do not lead to a schema with one more table', async () => {
    const schema = readSchema();
    const content = `${schema.content}\nmodel Extra {\n  id Int @id\n}\n`;
    expect(await pendingMigration(join(dir, 'merlon.db'), { ...schema, content })).toContain(
      'CREATE TABLE "Extra"',
    );
  });
});
