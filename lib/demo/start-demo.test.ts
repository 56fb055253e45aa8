import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoClient } from './demo-client.ts';
import {
  ARGUMENT_MARK,
  CONFIG_DATA_MARK,
  ENV_VALUE_MARK,
  HARMLESS_MARK,
  LAST_APPLIED_MARK,
  SECRET_DATA_MARK,
  SECRET_MARKS,
  TOKEN_MARK,
} from './marks.ts';
import { read, readList, readText } from './raw-object.ts';
import { startDemo } from './start-demo.ts';
import type { Demo } from './start-demo.ts';

const PODS = '/api/v1/pods';
const ADMIN = { context: 'main-admin' };
const names = (body: unknown): string[] =>
  readList(body, 'items').map((item) => readText(item, 'metadata', 'name'));

let folder: string;
let demo: Demo;
let ask: ReturnType<typeof demoClient>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
  demo = await startDemo({ dataDir: folder });
  ask = demoClient(demo.kubeconfig);
});

afterAll(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true });
});

describe('who may come in', () => {
  const CASES = [
    { name: 'the scanner lists pods', path: PODS, context: 'main', status: 200 },
    { name: 'the scanner may not list secrets', path: '/api/v1/secrets', context: 'main', status: 403 },
    {
      name: 'the scanner may not list secrets as metadata',
      path: '/api/v1/secrets?limit=1',
      context: 'main',
      status: 403,
    },
    { name: 'the administrator lists secrets', path: '/api/v1/secrets', context: 'main-admin', status: 200 },
    {
      name: 'the viewer lists pods of its team',
      path: '/api/v1/namespaces/storefront/pods',
      context: 'main-viewer',
      status: 200,
    },
    {
      name: 'the viewer sees no other team',
      path: '/api/v1/namespaces/payments/pods',
      context: 'main-viewer',
      status: 403,
    },
    { name: 'the viewer may not list the whole cluster', path: PODS, context: 'main-viewer', status: 403 },
    { name: 'nobody reads the version', path: '/version', context: null, status: 200 },
    { name: 'nobody reads health', path: '/readyz', context: null, status: 200 },
    { name: 'nobody may not read discovery', path: '/api', context: null, status: 403 },
    { name: 'nobody may not list pods', path: PODS, context: null, status: 403 },
    {
      name: 'a missing object is not found',
      path: '/api/v1/namespaces/storefront/pods/none',
      context: 'main',
      status: 404,
    },
  ];

  it.each(CASES)('$name', async ({ path, context, status }) => {
    expect((await ask(path, { context })).status).toBe(status);
  });

  it('refuses in the words of the API server, marked by priority and fairness', async () => {
    const { body, headers } = await ask('/api/v1/namespaces/payments/pods', { context: 'main-viewer' });
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'pods is forbidden: User "lena.fischer@example.com" cannot list resource "pods" in API group "" in the namespace "payments"',
      reason: 'Forbidden',
      details: { kind: 'pods' },
      code: 403,
    });
    expect(headers['x-kubernetes-pf-flowschema-uid']).toBeDefined();
  });

  it('answers an unknown token with 401 and an audit id alone', async () => {
    const { status, body, headers } = await ask(PODS, {
      context: null,
      headers: { authorization: 'Bearer x' },
    });
    expect([status, readText(body, 'reason')]).toEqual([401, 'Unauthorized']);
    expect(headers['audit-id']).toBeDefined();
    expect(headers['x-kubernetes-pf-flowschema-uid']).toBeUndefined();
  });

  it('writes nothing, whoever asks', async () => {
    const made = { method: 'POST', body: { kind: 'Namespace', metadata: { name: 'x' } } };
    expect((await ask('/api/v1/namespaces', { ...ADMIN, ...made })).status).toBe(405);
    expect((await ask('/api/v1/namespaces', made)).status).toBe(403);
    expect((await ask('/api/v1/namespaces/data', { ...ADMIN, method: 'DELETE' })).status).toBe(405);
  });

  it('lets act as another only who may', async () => {
    const headers = { 'impersonate-user': 'lena.fischer@example.com' };
    expect((await ask(PODS, { ...ADMIN, headers })).status).toBe(403);
    expect(readText((await ask(PODS, { headers })).body, 'message')).toContain(
      'cannot impersonate resource "users"',
    );
  });
});

describe('lists', () => {
  it('gives every object once over all pages', async () => {
    const whole = names((await ask(PODS)).body);
    const paged: string[] = [];
    let token = '';
    do {
      const { body } = await ask(`${PODS}?limit=17&continue=${token}`);
      paged.push(...names(body));
      token = readText(body, 'metadata', 'continue');
    } while (token !== '');
    expect(whole.length).toBeGreaterThan(100);
    expect(paged).toEqual(whole);
  });

  it('says how many remain, unless a selector was given', async () => {
    const whole = names((await ask(PODS)).body).length;
    const { body } = await ask(`${PODS}?limit=10`);
    expect(read(body, 'metadata', 'remainingItemCount')).toBe(whole - 10);
    const selected = await ask(`${PODS}?limit=1&labelSelector=app.kubernetes.io/name=web`);
    expect(read(selected.body, 'metadata', 'remainingItemCount')).toBeUndefined();
  });

  it('ignores the limit with resource version 0, as the cache does', async () => {
    const { body } = await ask(`${PODS}?limit=10&resourceVersion=0`);
    expect(names(body)).toEqual(names((await ask(PODS)).body));
  });

  it('leaves kind and version out of the items of a built-in list only', async () => {
    const pods = await ask(`${PODS}?limit=1`);
    const policies = await ask('/apis/cilium.io/v2/ciliumnetworkpolicies');
    expect(read(pods.body, 'items', 0, 'kind')).toBeUndefined();
    expect(read(policies.body, 'items', 0, 'kind')).toBe('CiliumNetworkPolicy');
  });

  it('gives metadata alone when asked, with no secret in it', async () => {
    const accept = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
    const { body } = await ask('/api/v1/secrets', { ...ADMIN, headers: { accept } });
    expect(readText(body, 'kind')).toBe('PartialObjectMetadataList');
    expect(Object.keys(read(body, 'items', 0) as object).toSorted()).toEqual([
      'apiVersion',
      'kind',
      'metadata',
    ]);
  });

  it('compresses a large answer for who can read it', async () => {
    const accepting = { headers: { 'accept-encoding': 'gzip' } };
    expect((await ask(PODS, accepting)).headers['content-encoding']).toBe('gzip');
    expect((await ask('/api/v1/limitranges', accepting)).headers['content-encoding']).toBeUndefined();
  });

  it('gives a table when asked', async () => {
    const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
    const { body } = await ask('/api/v1/nodes', { headers: { accept } });
    expect([readText(body, 'kind'), readText(body, 'rows', 0, 'cells', 1)]).toEqual(['Table', 'Ready']);
  });
});

describe('discovery', () => {
  it('lists the same kinds aggregated and group by group', async () => {
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    const { body, headers } = await ask('/apis', { headers: { accept } });
    const aggregated = readList(body, 'items').find((item) => readText(item, 'metadata', 'name') === 'apps');
    const old = await ask('/apis/apps/v1');
    const kinds = readList(old.body, 'resources').filter((one) => !readText(one, 'name').includes('/'));
    expect(headers['content-type']).toBe(accept);
    expect(readList(aggregated, 'versions', 0, 'resources').map((one) => readText(one, 'resource'))).toEqual(
      kinds.map((one) => readText(one, 'name')),
    );
  });

  it('serves the kinds its custom resource definitions bring, and no others', async () => {
    expect((await ask('/apis/gateway.networking.k8s.io/v1/httproutes')).status).toBe(200);
    expect((await ask('/apis/gateway.networking.k8s.io/v1/tcproutes')).status).toBe(404);
  });
});

describe('reviews', () => {
  const post = async (kind: string, spec: object, context = 'main'): Promise<unknown> => {
    const path = `/apis/authorization.k8s.io/v1/${kind.toLowerCase()}s`;
    return (await ask(path, { context, method: 'POST', body: { kind, spec } })).body;
  };

  it('tells the scanner what it may', async () => {
    const may = async (resource: string): Promise<unknown> =>
      read(
        await post('SelfSubjectAccessReview', { resourceAttributes: { verb: 'list', resource } }),
        'status',
        'allowed',
      );
    expect(await may('pods')).toBe(true);
    expect(await may('secrets')).toBe(false);
  });

  it('tells an administrator what others may', async () => {
    const spec = {
      user: 'system:serviceaccount:ci:ci-deployer',
      resourceAttributes: { verb: 'delete', resource: 'nodes' },
    };
    expect(read(await post('SubjectAccessReview', spec, 'main-admin'), 'status', 'allowed')).toBe(true);
    expect(readText(await post('SubjectAccessReview', spec), 'reason')).toBe('Forbidden');
  });

  it('lists the rules of a namespace', async () => {
    const body = await post('SelfSubjectRulesReview', { namespace: 'storefront' }, 'main-viewer');
    const resources = readList(body, 'status', 'resourceRules').flatMap((rule) =>
      readList(rule, 'resources'),
    );
    expect(resources).toContain('deployments');
    expect(resources).not.toContain('secrets');
  });
});

describe('marks', () => {
  const PLACES = [
    { path: '/api/v1/secrets', mark: Buffer.from(SECRET_DATA_MARK).toString('base64') },
    { path: '/apis/apps/v1/deployments', mark: ENV_VALUE_MARK },
    { path: '/apis/apps/v1/deployments', mark: LAST_APPLIED_MARK },
    { path: '/apis/apps/v1/deployments', mark: HARMLESS_MARK },
    { path: '/api/v1/pods', mark: ARGUMENT_MARK },
    { path: '/api/v1/configmaps', mark: CONFIG_DATA_MARK },
  ];

  it.each(PLACES)('puts $mark where a careless reader of $path would keep it', async ({ path, mark }) => {
    expect(JSON.stringify((await ask(path, ADMIN)).body)).toContain(mark);
  });

  it('puts one into the token, and counts all but the harmless one as secret', () => {
    expect(readFileSync(demo.kubeconfig, 'utf8')).toContain(TOKEN_MARK);
    expect(SECRET_MARKS).not.toContain(HARMLESS_MARK);
  });

  it('keeps its keys from other users of the machine', () => {
    for (const file of ['identity.json', 'kubeconfig'])
      expect(statSync(join(folder, 'demo', file)).mode & 0o777).toBe(0o600);
  });
});

describe('the kubeconfig', () => {
  it('works with the client library of the field', async () => {
    const program = `
      const { KubeConfig, CoreV1Api, AppsV1Api } = await import('@kubernetes/client-node');
      const config = new KubeConfig();
      config.loadFromFile(process.argv[1]);
      const pods = await config.makeApiClient(CoreV1Api).listPodForAllNamespaces({ limit: 5 });
      const apps = await config.makeApiClient(AppsV1Api).listDeploymentForAllNamespaces();
      console.log(JSON.stringify([pods.items.length, apps.items[0].metadata.creationTimestamp instanceof Date]));
    `;
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const run = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', program, demo.kubeconfig],
      { cwd: root },
    );
    expect([run.stdout.trim(), run.stderr]).toEqual(['[5,true]', '']);
  });
});
