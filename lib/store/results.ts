import { MerlonError } from '#lib/errors.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { text } from '#lib/model/text.ts';
import { unpackText } from './compressed-json.ts';
import { FACETS, type Facets } from './finding-facets.ts';
import type { Store } from './open-store.ts';
import { unpackHead, unpackResult, type ResultHead } from './stored-result.ts';

/** What a stored result says besides its findings; kept while it is asked for. */
export interface StoredHead {
  /** The number that the scan's rows hang on. */
  readonly scanNo: number;
  readonly head: ResultHead;
  readonly facets: Facets;
}

/** Returns a scan's result less its findings, or null where the scan has no result (yet). */
export async function findHead(store: Store, scanId: string): Promise<StoredHead | null> {
  const scan = await store.prisma.scan.findUnique({
    where: { id: scanId },
    select: { no: true, clusterId: true },
  });
  if (scan === null) return null;
  const stored = store.heads.get(scanId) ?? (await readHead(store, scan.no));
  if (stored === null) return null;
  store.heads.set(scanId, stored);
  // The row knows which cluster the scan belongs to now; two rows may have become one since it was stored.
  const cluster = { ...stored.head.cluster, id: scan.clusterId };
  return { ...stored, head: { ...stored.head, cluster } };
}

/** Scans stored before a facet was known have no values for it. */
const NO_FACETS = Object.fromEntries(FACETS.map((name) => [name, []])) as unknown as Facets;

async function readHead(store: Store, scanNo: number): Promise<StoredHead | null> {
  const row = await store.prisma.result.findUnique({ where: { scanNo } });
  if (row === null) return null;
  const facets = JSON.parse(row.facets) as Partial<Facets>;
  return { scanNo, head: await unpackHead(row), facets: { ...NO_FACETS, ...facets } };
}

/** Returns a scan's whole result, or null where the scan has none (yet). */
export async function findResult(store: Store, scanId: string): Promise<ScanResult | null> {
  const row = await store.prisma.result.findFirst({
    where: { scan: { id: scanId } },
    include: { scan: { select: { clusterId: true, chunks: { orderBy: { chunk: 'asc' } } } } },
  });
  if (row === null) return null;
  const result = await unpackResult({ ...row, chunks: row.scan.chunks.map((chunk) => chunk.data) });
  return { ...result, cluster: { ...result.cluster, id: row.scan.clusterId } };
}

/**
 * Yields the JSON text of a scan's result in pieces, holding one chunk of findings at a time; throws
 * `not-found` where the scan has no result.
 */
export async function* streamResult(store: Store, scanId: string): AsyncGenerator<string> {
  const stored = await findHead(store, scanId);
  if (stored === null) throw noResult();
  const { score, coverage, gaps, probes, ...front } = stored.head;
  yield `${JSON.stringify(front).slice(0, -1)},"findings":[`;
  for (let chunk = 0; ; chunk++) {
    const row = await store.prisma.findingChunk.findUnique({
      where: { scanNo_chunk: { scanNo: stored.scanNo, chunk } },
    });
    if (row === null) break;
    const findings = (await unpackText(row.data)).slice(1, -1);
    yield chunk === 0 ? findings : `,${findings}`;
  }
  yield `],${JSON.stringify({ probes, gaps, coverage, score }).slice(1)}`;
}

function noResult(): MerlonError {
  return new MerlonError('not-found', text('This scan has no result.', '此扫描没有结果。'));
}
