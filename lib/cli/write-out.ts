import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Terminal } from './terminal.ts';

/** Writes pieces of text to standard output. A reader that has seen enough, such as `head`, is no failure. */
export async function writeOut(
  chunks: Iterable<string> | AsyncIterable<string>,
  terminal: Terminal,
): Promise<void> {
  try {
    await pipeline(Readable.from(chunks), terminal.out, { end: false });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}
