import { connect, createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createAuthority, issueLeaf } from '#lib/demo/certificates.ts';
import { writeKubeconfig, type KubeconfigParts } from '#lib/testing/kubeconfig-file.ts';
import {
  sendJson,
  sendStatus,
  startReplayApi,
  type ReplayApi,
  type Replayer,
} from '#lib/testing/replay-api.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { openCluster, type OpenOptions } from './open-cluster.ts';

const now = new Date();
const authority = createAuthority('test-ca', now);
const serving = issueLeaf(authority, {
  commonName: 'api',
  addresses: ['127.0.0.1'],
  names: ['api.test'],
  use: 'server',
  now,
});
const ca = { 'certificate-authority-data': base64(authority.cert) };
const VERSIONS = { kind: 'APIVersions', versions: ['v1'] };

function base64(value: string): string {
  return Buffer.from(value).toString('base64');
}

const running: (() => unknown)[] = [];

async function replay(replayer: Replayer, tls?: Parameters<typeof startReplayApi>[1]): Promise<ReplayApi> {
  const api = await startReplayApi(replayer, tls);
  running.push(() => api.close());
  return api;
}

async function open(parts: KubeconfigParts, options: Partial<OpenOptions> = {}): Promise<ClusterAccess> {
  const kubeconfig = writeKubeconfig(parts);
  const access = await openCluster({ context: null, kubeconfig, backOffMs: 1, serviceHost: '', ...options });
  running.push(() => access.close());
  return access;
}

const greeter: Replayer = (_, response) => sendJson(response, VERSIONS);

afterEach(async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
});

describe('openCluster lets in', () => {
  it('a bearer token, over TLS with the CA of the context', async () => {
    const api = await replay(greeter, serving);
    const access = await open({ server: api.url, cluster: ca, user: { token: 'abc' }, namespace: 'team' });
    expect(api.seen[0]).toMatchObject({ path: '/api', headers: { authorization: 'Bearer abc' } });
    expect(access).toMatchObject({ server: api.url, context: 'test', namespace: 'team', inCluster: false });
  });

  it('a client certificate', async () => {
    const api = await replay(greeter, { ...serving, requestCert: true, ca: authority.cert });
    const identity = issueLeaf(authority, { commonName: 'jane', use: 'client', now });
    const user = {
      'client-certificate-data': base64(identity.cert),
      'client-key-data': base64(identity.key),
    };
    await open({ server: api.url, cluster: ca, user });
    expect(api.seen[0]?.clientName).toBe('jane');
  });

  it('plain HTTP, a user name with a password, and a caller who impersonates', async () => {
    const api = await replay(greeter);
    const user = { username: 'a', password: 'b', as: 'jane', 'as-groups': ['x', 'y'] };
    await open({ server: api.url, user });
    expect(api.seen[0]?.headers).toMatchObject({
      authorization: `Basic ${base64('a:b')}`,
      'impersonate-user': 'jane',
      'impersonate-group': 'x, y',
    });
  });

  it('a server known by another name through tls-server-name', async () => {
    const other = issueLeaf(authority, { commonName: 'api', names: ['api.test'], use: 'server', now });
    const api = await replay(greeter, other);
    await open({ server: api.url, cluster: { ...ca, 'tls-server-name': 'api.test' } });
    expect(api.seen).toHaveLength(1);
  });

  it('an unknown CA where verification is off', async () => {
    const api = await replay(greeter, serving);
    await open({ server: api.url, cluster: { 'insecure-skip-tls-verify': true } });
    expect(api.seen).toHaveLength(1);
  });

  it('a server behind a path, as management planes put it', async () => {
    const api = await replay(greeter);
    const access = await open({ server: `${api.url}/k8s/clusters/c-1` });
    await access.get('/version');
    expect(api.seen.map(({ path }) => path)).toEqual(['/k8s/clusters/c-1/api', '/k8s/clusters/c-1/version']);
  });

  it('a way through the proxy of proxy-url', async () => {
    const api = await replay(greeter, serving);
    const asked: string[] = [];
    const proxy = createServer((socket) => {
      socket.once('data', (head) => {
        asked.push(head.toString('utf8').split('\r\n')[0] ?? '');
        const onward = connect(api.port, '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
          socket.pipe(onward).pipe(socket);
        });
        for (const end of [socket, onward]) end.on('error', () => end.destroy());
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    running.push(() => proxy.close());
    const { port } = proxy.address() as AddressInfo;
    const cluster = { ...ca, 'proxy-url': `http://127.0.0.1:${port}` };
    await open({ server: api.url, cluster, user: { token: 'abc' } });
    expect(asked).toEqual([`CONNECT 127.0.0.1:${api.port} HTTP/1.1`]);
    expect(api.seen[0]?.headers.authorization).toBe('Bearer abc');
  });

  it('a user who may not even see the API versions, but is known', async () => {
    const message = 'forbidden: User "jane" cannot get path "/api"';
    const api = await replay((_, response) => sendStatus(response, 403, message));
    await expect(open({ server: api.url })).resolves.toMatchObject({ server: api.url });
  });
});

describe('openCluster names the failure', () => {
  async function failure(parts: KubeconfigParts, options: Partial<OpenOptions> = {}) {
    const error: unknown = await open(parts, options).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      name: 'MerlonError',
      text: { 'zh-CN': expect.stringMatching(/[\u4e00-\u9fff]/) },
    });
    return error;
  }

  it.each([
    { status: 401, message: 'Unauthorized', code: 'unauthorized' },
    { status: 403, message: 'User "system:anonymous" cannot get path "/api"', code: 'unauthorized' },
    { status: 500, message: 'etcd is gone', code: 'server-error' },
    { status: 404, message: 'no such page', code: 'server-error' },
  ])('$code for $status $message', async ({ status, message, code }) => {
    const api = await replay((_, response) => sendStatus(response, status, message));
    expect(await failure({ server: api.url })).toMatchObject({ code });
  });

  it('server-error for something that is no Kubernetes API', async () => {
    const api = await replay((_, response) => response.end('<html>hello</html>'));
    expect(await failure({ server: api.url })).toMatchObject({ code: 'server-error' });
  });

  it('certificate-untrusted for a CA that the context does not hold', async () => {
    const api = await replay(greeter, serving);
    const stranger = createAuthority('stranger', now);
    const cluster = { 'certificate-authority-data': base64(stranger.cert) };
    expect(await failure({ server: api.url, cluster })).toMatchObject({ code: 'certificate-untrusted' });
  });

  it('certificate-name-mismatch for a certificate of another host', async () => {
    const api = await replay(
      greeter,
      issueLeaf(authority, { commonName: 'x', names: ['x'], use: 'server', now }),
    );
    expect(await failure({ server: api.url, cluster: ca })).toMatchObject({
      code: 'certificate-name-mismatch',
    });
  });

  it('certificate-expired for a server whose certificate has ended', async () => {
    const ended = issueLeaf(authority, {
      commonName: 'api',
      addresses: ['127.0.0.1'],
      use: 'server',
      now,
      daysLeft: -1,
    });
    const api = await replay(greeter, ended);
    expect(await failure({ server: api.url, cluster: ca })).toMatchObject({ code: 'certificate-expired' });
  });

  it('client-certificate-expired before anything is sent', async () => {
    const api = await replay(greeter, serving);
    const ended = issueLeaf(authority, { commonName: 'jane', use: 'client', now, daysLeft: -2 });
    const user = { 'client-certificate-data': base64(ended.cert), 'client-key-data': base64(ended.key) };
    expect(await failure({ server: api.url, cluster: ca, user })).toMatchObject({
      code: 'client-certificate-expired',
    });
    expect(api.seen).toEqual([]);
  });

  it('not-tls for https:// on a plain port', async () => {
    const api = await replay(greeter);
    const server = api.url.replace('http:', 'https:');
    expect(await failure({ server })).toMatchObject({ code: 'not-tls' });
  });

  it('refused where nothing listens', async () => {
    const api = await replay(greeter);
    await api.close();
    running.length = 0;
    expect(await failure({ server: api.url })).toMatchObject({ code: 'refused' });
  });

  it('timed-out where nothing answers', async () => {
    const api = await replay(() => undefined);
    expect(await failure({ server: api.url }, { requestTimeoutMs: 50 })).toMatchObject({ code: 'timed-out' });
  });

  it.each([
    { name: 'a key that is none', user: { 'client-certificate-data': 'YQ==', 'client-key-data': 'YQ==' } },
    { name: 'a token file that is gone', user: { tokenFile: '/nonexistent/token' } },
  ])('credential-unreadable for $name', async ({ user }) => {
    const found = await failure({ server: 'https://127.0.0.1:1', user });
    expect(found).toMatchObject({ code: 'credential-unreadable' });
  });

  it('unknown-context, with the names there are', async () => {
    const found = await failure({ server: 'https://127.0.0.1:1' }, { context: 'other' });
    expect(found).toMatchObject({ code: 'unknown-context', message: expect.stringMatching(/"other".*test/) });
  });

  it('context-incomplete for a cluster without a server', async () => {
    expect(await failure({ server: '' })).toMatchObject({ code: 'context-incomplete' });
  });

  it('kubeconfig-unreadable, and no-context where there is none at all', async () => {
    const missing = openCluster({ context: null, kubeconfig: '/nonexistent/config' });
    await expect(missing).rejects.toMatchObject({ code: 'kubeconfig-unreadable' });
    const none = openCluster({ context: null, kubeconfig: '', home: '/nonexistent', serviceHost: '' });
    await expect(none).rejects.toMatchObject({ code: 'no-context' });
  });

  it('shows neither the password of a server URL nor that of a proxy', async () => {
    const server = 'https://me:pass-one@127.0.0.1:1';
    const cluster = { 'proxy-url': 'http://me:pass-two@127.0.0.1:1' };
    const found = await failure({ server, cluster });
    expect(JSON.stringify(found) + String(found)).not.toMatch(/pass-(one|two)/);
    expect(found).toMatchObject({
      message: expect.stringMatching(/through the proxy http:\/\/127\.0\.0\.1:1/),
    });
  });
});

describe('openCluster and a signal', () => {
  it('gives the reason of a signal that is aborted while it waits', async () => {
    const control = new AbortController();
    const reason = new Error('asked to stop');
    const api = await replay(() => control.abort(reason));
    await expect(open({ server: api.url }, { signal: control.signal })).rejects.toBe(reason);
  });
});
