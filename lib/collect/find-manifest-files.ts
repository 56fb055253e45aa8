import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

const MANIFEST_ENDINGS = new Set(['.yaml', '.yml', '.json']);
/** Folders of tools, which hold no manifests of the user's. */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git']);

export type FoundFile =
  | { readonly path: string; readonly failure: null }
  /** Could not be opened; `failure` is the system's code, such as `ENOENT`. */
  | { readonly path: string; readonly failure: string };

function failureOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : String(error);
}

async function attempt<T>(run: () => Promise<T>): Promise<{ value: T } | { failure: string }> {
  try {
    return { value: await run() };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** Walks folders; a folder reached twice, as through a link to its parent, is read once. */
class ManifestWalk {
  readonly found: FoundFile[] = [];
  private readonly seen = new Set<string>();

  async add(path: string, isNamed: boolean): Promise<void> {
    const status = await attempt(() => stat(path));
    if ('failure' in status) {
      this.found.push({ path, failure: status.failure });
    } else if (status.value.isDirectory()) {
      await this.addFolder(path);
    } else if (isNamed || MANIFEST_ENDINGS.has(extname(path).toLowerCase())) {
      this.found.push({ path, failure: null });
    }
  }

  private async addFolder(path: string): Promise<void> {
    const real = await attempt(() => realpath(path));
    if ('failure' in real) {
      this.found.push({ path, failure: real.failure });
      return;
    }
    if (this.seen.has(real.value)) return;
    this.seen.add(real.value);
    const entries = await attempt(() => readdir(path, { withFileTypes: true }));
    if ('failure' in entries) {
      this.found.push({ path, failure: entries.failure });
      return;
    }
    for (const entry of entries.value.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      await this.addEntry(path, entry);
    }
  }

  private async addEntry(folder: string, entry: Dirent): Promise<void> {
    const path = join(folder, entry.name);
    if (entry.isFile()) {
      if (MANIFEST_ENDINGS.has(extname(entry.name).toLowerCase())) this.found.push({ path, failure: null });
    } else if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(entry.name)) await this.addFolder(path);
    } else if (entry.isSymbolicLink()) {
      await this.add(path, false);
    }
  }
}

/** Returns the files the paths name: files as they are, of folders every .yaml, .yml and .json below them. */
export async function findManifestFiles(paths: readonly string[]): Promise<FoundFile[]> {
  const walk = new ManifestWalk();
  for (const path of paths) await walk.add(path, true);
  return walk.found;
}
