import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceHash } from './build-web.mjs';

// A checkout with nothing installed: our first stage, a command that prints what it was given, and an npm that
// only notes that it ran.
let root = '';

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'merlon-checkout-')));
  cpSync(import.meta.dirname, join(root, 'lib/launch'), {
    recursive: true,
    filter: (path) => !path.endsWith('.ts'),
  });
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  writeLock({ 'node_modules/a': { version: '1.0.0' } });
  mkdirSync(join(root, 'docs'));
  writeCommand('process.stdout.write(process.argv.slice(2).join(" "));');
  writeNpm('mkdir -p node_modules');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function writeLock(packages: object, path = 'package-lock.json'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  // npm lists the checkout itself in the lock file, not in the one it keeps of what it installed.
  const checkout = path === 'package-lock.json' ? { '': {} } : {};
  writeFileSync(join(root, path), JSON.stringify({ packages: { ...checkout, ...packages } }));
}

const writeCommand = (code: string): void => writeFileSync(join(root, 'docs/write-docs.ts'), code);

function writeNpm(code: string): void {
  mkdirSync(join(root, 'bin'), { recursive: true });
  writeFileSync(join(root, 'bin/npm'), `#!/bin/sh\necho "$@" >> npm-runs\n${code}\n`);
  chmodSync(join(root, 'bin/npm'), 0o755);
}

const npmRuns = (): number =>
  existsSync(join(root, 'npm-runs'))
    ? readFileSync(join(root, 'npm-runs'), 'utf8').trim().split('\n').length
    : 0;

function start(args: string[]): { exited: Promise<Ended>; signal: () => void; said: Promise<unknown> } {
  const child = spawn(process.execPath, ['lib/launch/bootstrap.mjs', ...args], {
    cwd: root,
    env: {
      PATH: [join(root, 'bin'), process.env['PATH'] ?? ''].join(delimiter),
      HOME: root,
      NODE_ENV: 'test',
    },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const exited = once(child, 'close').then(([code]: unknown[]) => ({ code, stdout, stderr }));
  return { exited, signal: () => void child.kill('SIGTERM'), said: once(child.stdout, 'data') };
}

interface Ended {
  code: unknown;
  stdout: string;
  stderr: string;
}

const run = (...args: string[]): Promise<Ended> => start(args).exited;

describe('the first stage', () => {
  it('installs once, and prints nothing of its own on standard output', async () => {
    const [first, second] = [await run('docs', '--a', 'b'), await run('docs')];
    expect(first).toMatchObject({ code: 0, stdout: '--a b' });
    expect(first.stderr).toMatch(/^Installing/);
    expect(second).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(npmRuns()).toBe(1);
  });

  it('installs again when the lock file changed', async () => {
    await run('docs');
    writeLock({ 'node_modules/a': { version: '1.0.1' } });
    await run('docs');
    expect(npmRuns()).toBe(2);
  });

  it('leaves a folder alone that holds exactly what the lock file says, other platforms aside', async () => {
    const installed = { 'node_modules/a': { version: '1.0.0' } };
    writeLock({ ...installed, 'node_modules/other-platform': { version: '1.0.0', optional: true } });
    writeLock(installed, 'node_modules/.package-lock.json');
    await run('docs');
    expect(npmRuns()).toBe(0);
  });

  it('installs over a folder with another version', async () => {
    writeLock({ 'node_modules/a': { version: '0.9.0' } }, 'node_modules/.package-lock.json');
    await run('docs');
    expect(npmRuns()).toBe(1);
  });

  it('says in one sentence that npm failed, and tries again at the next start', async () => {
    writeNpm('exit 3');
    expect(await run('docs')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /could not install its packages: npm ci ended with code 3.*\.\n$/,
      ) as unknown,
    });
    writeNpm('mkdir -p node_modules');
    expect(await run('docs')).toMatchObject({ code: 0 });
  });

  it('lets only one of two starts install, and then both go on', async () => {
    writeNpm('sleep 0.5; mkdir -p node_modules');
    const both = await Promise.all([run('docs', 'one'), run('docs', 'two')]);
    expect(both.map(({ code, stdout }) => [code, stdout])).toEqual([
      [0, 'one'],
      [0, 'two'],
    ]);
    expect(npmRuns()).toBe(1);
  });

  it('hands the exit code on', async () => {
    writeCommand('process.exit(5);');
    expect(await run('docs')).toMatchObject({ code: 5 });
  });

  it('hands SIGTERM on and waits for an orderly end', async () => {
    writeCommand(`
      setInterval(() => {}, 1000);
      process.on('SIGTERM', () => { console.log('tidied'); process.exit(0); });
      console.log('up');`);
    const started = start(['docs']);
    await started.said;
    started.signal();
    expect(await started.exited).toMatchObject({ code: 0, stdout: 'up\ntidied\n' });
  });

  it('says nothing of a failure when it is ended while it installs', async () => {
    writeNpm('exec sleep 60');
    const child = start(['docs']);
    while (npmRuns() === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    child.signal();
    const { code, stderr } = await child.exited;
    expect(code).toBe(143);
    expect(stderr).not.toContain('could not');
  });

  it('names the commands there are when asked for another', async () => {
    expect(await run('stat')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('start, dev') as unknown,
    });
  });
});

describe('sourceHash', () => {
  const changes = [
    { name: 'a page', path: 'app/page.tsx', isNoticed: true },
    { name: 'a text in a data file', path: 'lib/i18n/en.json', isNoticed: true },
    { name: 'the configuration of the build', path: 'next.config.ts', isNoticed: true },
    { name: 'a test', path: 'lib/model/severity.test.ts', isNoticed: false },
    { name: 'the demo, which no page imports', path: 'lib/demo/main.ts', isNoticed: false },
    { name: 'the database', path: 'data/merlon.db', isNoticed: false },
  ];
  it.each(changes)('after a change of $name is another: $isNoticed', ({ path, isNoticed }) => {
    const before = sourceHash(root);
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), 'changed');
    expect(sourceHash(root) !== before).toBe(isNoticed);
  });
});
