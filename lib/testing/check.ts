import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { countPlaywright, countStep, countVitest, type Count } from './count-reports.ts';

const reports = mkdtempSync(join(tmpdir(), 'merlon-reports-'));
const unitReport = join(reports, 'unit.json');
const browserReport = join(reports, 'browser.json');
const browserConfig = 'e2e/playwright.config.ts';
const rooms = ['app', 'bench', 'components', 'docs', 'e2e', 'lib', 'prisma'];

interface Step {
  name: string;
  /** Programs run in order by this Node; the first that fails ends the step. */
  runs: string[][];
  env?: Record<string, string>;
  count: (exitCode: number) => Count;
}

const tool = (name: string, ...args: string[]): string[] => [`node_modules/.bin/${name}`, ...args];

// Cheapest first: what a person would fix first is told first.
const steps: Step[] = [
  { name: 'format', runs: [tool('oxfmt', '--check')], count: countStep },
  { name: 'lint', runs: [tool('oxlint', '--type-aware', '--deny-warnings')], count: countStep },
  {
    name: 'boundaries',
    runs: [
      tool(
        'depcruise',
        '--config',
        'lib/testing/guards/dependency-cruiser.mjs',
        ...rooms.filter((room) => existsSync(room)),
      ),
    ],
    count: countStep,
  },
  { name: 'dead code', runs: [tool('knip')], count: countStep },
  // Next writes the types of routes first.
  { name: 'types', runs: [tool('next', 'typegen'), tool('tsc', '--noEmit', '-p', '.')], count: countStep },
  {
    name: 'unit',
    runs: [tool('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`)],
    count: (exitCode) => countVitest(unitReport, exitCode),
  },
  { name: 'build', runs: [['lib/launch/bootstrap.mjs', 'build']], count: countStep },
  ...(existsSync(browserConfig)
    ? [
        {
          name: 'end-to-end',
          runs: [tool('playwright', 'test', '--config', browserConfig, '--reporter=list,json')],
          env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
          count: (exitCode: number) => countPlaywright(browserReport, exitCode),
        },
      ]
    : []),
];

function runOnce(args: string[], env: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const stop = (): void => void child.kill('SIGTERM');
  process.once('SIGTERM', stop);
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', stop);
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']);
    });
  });
}

async function runStep({ name, runs, env, count }: Step): Promise<Count> {
  const startedAt = performance.now();
  process.stdout.write(`\n== ${name}\n`);
  let exitCode = 0;
  for (const args of runs) {
    exitCode = await runOnce(args, env ?? {});
    if (exitCode !== 0) break;
  }
  const counted = count(exitCode);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`== ${name}: ${counted.failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  return counted;
}

const counts: { name: string; count: Count }[] = [];
for (const step of steps) counts.push({ name: step.name, count: await runStep(step) });
rmSync(reports, { recursive: true, force: true });

const passed = counts.reduce((sum, { count }) => sum + count.passed, 0);
const failed = counts.reduce((sum, { count }) => sum + count.failed, 0);
process.stdout.write('\n');
for (const { name, count } of counts) {
  process.stdout.write(`${name.padEnd(12)} ${count.passed} passed, ${count.failed} failed\n`);
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
