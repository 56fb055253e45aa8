import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { answerQuestion } from '#lib/analysis/network/reach/answer-question.ts';
import type { DataplaneName } from '#lib/analysis/network/reach/dataplane.ts';
import { reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { collectInventory } from '#lib/collect/collect-inventory.ts';
import { groupVariants } from '#lib/collect/collector.ts';
import { COLLECTORS } from '#lib/collect/collectors.ts';
import { collectFromFiles } from '#lib/collect/from-files.ts';
import { readRules } from '#lib/collect/read-rules.ts';
import { openCluster } from '#lib/kube/open-cluster.ts';
import { gapsOf, itemsOf } from '#lib/model/collected.ts';
import { isUnexpected } from '#lib/model/gap.ts';
import type { Inventory } from '#lib/model/inventory.ts';
import type { Definition } from './cilium-definitions.ts';
import { ControlPlane } from './control-plane.ts';
import { definitionsFolder, installDefinitions, readDefinitions, removeGroup } from './install-crds.ts';
import type { KubeJson } from './story.ts';

const POLICIES = fileURLToPath(new URL('./policies', import.meta.url));
const folder = definitionsFolder();
/** Without the projects' definitions only Kubernetes' own kinds and Cilium's can be made. */
const KINDS =
  folder === null ? ['kubernetes', 'cilium'] : ['kubernetes', 'admin', 'calico', 'cilium', 'multus'];
const PROFILES: readonly DataplaneName[] = ['kubernetes', 'calico', 'cilium'];
const CALICO = { own: 'projectcalico.org/v3', stored: 'crd.projectcalico.org/v1' };

let plane: ControlPlane;
let reader: string;
let definitions: readonly Definition[];

beforeAll(async () => {
  plane = await ControlPlane.start();
  reader = await readerKubeconfig();
  definitions = await readDefinitions(plane, folder);
  await installDefinitions(plane.admin, definitions);
  for (const kind of ['frame', ...KINDS]) await createAll(manifests(kind));
});
afterAll(() => plane.stop());

/** A user with the rights that the README asks for, and no others. */
async function readerKubeconfig(): Promise<string> {
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const api = { apiVersion: 'rbac.authorization.k8s.io/v1', metadata: { name: 'reader' } };
  await plane.admin.create(`${rbac}/clusterroles`, {
    ...api,
    kind: 'ClusterRole',
    rules: readRules('standard'),
  });
  await plane.admin.create(`${rbac}/clusterrolebindings`, {
    ...api,
    kind: 'ClusterRoleBinding',
    subjects: [{ kind: 'User', name: 'reader', apiGroup: 'rbac.authorization.k8s.io' }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
  });
  const { cert, key } = plane.clientIdentity('reader', []);
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  return plane.kubeconfig('reader', {
    'client-certificate-data': base64(cert),
    'client-key-data': base64(key),
  });
}

function manifests(name: string, from = '', to = ''): KubeJson[] {
  const text = readFileSync(join(POLICIES, `${name}.yaml`), 'utf8').replaceAll(from || '\0', to);
  return parseAllDocuments(text).map((document) => document.toJS() as KubeJson);
}

/** Calico's own server never stores a policy without its types; one that has none is read differently (CA-8). */
function withTypes(object: KubeJson): KubeJson {
  const spec = object['spec'] as Readonly<Record<string, unknown>>;
  if (!/^(Global)?NetworkPolicy$/.test(object.kind) || spec['types'] !== undefined) return object;
  const types = spec['egress'] === undefined ? ['Ingress'] : ['Egress'];
  return { ...object, spec: { ...spec, types } };
}

async function createAll(objects: readonly KubeJson[]): Promise<void> {
  for (const object of objects) {
    const path = pathOf(object);
    await plane.admin.create(path, object);
    if (object.kind !== 'Pod') continue;
    const one = `${path}/${object.metadata.name}`;
    const stored = (await plane.admin.send('GET', one)).body as KubeJson;
    const { status } = await plane.admin.send('PUT', `${one}/status`, {
      ...stored,
      status: object['status'],
    });
    if (status !== 200) throw new Error(`the status of ${object.metadata.name} was answered with ${status}`);
  }
}

function pathOf({ apiVersion, kind, metadata }: KubeJson): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/', 1)[0] : '';
  const collector = COLLECTORS.flatMap(groupVariants).find((one) => one.group === group && one.kind === kind);
  if (collector === undefined) throw new Error(`no collector lists ${apiVersion} ${kind}`);
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const scope = collector.namespaced ? `/namespaces/${metadata.namespace ?? ''}` : '';
  return `${root}${scope}/${collector.resource}`;
}

async function stored(): Promise<Inventory> {
  const access = await openCluster({ context: null, kubeconfig: reader });
  try {
    const quiet = { onProgress: () => undefined, onGap: () => undefined, now: () => new Date(0) };
    return await collectInventory(access, {
      profile: 'standard',
      signal: new AbortController().signal,
      ...quiet,
    });
  } finally {
    access.close();
  }
}

async function written(objects: readonly KubeJson[]): Promise<Inventory> {
  const path = join(plane.folder, 'written.json');
  writeFileSync(path, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  const { inventory, problems } = await collectFromFiles([path], { complete: true, now: () => new Date(0) });
  expect(problems).toEqual([]);
  return inventory;
}

const SIDES = [
  'shop/web',
  'shop/db',
  'lab/probe',
  'lab/agent',
  '192.168.0.1',
  '203.0.113.5',
  '203.0.113.200',
];
const OUTSIDE = ['198.51.100.5', '198.51.100.200', '8.8.8.8'];
const PORTS = [0, 22, 53, 80, 443, 5432, 8050, 8080, 9003, 9008];

/** The verdict of every question, by the question. */
function verdictsOf({ slices }: Inventory, profile: DataplaneName): Map<string, string> {
  const { reach } = reachOfSlices(slices, { profile });
  const found = new Map<string, string>();
  for (const from of [...SIDES, ...OUTSIDE]) {
    for (const to of [...SIDES, ...OUTSIDE]) {
      if (!from.includes('/') && !to.includes('/')) continue;
      for (const protocol of ['TCP', 'UDP']) {
        for (const port of PORTS) {
          const answer = answerQuestion(reach, { from, to, port, protocol });
          const verdict = 'problem' in answer ? answer.problem.en : answer.verdict;
          found.set(`${profile}: ${from} to ${to} ${protocol} ${port}`, verdict);
        }
      }
    }
  }
  return found;
}

/** The questions that cluster and files answer differently; each verdict must be given often. */
async function differences(live: Inventory, objects: readonly KubeJson[]): Promise<string[]> {
  const files = await written(objects);
  return PROFILES.flatMap((profile) => {
    const [ofCluster, ofFiles] = [verdictsOf(live, profile), verdictsOf(files, profile)];
    const counts = Map.groupBy(ofCluster.values(), (verdict) => verdict);
    expect([...counts.keys()].filter((one) => !['allowed', 'denied', 'unknown'].includes(one))).toEqual([]);
    expect(counts.get('denied')?.length).toBeGreaterThan(100);
    expect(counts.get('allowed')?.length).toBeGreaterThan(100);
    return [...ofCluster].filter(([ask, verdict]) => ofFiles.get(ask) !== verdict).map(([ask]) => ask);
  });
}

/** Names of what was read of every kind that the manifests hold, and of those manifests. */
function namesOf(inventory: Inventory, objects: readonly KubeJson[]): [read: string[], made: string[]] {
  const read: string[] = [];
  for (const collector of COLLECTORS) {
    const groups = groupVariants(collector).map(({ group }) => group);
    const isMade = objects.some(
      ({ apiVersion, kind }) => kind === collector.kind && groups.includes(apiVersion.split('/', 1)[0] ?? ''),
    );
    if (!isMade) continue;
    const slice = inventory.slices[collector.slice];
    expect(gapsOf(slice).filter(isUnexpected)).toEqual([]);
    for (const item of itemsOf<unknown>(slice)) {
      const { metadata, kind, apiVersion } = item as KubeJson;
      read.push(`${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
    }
  }
  const made = objects.map(
    ({ apiVersion, kind, metadata }) => `${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
  );
  return [read.toSorted(), made.toSorted()];
}

describe('network policies of every kind on a real API server', () => {
  const own = (): KubeJson[] => KINDS.flatMap((kind) => manifests(kind));

  it('are all read, each in the version that is served, with the rights of the README', async () => {
    const [read, made] = namesOf(await stored(), own());
    expect(read).toEqual(made);
  });

  it('give the same verdicts as the manifests they were made from, with defaults and without', async () => {
    expect(await differences(await stored(), [...manifests('frame'), ...own()])).toEqual([]);
  });

  it.skipIf(folder === null)('do so in the API that came before ClusterNetworkPolicy', async () => {
    for (const object of manifests('admin')) {
      await plane.admin.send('DELETE', `${pathOf(object)}/${object.metadata.name}`);
    }
    const older = manifests('older-admin');
    await createAll(older);
    const live = await stored();
    const [read, made] = namesOf(live, older);
    expect(read).toEqual(made);
    const rest = KINDS.filter((kind) => kind !== 'admin').flatMap((kind) => manifests(kind));
    expect(await differences(live, [...manifests('frame'), ...rest, ...older])).toEqual([]);
  });

  it.skipIf(folder === null)(
    'are read of Calico where it stores them, once its own API is gone',
    async () => {
      await removeGroup(plane.admin, 'projectcalico.org', definitions);
      const objects = manifests('calico', CALICO.own, CALICO.stored).map(withTypes);
      await createAll(objects);
      const live = await stored();
      const [read, made] = namesOf(live, objects);
      expect(read).toEqual(made);
      const rest = KINDS.filter((kind) => kind !== 'admin' && kind !== 'calico').flatMap((kind) =>
        manifests(kind),
      );
      expect(
        await differences(live, [...manifests('frame'), ...rest, ...manifests('older-admin'), ...objects]),
      ).toEqual([]);
    },
  );
});
