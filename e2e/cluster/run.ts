import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPrograms } from './programs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Builds what is missing, runs the suite against a real control plane and prints how many tests passed. */
async function main(): Promise<number> {
  try {
    await findPrograms(['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl', 'kubeadm']);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.stdout.write('0 passed, 1 failed\n');
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'merlon-suite-'));
  const report = join(folder, 'report.json');
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const config = join(ROOT, 'e2e/cluster/vitest.config.ts');
  const args = [
    vitest,
    'run',
    '--config',
    config,
    '--reporter=verbose',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const { numPassedTests, numTotalTests } = readReport(report);
  rmSync(folder, { recursive: true, force: true });
  const failed = numTotalTests - numPassedTests;
  // A suite that ran no test, or whose runner failed outside a test, has not passed.
  const missed = failed === 0 && (status !== 0 || numPassedTests === 0) ? 1 : 0;
  process.stdout.write(`${numPassedTests} passed, ${failed + missed} failed\n`);
  return failed + missed === 0 ? 0 : 1;
}

function readReport(path: string): { numPassedTests: number; numTotalTests: number } {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { numPassedTests: number; numTotalTests: number };
  } catch {
    // The runner died before it could report: nothing passed.
    return { numPassedTests: 0, numTotalTests: 0 };
  }
}

process.exitCode = await main();
