import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { SchemaEngine, type MigrationList } from '@prisma/schema-engine-wasm';

const PRISMA_DIR = fileURLToPath(new URL('../../prisma/', import.meta.url));

export const MIGRATIONS_DIR = join(PRISMA_DIR, 'migrations');

/** What the engine is to leave out of its view: nothing. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** The schema as the engine takes it. */
export interface SchemaFile {
  readonly path: string;
  readonly content: string;
}

/** Returns the Prisma schema. */
export function readSchema(): SchemaFile {
  const path = join(PRISMA_DIR, 'schema.prisma');
  return { path, content: readFileSync(path, 'utf8') };
}

/** Runs `work` with Prisma's schema engine, as WebAssembly, on one SQLite file. */
export async function withSchemaEngine<T>(
  databasePath: string,
  schema: SchemaFile,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const connections: SqlDriverAdapter[] = [];
  const factory = new (class extends PrismaBetterSqlite3 {
    override async connect(): Promise<SqlDriverAdapter> {
      const connection = await super.connect();
      connections.push(connection);
      return connection;
    }
  })({ url: databasePath });
  const engine = await SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    // The engine leaves its connection open, and with it an exclusive lock on the file.
    for (const connection of connections) await connection.dispose();
  }
}

/** Returns the names of the committed migrations, oldest first. */
export function migrationNames(migrationsDir: string): string[] {
  return readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** Returns the committed migrations as the engine takes them. */
export function readMigrations(migrationsDir: string): MigrationList {
  return {
    baseDir: migrationsDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(join(migrationsDir, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames(migrationsDir).map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(migrationsDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
