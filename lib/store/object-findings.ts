import type { TextParams } from '#lib/model/text.ts';
import { toFindingRow, type FindingRow } from './findings.ts';
import type { Store } from './open-store.ts';
import { findHead } from './results.ts';

/** A finding with the values its message was made from. */
export interface ObjectFinding extends FindingRow {
  readonly params: TextParams;
}

/** Returns a scan's findings on objects of these kinds, in the result's order; null where there is no result. */
export async function listObjectFindings(
  store: Store,
  scanId: string,
  kinds: readonly string[],
): Promise<ObjectFinding[] | null> {
  const stored = await findHead(store, scanId);
  if (stored === null) return null;
  const rows = await store.prisma.finding.findMany({
    where: { scanNo: stored.scanNo, kind: { in: [...kinds] } },
    orderBy: { position: 'asc' },
  });
  return rows.map((row) => ({
    ...toFindingRow(row, stored.head),
    params: JSON.parse(row.params) as TextParams,
  }));
}
