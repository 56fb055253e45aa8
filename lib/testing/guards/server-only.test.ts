import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The files through which pages reach what must never enter a browser. */
const doors = ['lib/store/current-store.ts', 'lib/auth/require-session.ts'];

// React's own build for servers sets this condition; a bundle for browsers, like plain Node, does not.
function load(door: string, flags: string[]): { exitCode: number; complaint: string } {
  const code = `await import(${JSON.stringify(`./${door}`)});`;
  const ended = spawnSync(process.execPath, [...flags, '--input-type=module', '-e', code], {
    cwd: root,
    encoding: 'utf8',
  });
  return { exitCode: ended.status ?? 1, complaint: ended.stderr };
}

describe('server-only', () => {
  it.each(doors)('stands in %s', (door) => {
    expect(readFileSync(`${root}${door}`, 'utf8')).toMatch(/^import 'server-only';$/m);
  });

  it('keeps the store from where a browser bundle would load it', () => {
    const { exitCode, complaint } = load('lib/store/current-store.ts', []);
    expect(exitCode).not.toBe(0);
    expect(complaint).toContain('cannot be imported from a Client Component');
  });

  it('lets servers in', () => {
    const loaded = load('lib/store/current-store.ts', ['--conditions=react-server']);
    expect(loaded).toMatchObject({ exitCode: 0 });
  });
});
