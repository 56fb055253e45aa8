import { collectInventory } from '#lib/collect/collect-inventory.ts';
import { CONTROLS } from '#lib/controls/index.ts';
import { openCluster } from '#lib/kube/open-cluster.ts';
import { isUnexpected } from '#lib/model/gap.ts';
import type { Collected } from '#lib/model/collected.ts';
import type { Inventory } from '#lib/model/inventory.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { PHASE_MEASURE, type Profile, type ScanEvent, type Trigger } from '#lib/model/scan.ts';
import type { ScanFacts } from '#lib/model/scan-facts.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { text } from '#lib/model/text.ts';
import { assembleResult, type ScannedParts } from './assemble-result.ts';
import { deriveFacts } from './derive.ts';
import { evaluateControl, type Evaluation } from './evaluate.ts';
import { PhaseClock } from './phase-clock.ts';
import { probeInventory } from './probe-inventory.ts';
import { scanFactsOf } from './scan-facts.ts';

/** What a scan reads. */
export type ScanSource =
  | { readonly kind: 'api'; readonly context: string | null; readonly kubeconfig?: string }
  | { readonly kind: 'files'; readonly inventory: Inventory };

/** Whether and where probes may be sent. */
export interface ProbeSettings {
  readonly enabled: boolean;
  /** CIDRs that may get a packet; null allows the addresses of the cluster's own nodes and endpoints. */
  readonly allow: readonly string[] | null;
  /** CIDRs that bound `allow` from outside; null bounds nothing. */
  readonly bound: readonly string[] | null;
}

export interface RunScanInput {
  readonly source: ScanSource;
  readonly scan: { readonly id: string; readonly trigger: Trigger; readonly profile: Profile };
  readonly cluster: { readonly id: string; readonly name: string; readonly context: string | null };
  readonly probe: ProbeSettings;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonicMs: () => number;
  /** Name of the machine the scan runs on. */
  readonly host: string;
  readonly merlonVersion: string;
  readonly report: (event: ScanEvent) => void;
  /** Ids of the controls to run; all of them where it is left out. */
  readonly only?: readonly string[];
}

export interface ScanOutput {
  readonly result: ScanResult;
  /** What the result was judged from, for keeping. */
  readonly inventory: Inventory;
  /** What pages show of it besides. */
  readonly facts: ScanFacts;
}

/** What one source gave, with the server it came from. */
interface Read {
  readonly inventory: Inventory;
  readonly server: string | null;
  readonly context: string | null;
  readonly inCluster: boolean;
}

/**
 * Runs one scan and returns its result. Throws the cluster's own error when it cannot be opened, and the
 * signal's reason when it is aborted; everything else that fails becomes a gap or an outcome of the result.
 */
export async function runScan(input: RunScanInput): Promise<ScanOutput> {
  const startedAt = input.now().toISOString();
  const clock = new PhaseClock(input.monotonicMs, input.report);
  const read = await readSource(input, clock);
  const probes = await clock.run('probing', async (count) => {
    const results = await probeInventory({ ...input, inventory: read.inventory, server: read.server, count });
    return { value: results, items: 'items' in results ? results.items.length : 0 };
  });
  reportGaps(input, 'gaps' in probes ? probes : null);
  // What reading left behind goes before the analysis asks for as much: about 50 MB of the peak at 10,000 pods.
  globalThis.gc?.();
  const facts = await clock.run('analysing', () =>
    Promise.resolve({ value: deriveFacts(read.inventory, probes), items: 1 }),
  );
  input.signal.throwIfAborted();
  const evaluations = await clock.run('evaluating', async (count) => {
    const value = await evaluateAll(input, facts, { scannedAt: startedAt, count });
    return { value, items: value.length };
  });
  input.signal.throwIfAborted();
  const parts: ScannedParts = { ...read, probes, evaluations, startedAt, phases: clock.timings() };
  const result = assembleResult(input, parts);
  return { result, inventory: read.inventory, facts: scanFactsOf(facts, result.findings) };
}

async function readSource(input: RunScanInput, clock: PhaseClock): Promise<Read> {
  const { source, signal } = input;
  if (source.kind === 'files') {
    return { inventory: source.inventory, server: null, context: null, inCluster: false };
  }
  const { context, kubeconfig } = source;
  const access = await clock.run('connecting', async () => {
    const opened = await openCluster({
      context,
      signal,
      ...(kubeconfig === undefined ? {} : { kubeconfig }),
    });
    return { value: opened, items: 1 };
  });
  try {
    const inventory = await clock.run('collecting', async (count) => {
      const value = await collectInventory(access, {
        profile: input.scan.profile,
        signal,
        now: input.now,
        onProgress: (progress) => count(progress.slice, progress.done, progress.total),
        onSettled: (done, total) => count(PHASE_MEASURE.collecting, done, total),
        onGap: (gap) => input.report({ type: 'gap', gapId: gap.id, message: gap.message }),
      });
      return { value, items: Object.keys(value.slices).length };
    });
    signal.throwIfAborted();
    return { inventory, server: access.server, context: access.context, inCluster: access.inCluster };
  } finally {
    access.close();
  }
}

function reportGaps(
  input: RunScanInput,
  probes: Extract<Collected<ProbeResult>, { gaps: unknown }> | null,
): void {
  for (const gap of probes?.gaps ?? []) {
    input.report({ type: 'gap', gapId: gap.id, message: gap.message });
    if (isUnexpected(gap)) input.report({ type: 'log', message: gap.message });
  }
}

interface EvaluateAll {
  readonly scannedAt: string;
  readonly count: (label: string, done: number, total: number | null) => void;
}

async function evaluateAll(
  input: RunScanInput,
  facts: ReturnType<typeof deriveFacts>,
  { scannedAt, count }: EvaluateAll,
): Promise<Evaluation[]> {
  const chosen = CONTROLS.filter((control) => input.only === undefined || input.only.includes(control.id));
  const source = input.source.kind === 'files' ? input.source.inventory.source : 'api';
  const evaluations: Evaluation[] = [];
  for (const [index, control] of chosen.entries()) {
    input.signal.throwIfAborted();
    const evaluation = evaluateControl(control, facts, { scannedAt, source });
    evaluations.push(evaluation);
    if (evaluation.result.outcome === 'error' && evaluation.result.reason !== null) {
      const { reason } = evaluation.result;
      input.report({
        type: 'log',
        message: text(`${control.id}: ${reason.en}`, `${control.id}：${reason['zh-CN']}`),
      });
    }
    count(PHASE_MEASURE.evaluating, index + 1, chosen.length);
    // Lets a cancel and the heartbeat in between two controls.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return evaluations;
}
