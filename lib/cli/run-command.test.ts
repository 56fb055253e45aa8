import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTROLS } from '#lib/controls/index.ts';
import { MerlonError } from '#lib/errors.ts';
import { text } from '#lib/model/text.ts';
import { runCommand } from './run-command.ts';

const PRIVILEGED = `apiVersion: v1
kind: Pod
metadata: {name: bad, namespace: shop}
spec:
  containers:
  - {name: app, image: registry.example/app@sha256:0000, securityContext: {privileged: true}}
`;
const TAME = PRIVILEGED.replace('privileged: true', 'privileged: false, runAsNonRoot: true');

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(line: string, stdin = '', signal = new AbortController().signal): Promise<Run> {
  const out = new PassThrough();
  const err = new PassThrough();
  const written = Promise.all([textOf(out), textOf(err)]);
  const code = await runCommand(line.split(' '), '0.0.0', {
    out,
    err,
    isOutTerminal: false,
    isErrTerminal: false,
    variables: {},
    readStdin: () => Promise.resolve(stdin),
    signal,
  });
  out.end();
  err.end();
  const [outText, errText] = await written;
  return { code, out: outText, err: errText };
}

const ONE = '--files - --complete --controls privileged-container';

describe('exit codes', () => {
  test.each([
    { name: 'a finding at the level', line: `scan ${ONE}`, stdin: PRIVILEGED, code: 1 },
    { name: 'a finding below the level', line: `scan ${ONE} --fail-on critical`, stdin: PRIVILEGED, code: 0 },
    { name: 'no level at all', line: `scan ${ONE} --fail-on never`, stdin: PRIVILEGED, code: 0 },
    { name: 'nothing wrong', line: `scan ${ONE}`, stdin: TAME, code: 0 },
    {
      name: 'nothing that could be checked',
      line: `scan ${ONE.replace('--complete ', '')}`,
      stdin: TAME,
      code: 2,
    },
  ])('$name', async ({ line, stdin, code }) => {
    const result = await run(line, stdin);
    expect(result.code).toBe(code);
    expect(result.out).toContain('Coverage');
  });

  test.each([
    { name: 'nothing to read', line: 'scan --files -', stdin: '' },
    { name: 'nothing but a text that does not parse', line: 'scan --files -', stdin: 'a: [' },
    { name: 'no command', line: '', stdin: '' },
    { name: 'a wrong option', line: 'scan --nope', stdin: '' },
    {
      name: 'a context that does not exist',
      line: 'scan --context none --kubeconfig /nonexistent',
      stdin: '',
    },
  ])('could not scan: $name', async ({ line, stdin }) => {
    const result = await run(line, stdin);
    expect(result).toMatchObject({ code: 2, out: '' });
    expect(result.err).toContain('merlon: ');
  });
});

describe('what is written where', () => {
  test('standard output holds the result alone, messages about the files go to standard error', async () => {
    const result = await run(`scan ${ONE} --format json`, `${PRIVILEGED}---\nkind: [\n`);
    const parsed = JSON.parse(result.out) as { schemaVersion: number; scan: unknown; findings: unknown[] };
    expect(parsed).toMatchObject({ schemaVersion: 1, scan: { trigger: 'cli', status: 'partial' } });
    expect(parsed.findings).toHaveLength(1);
    expect(result.err).toMatch(/^-:\d+:\d+: does not parse/);
  });

  test('the text names the control, the object and the field', async () => {
    const { out } = await run(`scan ${ONE}`, PRIVILEGED);
    expect(out).toContain('privileged-container');
    expect(out).toContain('Pod shop/bad');
    expect(out).toContain('spec.containers[0].securityContext.privileged: true');
  });

  test('both languages', async () => {
    const { out, err } = await run(`scan ${ONE} --lang zh-CN`, `${PRIVILEGED}---\nkind: [\n`);
    expect(out).toContain('评分');
    expect(err).toContain('无法解析');
    expect((await run('scan --lang zh-CN')).err).toContain('请指定读取对象');
  });

  test('an unknown control is named with the ones it may have been meant for', async () => {
    const { err } = await run('scan --files - --controls privilegd-container', PRIVILEGED);
    expect(err).toContain('did you mean privileged-container');
  });

  test('only the chosen controls run', async () => {
    const { out } = await run(`scan ${ONE} --format json`, PRIVILEGED);
    expect((JSON.parse(out) as { controls: { id: string }[] }).controls.map(({ id }) => id)).toEqual([
      'privileged-container',
    ]);
    const all = await run('scan --files - --complete --format json', PRIVILEGED);
    expect((JSON.parse(all.out) as { controls: unknown[] }).controls).toHaveLength(CONTROLS.length);
  });

  test('help and version need nothing else', async () => {
    expect(await run('--version')).toEqual({ code: 0, out: '0.0.0\n', err: '' });
    expect((await run('scan --help')).out).toContain('--fail-on');
  });

  test('a cancelled scan leaves nothing on standard output', async () => {
    const reason = new MerlonError('cancelled', text('Cancelled.', '已取消。'));
    expect(await run(`scan ${ONE}`, PRIVILEGED, AbortSignal.abort(reason))).toEqual({
      code: 2,
      out: '',
      err: 'merlon: Cancelled.\n',
    });
  });
});

describe('as a process', () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'merlon-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('400 objects as kubectl prints them: the result and the exit code', async () => {
    const item = (index: number) =>
      `- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: p${index}\n    namespace: shop\n  spec:\n    containers:\n    - image: a@sha256:00\n      name: a\n      securityContext:\n        privileged: true\n`;
    const list = `apiVersion: v1\nitems:\n${Array.from({ length: 400 }, (_, index) => item(index)).join('')}kind: List\n`;
    const path = join(folder, 'list.yaml');
    await writeFile(path, list);
    const child = spawn(process.execPath, [
      main,
      'scan',
      '--files',
      path,
      '--complete',
      '--controls',
      'privileged-container',
      '--format',
      'json',
    ]);
    const [out, err, [code]] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      once(child, 'close'),
    ]);
    expect({ code: code as unknown, err }).toEqual({ code: 1, err: '' });
    expect((JSON.parse(out) as { findings: unknown[] }).findings).toHaveLength(400);
  });

  test('an interrupt ends it, even while it waits for its input', async () => {
    const child = spawn(process.execPath, [main, 'scan', '--files', '-'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const closed = once(child, 'close');
    const said = Promise.all([textOf(child.stdout), textOf(child.stderr)]);
    // The program reads its input by the time it has taken the first of it.
    await new Promise<void>((resolve, reject) => {
      child.stdin.write('#'.repeat(1_000_000), (error) => (error ? reject(error) : resolve()));
    });
    child.kill('SIGINT');
    const [code] = (await closed) as [number | null];
    expect({ code, said: await said }).toEqual({ code: 2, said: ['', 'merlon: Cancelled.\n'] });
  });
});
