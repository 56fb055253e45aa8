import { dirname } from 'node:path';
import { MIGRATIONS_DIR, NO_FILTERS, readMigrations, readSchema, withSchemaEngine } from './schema-engine.ts';

/**
 * Applies the committed migrations to a new database at `scratchPath` and returns the SQL that still leads
 * from it to the schema; null when there is nothing left to do.
 */
export async function pendingMigration(scratchPath: string, schema = readSchema()): Promise<string | null> {
  return withSchemaEngine(scratchPath, schema, async (engine) => {
    await engine.applyMigrations({ migrationsList: readMigrations(MIGRATIONS_DIR), filters: NO_FILTERS });
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files: [schema], configDir: dirname(schema.path) },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: true,
      filters: NO_FILTERS,
    });
    return exitCode === 2 ? stdout : null;
  });
}
