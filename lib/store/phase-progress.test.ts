import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScanEvent } from '#lib/model/scan.ts';
import { appendEvents } from './events.ts';
import { phaseProgress } from './phase-progress.ts';
import { ScratchStore } from './scratch-store.ts';

let scratch: ScratchStore;
let scanId: string;

beforeEach(async () => {
  scratch = await ScratchStore.create();
  scanId = scratch.startScan(scratch.addCluster());
});
afterEach(() => scratch.remove());

type Count = Extract<ScanEvent, { type: 'count' }>;

function tell(...counts: Omit<Count, 'type'>[]): void {
  appendEvents(
    scratch.store,
    scanId,
    counts.map((count) => ({ type: 'count', ...count })),
  );
}

describe('phaseProgress', () => {
  it('is what the scan told last of the phase as a whole, not of one list', () => {
    tell(
      { phase: 'collecting', label: 'lists', done: 3, total: 40 },
      { phase: 'collecting', label: 'pods', done: 500, total: 900 },
      { phase: 'collecting', label: 'lists', done: 4, total: 40 },
      { phase: 'collecting', label: 'nodes', done: 8, total: 8 },
    );
    expect(phaseProgress(scratch.store, scanId, 'collecting')).toEqual({ done: 4, total: 40 });
  });

  it('does not take over the figures of the phase before', () => {
    tell({ phase: 'collecting', label: 'lists', done: 40, total: 40 });
    expect(phaseProgress(scratch.store, scanId, 'probing')).toBeNull();
  });

  it.each([
    { name: 'a phase that counts nothing', phase: 'analysing' as const, total: 5 },
    { name: 'a total nobody knows', phase: 'probing' as const, total: null },
    { name: 'nothing to do', phase: 'probing' as const, total: 0 },
  ])('is unknown for $name', ({ phase, total }) => {
    tell({ phase, label: 'ports', done: 0, total });
    expect(phaseProgress(scratch.store, scanId, phase)).toBeNull();
  });

  it('is not that of another scan', () => {
    tell({ phase: 'probing', label: 'ports', done: 1, total: 9 });
    const other = scratch.startScan(scratch.addCluster('other'));
    expect(phaseProgress(scratch.store, other, 'probing')).toBeNull();
  });
});
