import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';
import { env } from '#lib/env.ts';
import { createLog } from '#lib/log.ts';
import { runScanner } from '#lib/scans/run-scanner.ts';

const { dataDir, demoKubeconfig, probe, probeAllow, scanConcurrency } = env();
const shutdown = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => shutdown.abort());

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

await runScanner({
  dataDir,
  concurrency: scanConcurrency,
  instance: randomUUID(),
  demoKubeconfig,
  probe: { enabled: probe, bound: probeAllow },
  host: hostname(),
  merlonVersion: manifest.version,
  shutdown: shutdown.signal,
  log: createLog('worker'),
});
process.exit(0);
