import { z } from 'zod';
import { MerlonError } from '#lib/errors.ts';
import type { Finding } from '#lib/model/control.ts';
import { SCHEMA_VERSION, type ScanResult } from '#lib/model/scan-result.ts';
import { text } from '#lib/model/text.ts';
import { packJson, unpackJson } from './compressed-json.ts';

/** Findings in one chunk: few enough that reading one finding is quick. */
export const FINDINGS_A_CHUNK = 250;

/** A result less its findings: what a page needs to explain them. */
export type ResultHead = Omit<ScanResult, 'findings'>;

/** A result as its rows hold it. */
export interface PackedResult {
  readonly schemaVersion: number;
  readonly head: Uint8Array;
  /** The findings in the result's order, `FINDINGS_A_CHUNK` to a chunk. */
  readonly chunks: readonly Uint8Array[];
}

/** The parts of a stored head that everything else leans on; the rest is as it was written. */
const headShape = z.looseObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  scan: z.looseObject({ id: z.string(), status: z.string() }),
  cluster: z.looseObject({ id: z.string(), name: z.string() }),
  inventory: z.looseObject({ blobs: z.record(z.string(), z.string()) }),
  controls: z.array(z.looseObject({ id: z.string() })),
  probes: z.array(z.looseObject({})),
  gaps: z.array(z.looseObject({ id: z.string() })),
  coverage: z.looseObject({}),
  score: z.looseObject({}),
});

const findingsShape = z.array(z.looseObject({ fingerprint: z.string(), controlId: z.string() }));

/** Returns a result as rows hold it. */
export async function packResult(result: ScanResult): Promise<PackedResult> {
  const { findings, ...head } = result;
  const chunks: Promise<Buffer>[] = [];
  for (let start = 0; start < findings.length; start += FINDINGS_A_CHUNK) {
    chunks.push(packJson(findings.slice(start, start + FINDINGS_A_CHUNK)));
    // The text of at most four chunks waits for the compressor.
    if (chunks.length >= 4) await chunks[chunks.length - 4];
  }
  return {
    schemaVersion: result.schemaVersion,
    head: await packJson(head),
    chunks: await Promise.all(chunks),
  };
}

/** Returns a stored head in today's shape; throws `result-unknown` for a version this Merlon does not know. */
export async function unpackHead(stored: Pick<PackedResult, 'schemaVersion' | 'head'>): Promise<ResultHead> {
  if (stored.schemaVersion !== SCHEMA_VERSION) throw unknownVersion(stored.schemaVersion);
  return headShape.parse(await unpackJson(stored.head)) as unknown as ResultHead;
}

/** Returns the findings of one stored chunk. */
export async function unpackFindings(chunk: Uint8Array): Promise<Finding[]> {
  return findingsShape.parse(await unpackJson(chunk)) as unknown as Finding[];
}

/** Returns a whole stored result in today's shape; throws `result-unknown` for an unknown version. */
export async function unpackResult(stored: PackedResult): Promise<ScanResult> {
  const { score, coverage, gaps, probes, ...front } = await unpackHead(stored);
  const findings: Finding[] = [];
  for (const chunk of stored.chunks) findings.push(...(await unpackFindings(chunk)));
  return { ...front, findings, probes, gaps, coverage, score };
}

function unknownVersion(version: number): MerlonError {
  return new MerlonError(
    'result-unknown',
    text(
      `The scan was stored in form ${version}, which this version of Merlon does not know; it reads form ${SCHEMA_VERSION}.`,
      `该扫描以格式 ${version} 存储，当前版本的 Merlon 不认识此格式，只能读取格式 ${SCHEMA_VERSION}。`,
    ),
  );
}
