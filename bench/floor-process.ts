import { Agent, get } from 'node:https';

/** Downloads every page of every list with a bare client and parses it; prints how long that took. */
async function main(port: string, ca: string, paths: readonly string[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4, ca });
  const from = performance.now();
  let bytes = 0;
  for (const path of paths) {
    let next: string | undefined = '';
    while (next !== undefined) {
      const text = await download(`https://127.0.0.1:${port}${path}?limit=500&continue=${next}`, agent);
      bytes += text.length;
      const page = JSON.parse(text) as { metadata: { continue?: string } };
      next = page.metadata.continue;
    }
  }
  const ms = performance.now() - from;
  const { maxRSS } = process.resourceUsage();
  process.stdout.write(`${JSON.stringify({ ms, bytes, peakMb: maxRSS / 1024 })}\n`);
  agent.destroy();
}

function download(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      response.on('error', reject);
    }).on('error', reject);
  });
}

const { port, ca, paths } = JSON.parse(process.argv[2] ?? '{}') as {
  port: number;
  ca: string;
  paths: string[];
};
await main(String(port), ca, paths);
