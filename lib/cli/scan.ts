import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { runScan } from '#lib/engine/run-scan.ts';
import type { ScanSource } from '#lib/engine/run-scan.ts';
import { env } from '#lib/env.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { chosenControls } from './chosen-controls.ts';
import { exitCodeOf } from './exit-code.ts';
import { languageOf } from './language.ts';
import { makePaint } from './paint.ts';
import { ProgressLine } from './progress-line.ts';
import { readFiles } from './read-files.ts';
import { parseScanArguments } from './scan-arguments.ts';
import type { ScanArguments } from './scan-arguments.ts';
import type { ScanTarget } from './target-arguments.ts';
import type { Terminal } from './terminal.ts';
import { textLines } from './text-result.ts';
import { jsonChunks } from './write-json.ts';
import { writeOut } from './write-out.ts';

const now = () => new Date();

async function sourceOf(args: ScanArguments, terminal: Terminal): Promise<ScanSource> {
  const { target, profile, language } = args;
  if (target.kind === 'context') {
    const { context, kubeconfig } = target;
    return { kind: 'api', context, ...(kubeconfig === null ? {} : { kubeconfig }) };
  }
  return { kind: 'files', inventory: await readFiles(target, { profile, language }, terminal) };
}

function nameOf(target: ScanTarget): string {
  if (target.kind === 'files') return target.paths.join(' ');
  return target.context ?? '';
}

/** The current context has its name only once it was opened. */
function named(result: ScanResult, target: ScanTarget): ScanResult {
  if (nameOf(target) !== '') return result;
  return { ...result, cluster: { ...result.cluster, name: result.cluster.context ?? 'in-cluster' } };
}

async function scan(args: ScanArguments, version: string, terminal: Terminal): Promise<ScanResult> {
  const { target, profile } = args;
  const only = args.controls === null ? {} : { only: chosenControls(args.controls) };
  const settings = env();
  const source = await sourceOf(args, terminal);
  terminal.signal.throwIfAborted();
  const progress = new ProgressLine(terminal.err, args.language, terminal.isErrTerminal);
  try {
    const { result } = await runScan({
      source,
      scan: { id: randomUUID(), trigger: 'cli', profile },
      cluster: {
        id: `${target.kind}:${nameOf(target)}`,
        name: nameOf(target),
        context: target.kind === 'context' ? target.context : null,
      },
      probe: { enabled: args.probe && settings.probe, allow: args.probeAllow, bound: settings.probeAllow },
      signal: terminal.signal,
      now,
      monotonicMs: () => performance.now(),
      host: hostname(),
      merlonVersion: version,
      report: progress.report,
      ...only,
    });
    return named(result, target);
  } finally {
    progress.clear();
  }
}

function* lines(result: ScanResult, args: ScanArguments, terminal: Terminal): Generator<string> {
  const paint = makePaint(terminal.isOutTerminal && (terminal.variables['NO_COLOR'] ?? '') === '');
  for (const line of textLines(result, { language: args.language, paint })) yield `${line}\n`;
}

/** Runs `merlon scan` and returns its exit code. Throws UsageError, MerlonError, or the signal's reason. */
export async function scanCommand(
  words: readonly string[],
  version: string,
  terminal: Terminal,
): Promise<number> {
  const args = parseScanArguments(words, languageOf(terminal.variables));
  const result = await scan(args, version, terminal);
  await writeOut(args.format === 'json' ? jsonChunks(result) : lines(result, args, terminal), terminal);
  return exitCodeOf(result, args.failOn);
}
