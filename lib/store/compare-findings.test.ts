import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { countChanges, listChanges, type ChangeSide } from './compare-findings.ts';
import { countKinds, listValues, worstByName } from './finding-kinds.ts';
import { firstSeen } from './first-seen.ts';
import { previousScan } from './previous-scan.ts';
import { scoreHistory } from './score-history.ts';
import { ScratchStore } from './scratch-store.ts';

let scratch: ScratchStore;
let earlier = '';
let later = '';
let other = '';

beforeAll(async () => {
  scratch = await ScratchStore.create();
  const add = (clusterId: string, keep: (index: number) => boolean): Promise<string> =>
    scratch.addScan(clusterId, (scanId) => ({
      result: sampleResult({ scanId, clusterId, findings: 60, keep }),
      inventory: sampleInventory(),
    }));
  const clusterId = scratch.addCluster();
  earlier = await add(clusterId, (index) => index >= 10);
  other = await add(scratch.addCluster('other'), () => true);
  later = await add(clusterId, (index) => index < 45);
});
afterAll(() => scratch.remove());

function total(side: ChangeSide): number {
  return countChanges(scratch.store, { earlier, later })
    .filter((count) => count.side === side)
    .reduce((sum, { count }) => sum + count, 0);
}

async function listed(side: ChangeSide, skip = 0): Promise<string[]> {
  const controlIds = ['privileged-pod', 'wildcard-role', 'open-kubelet'];
  const query = { earlier, later, side, controlIds, skip, limit: 100 };
  return (await listChanges(scratch.store, query)).map(({ fingerprint }) => fingerprint);
}

describe('two scans', () => {
  test('are told apart by fingerprint', () => {
    expect({ later: total('later'), earlier: total('earlier'), both: total('both') }).toEqual({
      later: 10,
      earlier: 15,
      both: 35,
    });
  });

  test('list what they count, each finding on one side', async () => {
    const sides = await Promise.all([listed('later'), listed('earlier'), listed('both')]);
    expect(sides.map(({ length }) => length)).toEqual([10, 15, 35]);
    expect(new Set(sides.flat()).size).toBe(60);
  });

  test('are read on from where a page ended', async () => {
    expect(await listed('both', 30)).toEqual((await listed('both')).slice(30));
  });

  test('that are the same have nothing on either side', () => {
    const same = countChanges(scratch.store, { earlier: later, later });
    expect(same.filter(({ side }) => side !== 'both')).toEqual([]);
  });
});

describe('a finding', () => {
  test('was first seen in the first scan of its own cluster that had it', async () => {
    const [come = ''] = await listed('later');
    const [stayed = ''] = await listed('both');
    const seen = firstSeen(scratch.store, later, [come, stayed, 'no such']);
    const [first, last] = await scoreHistory(scratch.store, later, 10);
    expect([...seen]).toEqual([
      [come, last?.finishedAt],
      [stayed, first?.finishedAt],
    ]);
  });
});

describe('the scan before', () => {
  test('is one of the same cluster, and none before the first', async () => {
    expect((await previousScan(scratch.store, later))?.id).toBe(earlier);
    expect(await previousScan(scratch.store, earlier)).toBeNull();
    expect(await previousScan(scratch.store, other)).toBeNull();
  });

  test('begins a history that ends with the scan asked for', async () => {
    const ids = async (scanId: string, limit: number) =>
      (await scoreHistory(scratch.store, scanId, limit)).map(({ id }) => id);
    expect(await ids(later, 10)).toEqual([earlier, later]);
    expect(await ids(later, 1)).toEqual([later]);
    expect(await ids(earlier, 10)).toEqual([earlier]);
  });
});

describe('findings by kind', () => {
  test('add up to all, and name one that there is', async () => {
    const kinds = countKinds(scratch.store, later);
    expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(45);
    const all = [...(await listed('later')), ...(await listed('both'))];
    expect(kinds.every(({ firstFingerprint }) => all.includes(firstFingerprint))).toBe(true);
  });

  test('give the values of some controls only', () => {
    const own = listValues(scratch.store, later, ['open-kubelet']).length;
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThan(45);
  });

  test('give the worst severity of each object of a kind', () => {
    const worst = worstByName(scratch.store, later, 'DaemonSet');
    expect(worst.size).toBeGreaterThan(0);
    expect(worstByName(scratch.store, later, 'Nothing').size).toBe(0);
  });
});
