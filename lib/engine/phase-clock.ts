import type { Phase, ScanEvent } from '#lib/model/scan.ts';
import type { PhaseTiming } from '#lib/model/scan-result.ts';

/** Tells how far the running phase is: `done` of `total` of what `label` names. */
export type Count = (label: string, done: number, total: number | null) => void;

interface Timed<T> {
  readonly value: T;
  /** How many things the phase handled. */
  readonly items: number;
}

/** Announces each phase as it begins and keeps how long it took. */
export class PhaseClock {
  readonly #timings: PhaseTiming[] = [];
  readonly #monotonicMs: () => number;
  readonly #report: (event: ScanEvent) => void;

  constructor(monotonicMs: () => number, report: (event: ScanEvent) => void) {
    this.#monotonicMs = monotonicMs;
    this.#report = report;
  }

  /** Runs the work of one phase and returns its value; what it throws passes through untimed. */
  async run<T>(phase: Phase, work: (count: Count) => Promise<Timed<T>>): Promise<T> {
    this.#report({ type: 'phase', phase });
    const from = this.#monotonicMs();
    const { value, items } = await work((label, done, total) => {
      this.#report({ type: 'count', phase, label, done, total });
    });
    this.#timings.push({ name: phase, durationMs: Math.round(this.#monotonicMs() - from), items });
    return value;
  }

  /** Returns the phases run so far in their order. */
  timings(): readonly PhaseTiming[] {
    return [...this.#timings];
  }
}
