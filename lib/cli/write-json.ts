import type { ScanResult } from '#lib/model/scan-result.ts';

/** Pieces are gathered to this many characters, so that a large result is neither one string nor a million writes. */
const CHUNK_CHARACTERS = 65_536;

function* pieces(result: ScanResult): Generator<string> {
  let before = '{\n';
  for (const [name, value] of Object.entries(result) as [string, unknown][]) {
    yield `${before}${JSON.stringify(name)}: `;
    before = ',\n';
    if (!Array.isArray(value) || value.length === 0) {
      yield JSON.stringify(value);
      continue;
    }
    // One entry a line: readable by line tools, and never one string of the whole list.
    for (const [index, entry] of value.entries())
      yield `${index === 0 ? '[\n' : ',\n'}${JSON.stringify(entry)}`;
    yield '\n]';
  }
  yield '\n}\n';
}

/** Yields a result as JSON text in chunks of moderate size. */
export function* jsonChunks(result: ScanResult): Generator<string> {
  let chunk = '';
  for (const piece of pieces(result)) {
    chunk += piece;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
