import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const configurations = ['.oxfmtrc.json', '.oxlintrc.json', 'knip.json', 'package.json', 'tsconfig.json'];

/** A project made of the real configuration and one folder of committed bad examples, outside of the checkout. */
export interface ScratchProject {
  /** Runs one of the installed tools in it and returns what it printed, whatever its exit code. */
  run: (tool: string, args: string[]) => { output: string; exitCode: number };
  remove: () => void;
}

/** Lays out the examples of that name as a project of their own, so that the real paths of the rules apply. */
export function scratchProject(examples: string): ScratchProject {
  const folder = mkdtempSync(join(tmpdir(), 'merlon-guard-'));
  cpSync(new URL(`examples/${examples}`, import.meta.url), folder, { recursive: true });
  for (const name of configurations) {
    if (!existsSync(join(folder, name))) cpSync(join(root, name), join(folder, name));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    run: (tool, args) => {
      const ended = spawnSync(process.execPath, [join(root, 'node_modules/.bin', tool), ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      });
      return { output: ended.stdout, exitCode: ended.status ?? 1 };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
