import { afterAll, beforeAll, expect, test } from 'vitest';
import { refKey } from '#lib/model/resource-ref.ts';
import { severityRank } from '#lib/model/severity.ts';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { findingsByObject } from './finding-objects.ts';
import { ScratchStore } from './scratch-store.ts';

let scratch: ScratchStore;
beforeAll(async () => {
  scratch = await ScratchStore.create();
});
afterAll(() => scratch.remove());

test('an object carries the count of its findings and the worst of them', async () => {
  const clusterId = scratch.addCluster();
  const id = await scratch.addScan(clusterId, (scanId) => {
    const result = sampleResult({ scanId, clusterId, findings: 6 });
    const [first] = result.findings;
    const onOne = result.findings.map((finding) => ({
      ...finding,
      resource: first?.resource ?? finding.resource,
    }));
    return { result: { ...result, findings: onOne }, inventory: sampleInventory() };
  });
  const found = await findingsByObject(scratch.store, id);
  const [[key, one] = []] = [...(found ?? [])];
  expect(found?.size).toBe(1);
  expect(one?.count).toBe(6);
  expect(severityRank(one?.severity ?? 'info')).toBe(0);
  expect(key).toBe(
    refKey({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: null, name: 'workload-0', uid: null }),
  );
});

test('a scan without a result has no answer rather than an empty one', async () => {
  expect(await findingsByObject(scratch.store, 'nowhere')).toBeNull();
});
