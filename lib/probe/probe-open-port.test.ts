import type { RequestListener } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { createAuthority, issueLeaf } from '#lib/demo/certificates.ts';
import { byPath, json, Listeners, text } from '#lib/testing/listeners.ts';
import { probeOpenPort, type OpenPort } from './probe-open-port.ts';

const now = new Date();
const identity = issueLeaf(createAuthority('test-ca', now), {
  commonName: 'node-1.test',
  names: ['node-1.test'],
  addresses: ['127.9.2.1'],
  use: 'server',
  now,
});
const listeners = new Listeners();
afterAll(() => listeners.close());

function probeOne(address: string, port: number): Promise<OpenPort> {
  const options = { timeoutMs: 2000, signal: new AbortController().signal };
  return probeOpenPort({ address, port, node: 'node-1' }, { address, port, serverName: null }, options);
}

const statusBody = (code: number) => ({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code });
const VERSION = { major: '1', minor: '36', gitVersion: 'v1.36.3' };

describe('what an API server lets a stranger do', () => {
  const api = (namespaces: RequestListener, health: RequestListener = text(200, 'ok')): RequestListener =>
    byPath({ '/version': json(200, VERSION), '/livez': health, '/api/v1/namespaces': namespaces });

  it('is denied where the list is forbidden', async () => {
    await listeners.https('127.9.2.1', 6443, {
      ...identity,
      handler: api(json(403, statusBody(403), { 'audit-id': 'a' })),
    });
    expect(await probeOne('127.9.2.1', 6443)).toMatchObject({
      service: 'kube-apiserver',
      version: 'v1.36.3',
      anonymous: 'denied',
      clientCertificate: 'not-required',
      tls: { version: 'TLSv1.3' },
      certificate: {
        subject: 'CN=node-1.test',
        selfSigned: false,
        issuer: 'CN=test-ca',
        ipAddresses: ['127.9.2.1'],
        dnsNames: ['node-1.test'],
        keyBits: 256,
      },
    });
  });

  it('is allowed where the list is answered', async () => {
    await listeners.https('127.9.2.2', 6443, {
      ...identity,
      handler: api(json(200, { kind: 'NamespaceList', items: [{}] })),
    });
    const result = await probeOne('127.9.2.2', 6443);
    expect(result.anonymous).toBe('allowed');
    expect(result.answers.at(-1)?.excerpt).toBe('NamespaceList, 1 items');
  });

  it('is health-only where the list is rejected and health answers', async () => {
    await listeners.https('127.9.2.3', 6443, {
      ...identity,
      handler: api(json(401, statusBody(401), { 'audit-id': 'a' })),
    });
    expect((await probeOne('127.9.2.3', 6443)).anonymous).toBe('health-only');
  });

  it('is off where every path is rejected', async () => {
    await listeners.https('127.9.2.4', 6443, {
      ...identity,
      handler: json(401, statusBody(401), { 'audit-id': 'a' }),
    });
    expect(await probeOne('127.9.2.4', 6443)).toMatchObject({ service: 'kube-apiserver', anonymous: 'off' });
  });

  it('is not known where health answers and the list never does', async () => {
    const silent: RequestListener = () => undefined;
    await listeners.https('127.9.2.7', 6443, { ...identity, handler: api(silent) });
    expect((await probeOne('127.9.2.7', 6443)).anonymous).toBe('unknown');
  });

  it('is not known where the list fails on the server', async () => {
    await listeners.https('127.9.2.8', 6443, { ...identity, handler: api(json(503, statusBody(503))) });
    expect((await probeOne('127.9.2.8', 6443)).anonymous).toBe('unknown');
  });

  it('is told without TLS on the insecure port', async () => {
    await listeners.http('127.9.2.5', 8080, api(json(200, { kind: 'NamespaceList', items: [] })));
    expect(await probeOne('127.9.2.5', 8080)).toMatchObject({
      service: 'kube-apiserver',
      tls: null,
      clientCertificate: 'unknown',
      anonymous: 'allowed',
    });
  });

  it('is not taken for one where another web server answers on 8080', async () => {
    await listeners.http('127.9.2.6', 8080, text(200, '<html>welcome</html>'));
    expect(await probeOne('127.9.2.6', 8080)).toMatchObject({ service: 'http', version: null });
  });
});

describe('what a kubelet lets a stranger do', () => {
  const kubelet = (status: number, body: string): RequestListener =>
    byPath({
      '/healthz': text(status === 200 ? 200 : status, status === 200 ? 'ok' : body),
      '/pods': text(status, body),
    });

  it.each([
    { name: 'rejects', status: 401, body: 'Unauthorized', anonymous: 'off', host: '127.9.3.1' },
    {
      name: 'lets in and refuses',
      status: 403,
      body: 'Forbidden (user=system:anonymous, verb=get, resource=nodes, subresource(s)=[proxy])',
      anonymous: 'denied',
      host: '127.9.3.2',
    },
    {
      name: 'allows',
      status: 200,
      body: '{"kind":"PodList","items":[]}',
      anonymous: 'allowed',
      host: '127.9.3.3',
    },
  ])('$name: $status', async ({ status, body, anonymous, host }) => {
    await listeners.https(host, 10250, { ...identity, handler: kubelet(status, body) });
    expect(await probeOne(host, 10250)).toMatchObject({ service: 'kubelet', anonymous });
  });

  it('is asked as one where a node names another port for it', async () => {
    const handler = kubelet(200, '{"kind":"PodList","items":[]}');
    await listeners.https('127.9.3.5', 20250, { ...identity, handler });
    expect(await probeOne('127.9.3.5', 20250)).toMatchObject({ service: 'kubelet', anonymous: 'allowed' });
  });

  it('never keeps what a pod list held', async () => {
    const list = JSON.stringify({ kind: 'PodList', items: [{ env: 'hunter2-marked' }] });
    await listeners.http('127.9.3.4', 10255, kubelet(200, list));
    const result = await probeOne('127.9.3.4', 10255);
    expect(result.service).toBe('kubelet-read-only');
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });
});

describe('whether a client certificate is demanded', () => {
  const etcd = byPath({
    '/version': json(200, { etcdserver: '3.6.8', etcdcluster: '3.6.0' }),
    '/health': json(200, { health: 'true' }),
    '/v3/maintenance/status': json(200, { version: '3.6.8' }),
    '/v3/kv/range': json(200, { header: {}, count: '12', kvs: [{ key: 'c2VjcmV0' }] }),
  });

  it.each([
    { version: 'TLSv1.3' as const, host: '127.9.4.1' },
    { version: 'TLSv1.2' as const, host: '127.9.4.2' },
  ])('is told in $version, where the refusal comes at its own time', async ({ version, host }) => {
    await listeners.https(host, 2379, {
      ...identity,
      handler: etcd,
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: version,
      maxVersion: version,
    });
    expect(await probeOne(host, 2379)).toMatchObject({ clientCertificate: 'required', anonymous: 'off' });
  });

  it('is not so where etcd answers its keys to anybody', async () => {
    await listeners.https('127.9.4.3', 2379, { ...identity, handler: etcd });
    const result = await probeOne('127.9.4.3', 2379);
    expect(result).toMatchObject({
      service: 'etcd',
      version: '3.6.8',
      clientCertificate: 'not-required',
      anonymous: 'allowed',
    });
    expect(result.answers.at(-1)?.excerpt).toBe('12 keys');
  });

  it('never keeps the values that etcd 2 lists with its keys', async () => {
    const nodes = [{ key: '/db', value: 'hunter2-marked' }];
    const old = byPath({
      '/version': json(200, { etcdserver: '2.3.8', etcdcluster: '2.3.0' }),
      '/v2/keys': json(200, { action: 'get', node: { dir: true, nodes } }),
    });
    await listeners.http('127.9.4.5', 2379, old);
    const result = await probeOne('127.9.4.5', 2379);
    expect(result).toMatchObject({ service: 'etcd', anonymous: 'allowed' });
    expect(result.answers[0]?.excerpt).toContain('2.3.8');
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  it('never keeps a document of a program it does not know', async () => {
    const document = json(200, { token: 'hunter2-marked' });
    await listeners.http('127.9.4.6', 8080, byPath({ '/api/v1/namespaces': document }));
    expect(JSON.stringify(await probeOne('127.9.4.6', 8080))).not.toContain('hunter2');
  });

  it('tells etcd with its own users from an open one', async () => {
    const users = byPath({
      '/version': json(200, { etcdserver: '3.6.8', etcdcluster: '3.6.0' }),
      '/health': json(200, { health: 'true' }),
      '/v3/kv/range': json(400, { error: 'etcdserver: user name is empty' }),
    });
    await listeners.https('127.9.4.4', 2379, { ...identity, handler: users });
    expect((await probeOne('127.9.4.4', 2379)).anonymous).toBe('denied');
  });
});
