import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { createZstdCompress, zstdCompress, zstdDecompress, type ZstdOptions } from 'node:zlib';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Objects turned to text at a time, so that neither the loop nor the memory is held by a whole slice. */
const ITEMS_A_PIECE = 100;

/** Text that may wait for the compressor, which works on another thread while the next piece is made. */
const WAITING_BYTES = 4 * 1024 * 1024;

/** Returns the value as compressed JSON; the compression runs beside the event loop. */
export async function packJson(value: unknown): Promise<Buffer> {
  return compress(JSON.stringify(value));
}

/** Returns the JSON text that `packJson` or `packItems` compressed. */
export async function unpackText(data: Uint8Array): Promise<string> {
  return (await decompress(data)).toString('utf8');
}

/** Returns what `packJson` or `packItems` compressed. */
export async function unpackJson(data: Uint8Array): Promise<unknown> {
  return JSON.parse(await unpackText(data));
}

/** A list as compressed JSON, with the SHA-256 of the JSON in lower-case hex. */
export interface PackedItems {
  readonly hash: string;
  readonly data: Buffer;
}

/** Returns a list as compressed JSON, made piece by piece. */
export async function packItems(items: readonly unknown[]): Promise<PackedItems> {
  const hash = createHash('sha256');
  const stream = createZstdCompress({ highWaterMark: WAITING_BYTES } as ZstdOptions);
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(stream, 'end');
  for (const piece of piecesOf(items)) {
    hash.update(piece);
    if (!stream.write(piece)) await once(stream, 'drain');
  }
  stream.end();
  await ended;
  return { hash: hash.digest('hex'), data: Buffer.concat(chunks) };
}

function* piecesOf(items: readonly unknown[]): Generator<Buffer> {
  yield Buffer.from('[');
  for (let start = 0; start < items.length; start += ITEMS_A_PIECE) {
    const inner = JSON.stringify(items.slice(start, start + ITEMS_A_PIECE)).slice(1, -1);
    yield Buffer.from(start === 0 ? inner : `,${inner}`);
  }
  yield Buffer.from(']');
}
