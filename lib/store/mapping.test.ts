import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { packResult, unpackResult, type PackedResult } from './stored-result.ts';

interface Fixture {
  readonly schemaVersion: number;
  readonly head: string;
  readonly chunks: readonly string[];
}

const FIXTURES = new URL('./fixtures/', import.meta.url);

function stored(file: string): PackedResult {
  const { schemaVersion, head, chunks } = JSON.parse(
    readFileSync(new URL(file, FIXTURES), 'utf8'),
  ) as Fixture;
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
  return { schemaVersion, head: bytes(head), chunks: chunks.map(bytes) };
}

describe('results stored by released versions', () => {
  test.each(readdirSync(FIXTURES))('%s still loads', async (file) => {
    expect(await unpackResult(stored(file))).toEqual(
      sampleResult({ scanId: 'stored-in-2026', findings: 600 }),
    );
  });

  test('a version of the future is refused by name', async () => {
    const future = { ...stored('result-v1.json'), schemaVersion: 2 };
    await expect(unpackResult(future)).rejects.toMatchObject({ code: 'result-unknown' });
  });

  test('a damaged document is not taken for a result', async () => {
    const { head, ...rest } = await packResult(sampleResult({ scanId: 'x' }));
    await expect(unpackResult({ ...rest, head: head.subarray(0, 40) })).rejects.toThrow(
      'unexpected end of file',
    );
  });
});
