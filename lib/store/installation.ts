import 'server-only';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { env } from '#lib/env.ts';
import { databasePath } from './open-store.ts';

/** A package that is shipped with Merlon. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** As the package names it; null where it names none. */
  readonly license: string | null;
}

/** What runs here, and where it keeps its data. */
export interface Installation {
  readonly version: string;
  readonly license: string;
  /** Absolute path. */
  readonly dataDir: string;
  /** With the log of what was written last. */
  readonly databaseBytes: number;
  readonly node: string;
  /** What is needed to run, by name. */
  readonly packages: readonly ShippedPackage[];
}

const lockShape = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

/** Returns what is installed, as the lock beside the program says it, and how large the database is. */
export async function readInstallation(root = process.cwd()): Promise<Installation> {
  const { dataDir } = env();
  const [text, database, log] = await Promise.all([
    readFile(join(root, 'package-lock.json'), 'utf8'),
    stat(databasePath(dataDir)),
    // What was written last lies in the log until SQLite moves it; after a clean end there is none.
    stat(`${databasePath(dataDir)}-wal`).catch(() => ({ size: 0 })),
  ]);
  const { packages } = lockShape.parse(JSON.parse(text));
  const own = packages[''];
  return {
    version: own?.version ?? '',
    license: own?.license ?? '',
    dataDir,
    databaseBytes: database.size + log.size,
    node: process.version,
    packages: shippedOf(packages),
  };
}

/** The same package may lie in several places; each version is named once. */
function shippedOf(packages: z.infer<typeof lockShape>['packages']): ShippedPackage[] {
  const shipped = new Map<string, ShippedPackage>();
  for (const [path, { version = '', license = null, dev, devOptional }] of Object.entries(packages)) {
    const name = path.split('node_modules/').at(-1) ?? '';
    if (name === '' || dev === true || devOptional === true) continue;
    shipped.set(`${name}@${version}`, { name, version, license });
  }
  return [...shipped.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
