import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gapsOf, itemsOf } from '#lib/model/collected.ts';
import type { SliceName } from '#lib/model/inventory.ts';
import { COLLECTORS } from './collectors.ts';
import { collectFromFiles } from './from-files.ts';
import type { FromFiles } from './from-files.ts';

const now = () => new Date('2026-11-22T06:00:00Z');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'merlon-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

function read(
  stdin: string,
  options: { complete?: boolean; profile?: 'secret-names' } = {},
): Promise<FromFiles> {
  return collectFromFiles(['-'], { complete: false, now, stdin, ...options });
}

function reasons({ inventory }: FromFiles, slice: SliceName): string[] {
  return gapsOf(inventory.slices[slice]).map(({ reason }) => reason);
}

function names({ inventory }: FromFiles, slice: SliceName): string[] {
  return itemsOf<{ metadata?: { name: string } }>(inventory.slices[slice] as never).map(
    (item) => item.metadata?.name ?? '',
  );
}

const object = (kind: string, name: string, more = '') =>
  `---\napiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\n${more}`;
const pod = (name: string) => object('Pod', name, 'spec:\n  containers: []\n');

describe('when a kind is complete', () => {
  test('some objects are not known to be all', async () => {
    const result = await read(pod('a'));
    expect(result.inventory.slices.pods.state).toBe('partial');
    expect(reasons(result, 'pods')).toEqual(['not-given']);
    expect(result.inventory.slices.services.state).toBe('not-given');
  });

  test('a typed list is all there is, also when it is empty', async () => {
    const result = await read('apiVersion: v1\nkind: PodList\nitems: []\n');
    expect(result.inventory.slices.pods).toEqual({ state: 'complete', items: [] });
    expect(result.isEmpty).toBe(false);
  });

  test('the List of kubectl names no kind', async () => {
    const result = await read('apiVersion: v1\nkind: List\nitems: []\n');
    expect(result.inventory.slices.pods.state).toBe('not-given');
  });

  test('one page of a typed list is not all', async () => {
    const result = await read('apiVersion: v1\nkind: PodList\nmetadata: {continue: x}\nitems: []\n');
    expect(result.inventory.slices.pods.state).toBe('not-given');
  });

  test('said to be all there is, kinds without objects are empty; the version is still not given', async () => {
    const { inventory } = await read(pod('a'), { complete: true });
    expect(inventory.slices.services).toEqual({ state: 'complete', items: [] });
    expect(inventory.slices.pods.state).toBe('complete');
    expect([inventory.slices.version.state, inventory.slices.apiResources.state]).toEqual([
      'not-given',
      'not-given',
    ]);
  });

  test('a text that does not parse may have held anything, except of a kind whose list was given', async () => {
    const lost = '---\nkind: [\n';
    const result = await read(`${pod('a')}---\napiVersion: v1\nkind: NodeList\nitems: []\n${lost}`, {
      complete: true,
    });
    expect(result.problems).toMatchObject([{ reason: 'syntax', file: '-' }]);
    expect(reasons(result, 'pods')).toEqual(['malformed']);
    expect(reasons(result, 'services')).toEqual(['malformed']);
    expect(result.inventory.slices.nodes.state).toBe('complete');
  });

  test('an object of the wrong shape is left out and leaves a gap in its own kind only', async () => {
    const result = await read(`${pod('a')}${object('Pod', 'b', 'spec: {containers: 1}\n')}`, {
      complete: true,
    });
    expect(names(result, 'pods')).toEqual(['a']);
    expect(reasons(result, 'pods')).toEqual(['malformed']);
    expect(result.problems).toMatchObject([{ reason: 'malformed-object', line: 8 }]);
    expect(result.inventory.slices.services.state).toBe('complete');
  });

  test('names of secrets are kept under their profile only, as in a live scan', async () => {
    const secret = object('Secret', 'db', 'data: {password: aHVudGVyMg==}\n');
    const standard = await read(secret, { complete: true });
    expect(reasons(standard, 'secrets')).toEqual(['disabled']);
    const named = await read(secret, { complete: true, profile: 'secret-names' });
    expect(names(named, 'secrets')).toEqual(['db']);
    expect(JSON.stringify(named)).not.toContain('aHVudGVyMg');
  });

  test('every slice of an inventory is there', async () => {
    const { inventory } = await read('');
    const expected = ['version', 'apiResources', ...COLLECTORS.map(({ slice }) => slice)];
    expect(Object.keys(inventory.slices).toSorted()).toEqual(expected.toSorted());
  });
});

describe('an object that was not understood', () => {
  const policy = (metadata: string): string =>
    `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: ${metadata}\nspec: {podSelector: {}, ingress: x}\n`;
  const scopes = async (text: string, slice: SliceName): Promise<string[]> =>
    gapsOf((await read(text, { complete: true })).inventory.slices[slice]).map(({ scope }) => scope);

  test('hides nothing outside its namespace', async () => {
    const policies =
      policy('{name: a, namespace: shop}') + policy('{name: b, namespace: shop}') + policy('{name: c}');
    expect(await scopes(policies, 'networkPolicies')).toEqual(['namespace/shop', 'namespace/default']);
  });

  test('may be anywhere where its namespace cannot be read, and is of the cluster where its kind is', async () => {
    expect(await scopes(policy('{name: a, namespace: 7}'), 'networkPolicies')).toEqual(['files']);
    const role =
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r, namespace: shop}\nrules: x\n';
    expect(await scopes(role, 'clusterRoles')).toEqual(['files']);
  });
});

describe('what the files say', () => {
  test('an object without a namespace is in the default one, and the namespace is made with its name label', async () => {
    const result = await read(`${pod('a')}${object('Namespace', 'shop', '')}`);
    expect(itemsOf(result.inventory.slices.pods)[0]?.metadata.namespace).toBe('default');
    expect(itemsOf(result.inventory.slices.namespaces).map(({ metadata }) => metadata)).toEqual([
      { name: 'default', labels: { 'kubernetes.io/metadata.name': 'default' } },
      { name: 'shop', labels: { 'kubernetes.io/metadata.name': 'shop' } },
    ]);
  });

  test('a namespace written on an object of the whole cluster is nothing', async () => {
    const result = await read('apiVersion: v1\nkind: Node\nmetadata: {name: node-1, namespace: shop}\n');
    expect(itemsOf(result.inventory.slices.nodes)[0]?.metadata).toEqual({ name: 'node-1' });
    expect(names(result, 'namespaces')).toEqual([]);
  });

  test('of the same object told twice the last counts, and it is said', async () => {
    const result = await read(
      `${object('Service', 'a', 'spec: {type: NodePort}\n')}${object('Service', 'a')}`,
    );
    expect(itemsOf(result.inventory.slices.services).map(({ spec }) => spec.type)).toEqual(['ClusterIP']);
    expect(result.problems).toMatchObject([{ reason: 'duplicate', line: 7 }]);
  });

  test('the same name in another namespace or group is another object', async () => {
    const other = 'apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: b}\n';
    const result = await read(`${object('Service', 'a')}---\n${other}`);
    expect(result.problems).toEqual([]);
    expect(names(result, 'services')).toEqual(['a', 'a']);
  });

  test('kinds and versions that are not judged are counted, once each', async () => {
    const old = 'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: a}\n';
    const result = await read(
      [1, 2, 3].map((index) => object('Widget', `w${index}`)).join('') + `---\n${old}`,
    );
    expect(result.problems.map(({ reason, message }) => [reason, message.en])).toEqual([
      ['ignored-kind', 'Widget of v1 is not judged (objects: 3)'],
      ['ignored-kind', 'Deployment of extensions/v1beta1 is not judged (objects: 1)'],
    ]);
  });

  test('an object of a judged kind in a version that is not leaves a gap in its kind, and in no other', async () => {
    const of = (version: string) =>
      `apiVersion: policy.networking.k8s.io/${version}\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec: {}\n`;
    const strange = await read(of('v1beta9'));
    expect(reasons(strange, 'clusterNetworkPolicies')).toContain('malformed');
    expect(reasons(strange, 'adminNetworkPolicies')).not.toContain('malformed');
    const known = await read(of('v1beta1'));
    expect(reasons(known, 'clusterNetworkPolicies')).not.toContain('malformed');
    expect(names(known, 'clusterNetworkPolicies')).toEqual(['a']);
  });

  test('records stand in the order of the API', async () => {
    const result = await read(`${pod('b')}${pod('a')}`);
    expect(names(result, 'pods')).toEqual(['a', 'b']);
  });
});

describe('where the files lie', () => {
  test('folders are read to their depth, by the endings of manifests; a named file whatever its ending', async () => {
    const tree = join(folder, 'tree');
    await mkdir(join(tree, 'deep', 'node_modules'), { recursive: true });
    await mkdir(join(tree, '.git'));
    await Promise.all([
      writeFile(join(tree, 'a.yaml'), pod('a')),
      writeFile(join(tree, 'deep', 'b.yml'), pod('b')),
      writeFile(
        join(tree, 'deep', 'c.json'),
        '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"c"},"spec":{"containers":[]}}',
      ),
      writeFile(join(tree, 'deep', 'notes.txt'), pod('no')),
      writeFile(join(tree, 'deep', 'node_modules', 'x.yaml'), pod('no')),
      writeFile(join(tree, '.git', 'y.yaml'), pod('no')),
      writeFile(join(folder, 'named.txt'), pod('d')),
      symlink('..', join(tree, 'deep', 'loop')),
    ]);
    const result = await collectFromFiles([tree, join(folder, 'named.txt')], { complete: false, now });
    expect(result.problems).toEqual([]);
    expect(names(result, 'pods')).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a file that is not there is told and hides objects', async () => {
    const missing = join(folder, 'missing.yaml');
    const result = await collectFromFiles([missing], { complete: true, now });
    expect(result.problems).toMatchObject([{ reason: 'unreadable', file: missing, line: null }]);
    expect(reasons(result, 'pods')).toEqual(['malformed']);
    expect(result.isEmpty).toBe(true);
  });

  test('the place of a fault is the line in its own file', async () => {
    const path = join(folder, 'broken.yaml');
    await writeFile(path, `${pod('a')}---\nkind: Pod\n  metadata: {}\n`);
    const { problems } = await collectFromFiles([path], { complete: false, now });
    expect(problems).toMatchObject([{ reason: 'syntax', file: path, line: 8 }]);
  });
});
