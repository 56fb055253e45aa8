import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readContexts } from './contexts.ts';

function folder(files: Readonly<Record<string, string>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'merlon-contexts-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

function config(name: string, server: string, current = name): string {
  return JSON.stringify({
    'current-context': current,
    clusters: [{ name: `${name}-cluster`, cluster: { server } }],
    users: [{ name: 'u', user: { token: 'secret-token' } }],
    contexts: [{ name, context: { cluster: `${name}-cluster`, user: 'u', namespace: 'team' } }],
  });
}

const nowhere = { home: '/nonexistent', serviceHost: '' };

describe('readContexts', () => {
  it('merges several files: the first current context and the first of two entries count', () => {
    const path = folder({
      a: config('one', 'https://127.0.0.1:1'),
      b: config('one', 'https://127.0.0.1:2'),
      c: config('two', 'https://127.0.0.1:3'),
    });
    const kubeconfig = ['a', 'b', 'c'].map((file) => join(path, file)).join(':');
    const { contexts, problems } = readContexts({ ...nowhere, kubeconfig });
    expect(problems).toEqual([]);
    expect(contexts.map(({ name, server, current }) => ({ name, server, current }))).toEqual([
      { name: 'one', server: 'https://127.0.0.1:1', current: true },
      { name: 'two', server: 'https://127.0.0.1:3', current: false },
    ]);
    expect(contexts[0]).toMatchObject({ file: join(path, 'a'), namespace: 'team', user: 'u' });
  });

  it('passes over a file of a list that does not exist, as kubectl does', () => {
    const path = folder({ a: config('one', 'https://127.0.0.1:1') });
    const list = readContexts({ ...nowhere, kubeconfig: `${join(path, 'missing')}:${join(path, 'a')}` });
    expect(list).toMatchObject({ contexts: [{ name: 'one' }], problems: [] });
  });

  it('says that the only file named does not exist', () => {
    const list = readContexts({ ...nowhere, kubeconfig: join(folder(), 'missing') });
    expect(list.contexts).toEqual([]);
    expect(list.problems[0]?.message.en).toMatch(/cannot be read \(ENOENT\)/);
  });

  it('keeps the contexts of the other files when one is broken', () => {
    const path = folder({ a: 'users: [', b: config('two', 'https://127.0.0.1:3') });
    const list = readContexts({ ...nowhere, kubeconfig: `${join(path, 'a')}:${join(path, 'b')}` });
    expect(list.contexts.map(({ name }) => name)).toEqual(['two']);
    expect(list.problems).toMatchObject([{ file: join(path, 'a') }]);
  });

  it.each([
    { server: 'https://bob:hunter2@127.0.0.1:6443', told: 'https://127.0.0.1:6443' },
    { server: 'https://bob:hunter2@127.0.0.1:x', told: 'https://127.0.0.1:x' },
    { server: 'bob:hunter2@127.0.0.1:x', told: '127.0.0.1:x' },
  ])('tells $told without the password written into it', ({ server, told }) => {
    const path = folder({ a: config('one', server) });
    const { contexts } = readContexts({ ...nowhere, kubeconfig: join(path, 'a') });
    expect(contexts[0]?.server).toBe(told);
  });

  it('takes ~/.kube/config where KUBECONFIG is empty', () => {
    const home = folder();
    mkdirSync(join(home, '.kube'));
    writeFileSync(join(home, '.kube', 'config'), config('own', 'https://127.0.0.1:4'));
    expect(readContexts({ ...nowhere, home, kubeconfig: '' }).contexts).toMatchObject([{ name: 'own' }]);
  });

  it('shows a context whose cluster is nowhere, without a server', () => {
    const path = folder({ a: JSON.stringify({ contexts: [{ name: 'x', context: { cluster: 'gone' } }] }) });
    const { contexts } = readContexts({ ...nowhere, kubeconfig: join(path, 'a') });
    expect(contexts).toMatchObject([{ name: 'x', server: null }]);
  });

  it('lists the service account of the pod it runs in', () => {
    const serviceAccountDir = folder({ token: 't', 'ca.crt': 'c', namespace: 'merlon' });
    const pod = { ...nowhere, kubeconfig: '', serviceHost: 'fd00::1', servicePort: '443', serviceAccountDir };
    expect(readContexts(pod).contexts).toMatchObject([
      { name: 'in-cluster', file: 'in-cluster', server: 'https://[fd00::1]:443', namespace: 'merlon' },
    ]);
  });

  it('lists no service account where no token is mounted', () => {
    const pod = { ...nowhere, kubeconfig: '', serviceHost: '10.0.0.1', serviceAccountDir: folder() };
    expect(readContexts(pod).contexts).toEqual([]);
  });

  it('hands out no credential', () => {
    const path = folder({ a: config('one', 'https://127.0.0.1:1') });
    const list = readContexts({ ...nowhere, kubeconfig: join(path, 'a') });
    expect(JSON.stringify(list)).not.toContain('secret-token');
  });
});
