import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pendingMigration } from '#lib/store/pending-migration.ts';
import { MIGRATIONS_DIR } from '#lib/store/schema-engine.ts';

const [name] = process.argv.slice(2);
if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write('usage: node prisma/write-migration.ts <name_in_snake_case>\n');
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'merlon-migration-'));
try {
  const sql = await pendingMigration(join(scratch, 'merlon.db'));
  if (sql === null) {
    process.stdout.write('The migrations already give the schema.\n');
  } else {
    const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
    const folder = join(MIGRATIONS_DIR, `${stamp}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'migration.sql'), sql);
    process.stdout.write(`${folder}\n`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
