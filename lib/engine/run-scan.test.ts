import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { collectFromFiles } from '#lib/collect/from-files.ts';
import type { ScanEvent } from '#lib/model/scan.ts';
import { runScan, type RunScanInput } from './run-scan.ts';

const TAKEN_AT = new Date('2026-11-22T08:00:00.000Z');
const golden = (name: string): string => fileURLToPath(new URL(`./golden/${name}`, import.meta.url));

async function inputOf(parts: Partial<RunScanInput> = {}): Promise<RunScanInput> {
  const now = (): Date => TAKEN_AT;
  const { inventory } = await collectFromFiles([golden('cluster.yaml')], { complete: true, now });
  return {
    source: { kind: 'files', inventory },
    scan: { id: 'golden', trigger: 'cli', profile: 'standard' },
    cluster: { id: 'golden', name: 'golden', context: null },
    probe: { enabled: true, allow: null, bound: null },
    signal: new AbortController().signal,
    now,
    monotonicMs: () => 0,
    host: 'here',
    merlonVersion: 'golden',
    report: () => undefined,
    ...parts,
  };
}

describe('a scan', () => {
  it('of the golden cluster gives the golden result (vitest -u takes a new one; read the difference)', async () => {
    const { result } = await runScan(await inputOf());
    // The words of controls change often and are held elsewhere; what was judged is what stands here.
    const controls = result.controls.map(({ id, outcome, checked, failed, atLeast, gapIds, reason }) => ({
      id,
      outcome,
      checked,
      failed,
      atLeast,
      gapIds,
      reason,
    }));
    await expect(`${JSON.stringify({ ...result, controls }, null, 2)}\n`).toMatchFileSnapshot(
      golden('scan-result.json'),
    );
  });

  it('gives the same bytes for the same inventory in another order', async () => {
    const input = await inputOf();
    const { result } = await runScan(input);
    if (input.source.kind !== 'files') throw new Error('a scan of files');
    const { inventory } = input.source;
    const turned = Object.entries(inventory.slices).map(([name, slice]) => [
      name,
      'items' in slice ? { ...slice, items: slice.items.toReversed() } : slice,
    ]);
    const slices = Object.fromEntries(turned) as typeof inventory.slices;
    const again = await runScan({ ...input, source: { kind: 'files', inventory: { ...inventory, slices } } });
    expect(JSON.stringify(again.result)).toBe(JSON.stringify(result));
  });

  it('tells its phases in order and counts the controls', async () => {
    const events: ScanEvent[] = [];
    await runScan(await inputOf({ report: (event) => events.push(event) }));
    const phases = events.flatMap((event) => (event.type === 'phase' ? [event.phase] : []));
    expect(phases).toEqual(['probing', 'analysing', 'evaluating']);
    const counts = events.flatMap((event) =>
      event.type === 'count' && event.label === 'controls' ? [event] : [],
    );
    expect(counts.at(-1)?.done).toBe(counts.at(-1)?.total);
  });

  it('runs the controls asked for and no other', async () => {
    const { result } = await runScan(await inputOf({ only: ['privileged-container'] }));
    expect(result.controls.map(({ id }) => id)).toEqual(['privileged-container']);
  });

  it('ends with the reason of an aborted signal', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(runScan(await inputOf({ signal }))).rejects.toThrow('enough');
  });
});
