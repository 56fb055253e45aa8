import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../.ci/run', import.meta.url));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'merlon-ci-'));
  mkdirSync(join(folder, '.ci'));
  mkdirSync(join(folder, 'bin'));
  cpSync(script, join(folder, '.ci/run'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the script with an npm that answers `test` and `run test:cluster` so. */
function run(test: string, cluster: string): { exitCode: number | null; lastLine: string | undefined } {
  const npm = `#!/bin/sh\ncase "$*" in test) ${test};; "run test:cluster") ${cluster};; esac\n`;
  writeFileSync(join(folder, 'bin/npm'), npm);
  chmodSync(join(folder, 'bin/npm'), 0o755);
  const ended = spawnSync('bash', [join(folder, '.ci/run')], {
    encoding: 'utf8',
    env: { ...process.env, PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter) },
  });
  return { exitCode: ended.status, lastLine: ended.stdout.trimEnd().split('\n').at(-1) };
}

describe('.ci/run', () => {
  const cases = [
    {
      name: 'adds both suites up',
      suites: ['echo "unit 1 passed, 0 failed"; echo "7 passed, 0 failed"', 'echo "3 passed, 0 failed"'],
      exitCode: 0,
      lastLine: '10 passed, 0 failed',
    },
    {
      name: 'fails when the first suite fails, and runs the second all the same',
      suites: ['echo "7 passed, 2 failed"; exit 1', 'echo "3 passed, 0 failed"'],
      exitCode: 1,
      lastLine: '10 passed, 2 failed',
    },
    {
      name: 'takes a suite that does not say what it ran as failed',
      suites: ['echo "7 passed, 0 failed"', 'echo "nothing to see"'],
      exitCode: 1,
      lastLine: '7 passed, 1 failed',
    },
    {
      name: 'does not believe a count without failures when the exit code says otherwise',
      suites: ['echo "7 passed, 0 failed"', 'echo "3 passed, 0 failed"; exit 2'],
      exitCode: 1,
      lastLine: '10 passed, 1 failed',
    },
    {
      name: 'does not believe an exit code of 0 when failures were counted',
      suites: ['echo "7 passed, 1 failed"', 'echo "3 passed, 0 failed"'],
      exitCode: 1,
      lastLine: '10 passed, 1 failed',
    },
  ];
  it.each(cases)('$name', ({ suites: [test = '', cluster = ''], exitCode, lastLine }) => {
    expect(run(test, cluster)).toEqual({ exitCode, lastLine });
  });
});
