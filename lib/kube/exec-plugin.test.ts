import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runExecPlugin } from './exec-plugin.ts';
import type { ExecPlugin } from './kubeconfig.ts';

const run = { timeoutMs: 20_000, server: 'https://127.0.0.1:1' };

function plugin(script: string): ExecPlugin {
  const command = join(mkdtempSync(join(tmpdir(), 'merlon-plugin-')), 'login');
  writeFileSync(command, `#!/bin/sh\n${script}\n`);
  chmodSync(command, 0o700);
  const apiVersion = 'client.authentication.k8s.io/v1';
  return { command, args: ['one'], env: [], apiVersion, installHint: null, provideClusterInfo: false };
}

describe('runExecPlugin', () => {
  it('returns the token, having told the plugin what is asked', async () => {
    const echo = plugin(
      'printf \'{"status":{"token":"%s-%s-%s"}}\' "$1" "$REGION" "$(echo $KUBERNETES_EXEC_INFO | cut -c 3-12)"',
    );
    const asked = { ...echo, env: [{ name: 'REGION', value: 'north' }] };
    await expect(runExecPlugin(asked, run)).resolves.toEqual({ token: 'one-north-apiVersion' });
  });

  it('returns a client certificate', async () => {
    const script = 'echo \'{"status":{"clientCertificateData":"c","clientKeyData":"k"}}\'';
    await expect(runExecPlugin(plugin(script), run)).resolves.toMatchObject({ clientKeyData: 'k' });
  });

  it('names a plugin that is not installed, with the hint of the kubeconfig', async () => {
    const gone = { ...plugin('true'), command: '/nonexistent/login', installHint: 'Install it from here.' };
    await expect(runExecPlugin(gone, run)).rejects.toMatchObject({
      code: 'plugin-missing',
      message: expect.stringMatching(/Install it from here/),
    });
  });

  it.each([
    {
      name: 'that ends with an error',
      script: 'echo "session has expired" >&2; exit 3',
      says: /exit code 3: session/,
    },
    { name: 'that prints no credential', script: 'echo "{}"', says: /no ExecCredential/ },
    { name: 'that prints no JSON', script: 'echo hello', says: /no ExecCredential/ },
  ])('names a plugin $name', async ({ script, says }) => {
    await expect(runExecPlugin(plugin(script), run)).rejects.toMatchObject({
      code: 'plugin-failed',
      message: expect.stringMatching(says),
    });
  });

  it('ends a plugin that waits for ever', async () => {
    const waiting = runExecPlugin(plugin('exec sleep 60'), { ...run, timeoutMs: 50 });
    await expect(waiting).rejects.toMatchObject({
      code: 'plugin-failed',
      message: expect.stringMatching(/no answer within 50 ms/),
    });
  });

  it('does not wait for what a plugin has started and left behind', async () => {
    const script = 'sleep 60 &\necho \'{"status":{"token":"t"}}\'';
    await expect(runExecPlugin(plugin(script), run)).resolves.toEqual({ token: 't' });
    const waiting = runExecPlugin(plugin('sleep 60\ntrue'), { ...run, timeoutMs: 50 });
    await expect(waiting).rejects.toMatchObject({ code: 'plugin-failed' });
  });

  it('gives the reason of a signal that is aborted', async () => {
    const control = new AbortController();
    const waiting = runExecPlugin(plugin('exec sleep 60'), { ...run, signal: control.signal });
    control.abort(new Error('asked to stop'));
    await expect(waiting).rejects.toThrow('asked to stop');
  });

  it('repeats nothing as long as a token from what a plugin complains', async () => {
    const failing = runExecPlugin(plugin('echo "bad eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.x" >&2; exit 1'), run);
    await expect(failing).rejects.not.toMatchObject({ message: expect.stringMatching(/eyJhbGci/) });
  });
});
