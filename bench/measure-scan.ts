import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBenchKubeconfig, type ServedCluster } from './bench-kubeconfig.ts';
import { BenchChild } from './child.ts';
import { figureOf, inTurn, median, type Figure } from './measure.ts';

interface ScanTaken {
  readonly ms: number;
  readonly peakMb: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly findings: number;
}

/** As the launcher starts the worker. */
const WORKER_FLAGS = ['--max-semi-space-size=4', '--expose-gc'];

/** Measures a whole scan, probes off, against a bare download and parse of the same pages in a process alike. */
export async function measureScan(size: '1k' | '10k', runs: number): Promise<Figure> {
  const server = new BenchChild('bench/cluster-server.ts', [size]);
  const folder = mkdtempSync(join(tmpdir(), 'merlon-bench-'));
  try {
    const served = await server.next<ServedCluster>();
    const kubeconfig = writeBenchKubeconfig(folder, 'bench', served);
    const taken: ScanTaken[] = [];
    const bytes: number[] = [];
    const pairs = await inTurn(
      runs,
      async () => {
        const child = new BenchChild('bench/scan-process.ts', [], {
          env: { KUBECONFIG: kubeconfig },
          nodeFlags: WORKER_FLAGS,
        });
        const scan = await child.next<ScanTaken>();
        taken.push(scan);
        return scan.ms;
      },
      async () => {
        const child = new BenchChild('bench/floor-process.ts', [JSON.stringify(served)]);
        const floor = await child.next<{ ms: number; bytes: number }>();
        bytes.push(floor.bytes);
        return floor.ms;
      },
    );
    const last = taken.at(-1);
    return figureOf(
      {
        name: `whole scan of ${size === '1k' ? '1,000' : '10,000'} pods, from lease to saved`,
        goal: 1.5,
        notes: {
          'MB downloaded': Math.round(median(bytes) / 1e6),
          'peak MB above an idle Node': Math.round(median(taken.map(({ peakMb }) => peakMb)) - idleNodeMb()),
          findings: last?.findings ?? 0,
          ...last?.phases,
        },
      },
      pairs,
    );
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a Node that does nothing takes at its peak, in MiB. */
function idleNodeMb(): number {
  const script = 'process.stdout.write(String(process.resourceUsage().maxRSS / 1024))';
  return Number(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout);
}
