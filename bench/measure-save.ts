import { randomUUID } from 'node:crypto';
import { findingRecords, type FindingRecord } from '#lib/store/finding-record.ts';
import type { Store } from '#lib/store/open-store.ts';
import { saveScan } from '#lib/store/save-scan.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { figureOf, inTurn, timed, type Figure } from './measure.ts';

const FINDINGS = 20_000;

/** Measures saving a result with many findings against one prepared insert of the same rows in one transaction. */
export async function measureSave(runs: number): Promise<Figure> {
  const scratch = await ScratchStore.create();
  const { store } = scratch;
  const records = findingRecords(sampleResult({ scanId: 'floor', findings: FINDINGS }));
  const pairs = await inTurn(
    runs,
    async () => {
      const clusterId = scratch.addCluster(randomUUID());
      const scanId = scratch.startScan(clusterId);
      const result = sampleResult({ scanId, clusterId, findings: FINDINGS });
      return (await timed(() => saveScan(store, { result, inventory: sampleInventory() }))).ms;
    },
    async () => {
      const scanId = scratch.startScan(scratch.addCluster(randomUUID()));
      return (await timed(() => bareInsert(store, scanId, records))).ms;
    },
  );
  await scratch.remove();
  return figureOf({ name: 'saving 20,000 findings', goal: 2 }, pairs);
}

function bareInsert({ db }: Store, scanId: string, records: readonly FindingRecord[]): void {
  const scan = db.prepare<[string], { no: number }>('SELECT no FROM scans WHERE id = ?').get(scanId);
  const columns = `scan_no, position, resource_position, fingerprint, severity, category, control_id,
    api_version, kind, namespace, name, uid, node, age, message_id, params, search`;
  const insert = db.prepare(
    `INSERT INTO findings (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  db.transaction(() => {
    for (const record of records) insert.run(scan?.no, ...Object.values(record));
  })();
}
