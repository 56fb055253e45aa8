import { createReadStream } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';

/** Reads JSON lines and writes them again: what answering questions costs before one is answered. */
async function main(file: string): Promise<void> {
  let chunk = '';
  for await (const line of createInterface({ input: createReadStream(file) })) {
    chunk += `${JSON.stringify(JSON.parse(line))}\n`;
    if (chunk.length < 65_536) continue;
    process.stdout.write(chunk);
    chunk = '';
  }
  process.stdout.write(chunk);
}

await main(process.argv[2] ?? '');
