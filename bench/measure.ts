import process from 'node:process';

/** One figure: what was measured against its floor, both in the same run. */
export interface Figure {
  readonly name: string;
  /** Milliseconds, medians of the runs. */
  readonly measuredMs: number;
  readonly floorMs: number;
  /** Median of the runs' own ratios. */
  readonly ratio: number;
  /** The ratio it should not pass; null where it is only reported. */
  readonly goal: number | null;
  readonly notes: Readonly<Record<string, number | string>>;
}

export interface Pair {
  readonly measuredMs: number;
  readonly floorMs: number;
}

interface FigureParts {
  readonly name: string;
  readonly goal: number | null;
  readonly notes?: Figure['notes'];
}

/** Returns the figure of several pairs; each pair was measured one right after the other. */
export function figureOf({ name, goal, notes = {} }: FigureParts, pairs: readonly Pair[]): Figure {
  return {
    name,
    goal,
    measuredMs: median(pairs.map(({ measuredMs }) => measuredMs)),
    floorMs: median(pairs.map(({ floorMs }) => floorMs)),
    ratio: median(pairs.map(({ measuredMs, floorMs }) => measuredMs / floorMs)),
    notes,
  };
}

/** Returns how long some work took, in milliseconds, and what it gave. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  const from = performance.now();
  const value = await work();
  return { ms: performance.now() - from, value };
}

/** Returns how long some work kept the CPU, in milliseconds: others that run at the same time do not count. */
export function cpuTimed(work: () => void): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

/** Runs a measurement `runs` times in turn with its floor, after one run of each that does not count. */
export async function inTurn(
  runs: number,
  measured: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<Pair[]> {
  await floor();
  await measured();
  const pairs: Pair[] = [];
  for (let run = 0; run < runs; run += 1) {
    const floorMs = await floor();
    pairs.push({ floorMs, measuredMs: await measured() });
  }
  return pairs;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
