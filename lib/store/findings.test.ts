import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { countFacets, groupFindings } from './finding-counts.ts';
import { findingHistory } from './finding-history.ts';
import type { FindingFilter } from './finding-query.ts';
import { pageGroups, type PagedGrouping } from './finding-groups.ts';
import { findFinding, listFindings, type FindingSort } from './findings.ts';
import { ScratchStore } from './scratch-store.ts';

const OF_TEAM_8 = 'apps/Deployment/team-8/workload-8';

let scratch: ScratchStore;
let clusterId = '';
let scanId = '';
let result: ScanResult;

beforeAll(async () => {
  scratch = await ScratchStore.create();
  clusterId = scratch.addCluster();
  const add = (keep: (index: number) => boolean): Promise<string> =>
    scratch.addScan(clusterId, (id) => {
      result = sampleResult({ scanId: id, clusterId, findings: 600, keep });
      return {
        result,
        inventory: sampleInventory(),
        facts: { findingNodes: result.findings.map(nodeOf), pages: {} },
      };
    });
  // The second of these lacks what the first had: in the last, that is back again.
  await add((index) => index < 10);
  await add((index) => index !== 3 && index < 500);
  scanId = await add(() => true);
});
afterAll(() => scratch.remove());

/** Every third finding stands on one of two nodes, one of which has the other's name as its beginning. */
function nodeOf({ resource }: (typeof result.findings)[number]): string | null {
  const number = Number(resource.name.split('-')[1]);
  if (number % 3 !== 0) return null;
  return number % 2 === 0 ? 'worker-1' : 'worker-10';
}

async function pages(sort: FindingSort, filter: Omit<FindingFilter, 'scanId'> = {}): Promise<string[]> {
  const names: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await listFindings(scratch.store, { scanId, sort, cursor, limit: 47, ...filter });
    names.push(...(page?.rows ?? []).map(({ fingerprint }) => fingerprint));
    cursor = page?.nextCursor ?? null;
  }
  return names;
}

describe('listFindings', () => {
  test('pages through the order of the result, each finding once', async () => {
    expect(await pages('severity')).toEqual(result.findings.map(({ fingerprint }) => fingerprint));
  });

  test('pages through the order of resources, each finding once', async () => {
    const key = ({ resource }: (typeof result.findings)[number]): string =>
      [resource.namespace ?? '', resource.kind, resource.name].join('\0');
    const expected = result.findings.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(await pages('resource')).toEqual(expected.map(({ fingerprint }) => fingerprint));
  });

  test.each([
    { name: 'a severity', filter: { severities: ['high'] }, total: 120 },
    { name: 'two severities', filter: { severities: ['high', 'info'] }, total: 240 },
    { name: 'a category', filter: { categories: ['rbac'] }, total: 200 },
    { name: 'a control', filter: { controlIds: ['open-kubelet'] }, total: 200 },
    { name: 'a kind', filter: { kinds: ['DaemonSet'] }, total: 300 },
    { name: 'no namespace', filter: { namespaces: [''] }, total: 86 },
    { name: 'a node, not one whose name begins alike', filter: { nodes: ['worker-1'] }, total: 100 },
    { name: 'no node', filter: { nodes: [''] }, total: 400 },
    { name: 'an age', filter: { ages: ['new'] }, total: 100 },
    { name: 'what is back again', filter: { ages: ['reopened'] }, total: 1 },
    { name: 'an object', filter: { objects: ['apps/DaemonSet//workload-77'] }, total: 1 },
    { name: 'two objects', filter: { objects: ['apps/DaemonSet//workload-77', OF_TEAM_8] }, total: 2 },
    { name: 'an object of another group', filter: { objects: ['/DaemonSet//workload-77'] }, total: 0 },
    { name: 'two filters at once', filter: { severities: ['high'], categories: ['rbac'] }, total: 40 },
    { name: 'a name', filter: { text: 'workload-77' }, total: 1 },
    { name: 'a value of the message, in any case', filter: { text: 'OWNER-3' }, total: 120 },
    { name: 'an English title', filter: { text: 'broken: kubelets' }, total: 200 },
    { name: 'a Chinese title', filter: { text: '特权' }, total: 200 },
    { name: 'words that must all be there', filter: { text: 'daemonset kubelets' }, total: 100 },
    { name: 'a word that is nowhere', filter: { text: 'daemonset nowhere' }, total: 0 },
    { name: 'a percent sign that is nowhere', filter: { text: 'workload%1' }, total: 0 },
    { name: 'an underscore that is nowhere', filter: { text: 'workload_1' }, total: 0 },
    { name: 'an empty filter', filter: { severities: [], text: ' ' }, total: 600 },
  ] as const)('filters by $name', async ({ filter, total }) => {
    const page = await listFindings(scratch.store, { scanId, limit: 600, ...filter });
    expect(page?.total).toBe(total);
    expect(page?.rows).toHaveLength(total);
  });

  test('fills in the words of the control', async () => {
    const page = await listFindings(scratch.store, { scanId, limit: 1, text: 'workload-77' });
    expect(page?.rows[0]).toMatchObject({
      resource: {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        namespace: null,
        name: 'workload-77',
        uid: 'uid-77',
      },
      message: { en: 'Owner-2 runs container-77', 'zh-CN': 'Owner-2 运行 container-77' },
    });
  });

  test('is null for a scan without a result', async () => {
    expect(await listFindings(scratch.store, { scanId: 'nothing', limit: 1 })).toBeNull();
  });
});

describe('countFacets', () => {
  test('counts every finding where nothing is filtered', async () => {
    const facets = await countFacets(scratch.store, { scanId });
    expect(facets?.severities).toEqual(
      ['critical', 'high', 'medium', 'low', 'info'].map((value) => ({ value, count: 120 })),
    );
    expect(facets?.namespaces[0]).toEqual({ value: '', count: 86 });
  });

  test('counts each facet under the other filters, not under its own', async () => {
    const facets = await countFacets(scratch.store, { scanId, severities: ['high'], kinds: ['DaemonSet'] });
    expect(facets?.severities.map(({ count }) => count)).toEqual([60, 60, 60, 60, 60]);
    expect(facets?.kinds).toEqual([
      { value: 'DaemonSet', count: 60 },
      { value: 'Deployment', count: 60 },
    ]);
    expect(facets?.categories.map(({ count }) => count)).toEqual([20, 20, 20]);
  });

  test('counts nodes under the other filters, and the others under a node', async () => {
    const facets = await countFacets(scratch.store, { scanId, nodes: ['worker-1'], kinds: ['Deployment'] });
    expect(facets?.nodes).toEqual([
      { value: '', count: 200 },
      { value: 'worker-1', count: 100 },
    ]);
    expect(facets?.kinds).toEqual([{ value: 'Deployment', count: 100 }]);
  });

  test('counts ages: in no scan before, not in the last, in the last', async () => {
    expect((await countFacets(scratch.store, { scanId }))?.ages).toEqual([
      { value: 'new', count: 100 },
      { value: 'reopened', count: 1 },
      { value: 'older', count: 499 },
    ]);
  });

  test('knows neither nodes nor ages of a first scan whose objects nobody looked at', async () => {
    const other = scratch.addCluster('other');
    const first = await scratch.addScan(other, (id) => ({
      result: sampleResult({ scanId: id, clusterId: other, findings: 9 }),
      inventory: sampleInventory(),
    }));
    const facets = await countFacets(scratch.store, { scanId: first, text: 'workload' });
    expect([facets?.nodes, facets?.ages]).toEqual([[], []]);
    const groups = await pageGroups(scratch.store, { scanId: first, by: 'node', limit: 5 });
    expect(groups?.groups.map(({ key, count }) => [key, count])).toEqual([[null, 9]]);
  });

  test('counts what was stored and what is counted anew alike', async () => {
    const stored = await countFacets(scratch.store, { scanId });
    const counted = await countFacets(scratch.store, { scanId, text: 'workload' });
    expect(counted).toEqual(stored);
  });
});

test('groupFindings groups worst first, then largest', async () => {
  const groups = await groupFindings(scratch.store, { scanId, severities: ['low', 'medium'] }, 'kind');
  expect(groups).toEqual([
    { key: 'DaemonSet', count: 120, severity: 'medium' },
    { key: 'Deployment', count: 120, severity: 'medium' },
  ]);
  const byControl = await groupFindings(scratch.store, { scanId, text: 'workload-77' }, 'control');
  expect(byControl).toEqual([{ key: 'open-kubelet', count: 1, severity: 'medium' }]);
});

describe('pageGroups', () => {
  async function everyGroup(by: PagedGrouping, limit: number) {
    const keys: (string | null)[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await pageGroups(scratch.store, { scanId, by, cursor, limit });
      keys.push(...(page?.groups ?? []).map(({ key }) => key));
      cursor = page?.nextCursor ?? null;
    }
    return keys;
  }

  test('pages through the objects, each once, worst first', async () => {
    const keys = await everyGroup('object', 47);
    expect(keys).toHaveLength(600);
    expect(new Set(keys).size).toBe(600);
    expect(keys).toContain(OF_TEAM_8);
    const first = await pageGroups(scratch.store, { scanId, by: 'object', limit: 3 });
    expect(first?.groups.map(({ severity }) => severity)).toEqual(['critical', 'critical', 'critical']);
    expect([first?.total, first?.findings]).toEqual([600, 600]);
  });

  test('groups by node, what is on none apart, largest first among those as bad', async () => {
    const page = await pageGroups(scratch.store, { scanId, by: 'node', limit: 10 });
    expect(page?.groups.map(({ key, count }) => [key, count])).toEqual([
      ['', 400],
      ['worker-1', 100],
      ['worker-10', 100],
    ]);
    expect(page?.nextCursor).toBeNull();
    expect(await everyGroup('node', 1)).toEqual(['', 'worker-1', 'worker-10']);
  });

  test('keeps to the filter', async () => {
    const filter = { scanId, severities: ['high'], nodes: ['worker-10'] } as const;
    const page = await pageGroups(scratch.store, { ...filter, by: 'object', limit: 50 });
    expect([page?.total, page?.findings]).toEqual([20, 20]);
  });

  test('starts at the beginning for a cursor that is none', async () => {
    const page = await pageGroups(scratch.store, { scanId, by: 'node', cursor: 'x', limit: 1 });
    expect(page?.groups[0]?.key).toBe('');
  });
});

test('findFinding returns the finding with its evidence, and null for another scan', async () => {
  for (const index of [0, 249, 250, 599]) {
    const finding = result.findings[index];
    const detail = await findFinding(scratch.store, scanId, finding?.fingerprint ?? '');
    expect(detail?.finding).toEqual(finding);
    expect(detail?.control.id).toBe(finding?.controlId);
    expect(detail?.node).toBe(finding === undefined ? null : (nodeOf(finding) ?? ''));
  }
  expect(await findFinding(scratch.store, scanId, 'unknown')).toBeNull();
});

test('findingHistory tells which scans had the finding, newest first', async () => {
  const missing = sampleResult({ scanId, findings: 600, keep: (index) => index === 3 }).findings[0];
  const history = await findingHistory(scratch.store, clusterId, missing?.fingerprint ?? '');
  expect(history.map(({ isPresent }) => isPresent)).toEqual([true, false, true]);
});

describe('the age of a finding', () => {
  async function agesAfter(change: Partial<ScanResult['controls'][number]>): Promise<unknown[]> {
    const cluster = scratch.addCluster(`ages-${JSON.stringify(change)}`);
    const add = (findings: number, blind: object): Promise<string> =>
      scratch.addScan(cluster, (id) => {
        const made = sampleResult({ scanId: id, clusterId: cluster, findings });
        const controls = made.controls.map((control) => ({ ...control, ...blind }));
        return { result: { ...made, controls }, inventory: sampleInventory() };
      });
    await add(0, {});
    await add(0, change);
    const last = await add(2, {});
    const page = await listFindings(scratch.store, { scanId: last, limit: 2 });
    const found = (page?.rows ?? []).map(({ fingerprint }) => findFinding(scratch.store, last, fingerprint));
    return (await Promise.all(found)).map((detail) => detail?.age);
  }

  test('is new where the scan before looked and had none', async () => {
    expect(await agesAfter({ outcome: 'pass', atLeast: false })).toEqual(['new', 'new']);
  });

  test('is not told where the scan before could not look, or not everywhere', async () => {
    expect(await agesAfter({ outcome: 'not-assessed', atLeast: false })).toEqual([null, null]);
    expect(await agesAfter({ outcome: 'pass', atLeast: true })).toEqual([null, null]);
  });
});
