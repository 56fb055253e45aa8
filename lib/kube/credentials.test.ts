import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createAuthority, issueLeaf } from '#lib/demo/certificates.ts';
import { writeKubeconfig } from '#lib/testing/kubeconfig-file.ts';
import { sendJson, sendStatus, startReplayApi, type ReplayApi } from '#lib/testing/replay-api.ts';
import { openCluster } from './open-cluster.ts';

const now = new Date();
const running: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
});

/** Starts an API server that lets in only who holds the token that `valid` returns at the time. */
async function serverFor(valid: () => string, tls?: { cert: string; key: string }): Promise<ReplayApi> {
  const api = await startReplayApi(({ headers }, response) => {
    if (headers.authorization === `Bearer ${valid()}`)
      sendJson(response, { kind: 'APIVersions', versions: [] });
    else sendStatus(response, 401, 'Unauthorized');
  }, tls);
  running.push(() => api.close());
  return api;
}

async function open(server: string, user: Readonly<Record<string, unknown>>) {
  const access = await openCluster({ context: null, kubeconfig: writeKubeconfig({ server, user }) });
  running.push(() => access.close());
  return access;
}

function folder(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(tmpdir(), 'merlon-credentials-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

/** A plugin that hands out `token-1`, `token-2` and so on, each until `until`. */
function countingPlugin(until: string) {
  const path = folder({ count: '0' });
  const command = join(path, 'login');
  const count = join(path, 'count');
  const script = [
    '#!/bin/sh',
    `echo $(($(cat ${count}) + 1)) > ${count}`,
    `echo "{\\"status\\":{\\"token\\":\\"token-$(cat ${count})\\",\\"expirationTimestamp\\":\\"${until}\\"}}"`,
  ];
  writeFileSync(command, script.join('\n'));
  chmodSync(command, 0o700);
  return { exec: { command, apiVersion: 'client.authentication.k8s.io/v1' } };
}

describe('credentials', () => {
  it('come from a token file that ends with a line break', async () => {
    const api = await serverFor(() => 'first');
    await expect(
      open(api.url, { tokenFile: join(folder({ token: 'first\n' }), 'token') }),
    ).resolves.toBeDefined();
  });

  it('are read again when the token of a file has been replaced', async () => {
    let valid = 'first';
    const api = await serverFor(() => valid);
    const file = join(folder({ token: 'first' }), 'token');
    const access = await open(api.url, { tokenFile: file });
    valid = 'second';
    writeFileSync(file, 'second');
    expect(await access.get('/version')).toMatchObject({ ok: true });
  });

  it('are refused once they have been read again in vain', async () => {
    let valid = 'first';
    const api = await serverFor(() => valid);
    const access = await open(api.url, { token: 'first' });
    valid = 'second';
    expect(await access.get('/version')).toMatchObject({ ok: false, reason: 'unauthorized', status: 401 });
    expect(api.seen).toHaveLength(3);
  });

  it('say that they cannot be made any more, without ending everything', async () => {
    let valid = 'first';
    const api = await serverFor(() => valid);
    const file = join(folder({ token: 'first' }), 'token');
    const access = await open(api.url, { tokenFile: file });
    valid = 'second';
    rmSync(file);
    const answer = await access.get('/version');
    expect(answer).toMatchObject({ ok: false, reason: 'unauthorized', status: null });
  });

  it('of a plugin are asked for once while they last', async () => {
    const api = await serverFor(() => 'token-1');
    const access = await open(api.url, countingPlugin('2999-01-01T00:00:00Z'));
    const answers = await Promise.all([access.get('/a'), access.get('/b'), access.get('/c')]);
    expect(answers.every(({ ok }) => ok)).toBe(true);
  });

  it('of a plugin are asked for again when they have run out', async () => {
    let turn = 0;
    const api = await startReplayApi((_, response) => {
      turn += 1;
      sendJson(response, { kind: 'APIVersions', versions: [] });
    });
    running.push(() => api.close());
    const access = await open(api.url, countingPlugin('2001-01-01T00:00:00Z'));
    await access.get('/a');
    const tokens = api.seen.map(({ headers }) => headers.authorization);
    expect(new Set(tokens).size).toBe(turn);
  });

  it('of a pod are those of its service account', async () => {
    const authority = createAuthority('cluster', now);
    const serving = issueLeaf(authority, { commonName: 'api', addresses: ['127.0.0.1'], use: 'server', now });
    const api = await serverFor(() => 'pod-token', serving);
    const serviceAccountDir = folder({ token: 'pod-token', 'ca.crt': authority.cert, namespace: 'merlon' });
    const access = await openCluster({
      context: 'in-cluster',
      kubeconfig: '',
      home: '/nonexistent',
      serviceHost: '127.0.0.1',
      servicePort: String(api.port),
      serviceAccountDir,
    });
    running.push(() => access.close());
    expect(access).toMatchObject({ inCluster: true, context: null, namespace: 'merlon', server: api.url });
  });
});
