import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Outcome } from '#lib/model/control.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { sightingsOfFinding } from './sightings-of-finding.ts';

let scratch: ScratchStore;
beforeAll(async () => {
  scratch = await ScratchStore.create();
});
afterAll(() => scratch.remove());

it('tells a scan that could not look from one that looked and had nothing', async () => {
  const clusterId = scratch.addCluster();
  const add = (findings: number, outcome: Outcome): Promise<string> =>
    scratch.addScan(clusterId, (scanId) => {
      const result = sampleResult({ scanId, clusterId, findings });
      const controls = result.controls.map((control) => ({ ...control, outcome }));
      return { result: { ...result, controls }, inventory: sampleInventory() };
    });
  await add(1, 'fail');
  await add(0, 'not-assessed');
  await add(0, 'pass');
  const [finding] = sampleResult({ scanId: 'any', clusterId, findings: 1 }).findings;
  if (finding === undefined) throw new Error('one finding was asked for');
  const { fingerprint, controlId } = finding;
  const ask = (limit: number) =>
    sightingsOfFinding(scratch.store, { clusterId, fingerprint, controlId, limit });
  const { scans, firstSeen } = await ask(40);
  expect(scans.map(({ sight }) => sight)).toEqual(['not-seen', 'unchecked', 'seen']);
  expect(firstSeen).not.toBeNull();
  expect((await ask(2)).firstSeen).toBe(firstSeen);
});
