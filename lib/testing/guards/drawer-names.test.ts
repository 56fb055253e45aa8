import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const examples = fileURLToPath(new URL('examples/drawer-names/', import.meta.url));
const rooms = ['app', 'bench', 'components', 'docs', 'e2e', 'lib', 'prisma'];

/** Names under which everything and nothing fits: what belongs there belongs to a named idea. */
const drawer = /^(utils?|helpers?|common|misc)$/;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length))
    .filter((path) => !/node_modules|^testing\/guards\/examples|^generated/.test(path));
}

function drawersIn(folder: string): string[] {
  return filesBelow(folder)
    .filter((path) => path.split('/').some((part) => drawer.test(basename(part).replace(/\..*$/, ''))))
    .toSorted();
}

describe('no file or folder is a drawer', () => {
  it('names the drawers among the examples, and not the file that says whose help it is', () => {
    expect(drawersIn(examples)).toEqual(['components/common/button.tsx', 'lib/model/utils.ts']);
  });

  const present = readdirSync(root).filter((name) => rooms.includes(name));
  it.each(present)('finds none in %s', (room) => {
    expect(drawersIn(`${root}${room}/`)).toEqual([]);
  });
});
