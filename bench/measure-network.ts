import { BenchChild } from './child.ts';
import { directMsOfAllPairs } from './direct-pairs.ts';
import { cpuTimed, figureOf, median, type Figure } from './measure.ts';
import { networkObjects, NETWORK_SCENARIOS, type NetworkScenario } from './network-objects.ts';

interface Measured {
  readonly ms: number;
  readonly cpuMs: number;
  readonly aboveIdleMb: number;
  readonly classes: number;
  readonly cells: number;
  readonly open: number;
  readonly explainMs: number;
  /** One policy more that looks at what others look at already. */
  readonly simulateMs: number;
  readonly simulateCpuMs: number;
  /** One that tells apart what was one class before. */
  readonly refineMs: number;
  readonly refineCpuMs: number;
  readonly load: number;
}

const NAMES: Readonly<Record<NetworkScenario, string>> = {
  plain: 'network of 10,000 pods and 2,000 policies (limit 1,000 ms, 300 MB)',
  kubernetes: 'network of 20,000 pods, expressions, networks and admin tiers',
  calico: 'network of 20,000 pods, Calico tiers',
  cilium: 'network of 20,000 pods, Cilium policies',
};

/**
 * Measures the network engine from objects to all pairs, against reading the same objects from JSON; both by the time
 * of the CPU, which is what either needs where nothing else runs.
 */
export async function measureNetwork(runs: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const scenario of NETWORK_SCENARIOS) figures.push(await measureScenario(scenario, runs));
  return figures;
}

/** A process of its own for each run, so that none finds code warm or memory taken. */
async function measureScenario(scenario: NetworkScenario, runs: number): Promise<Figure> {
  const text = JSON.stringify(networkObjects(scenario));
  const pairs = [];
  const all: Measured[] = [];
  for (let run = 0; run < runs; run += 1) {
    const floorMs = cpuTimed(() => JSON.parse(text) as unknown);
    const child = new BenchChild('bench/network-process.ts', [scenario]);
    const measured = await child.next<Measured>();
    await child.stop();
    all.push(measured);
    pairs.push({ floorMs, measuredMs: measured.cpuMs });
  }
  const of = (field: keyof Measured): number => median(all.map((one) => one[field]));
  const notes = {
    'by the clock ms': Math.round(of('ms')),
    'MB above an idle Node': Math.round(of('aboveIdleMb')),
    classes: of('classes'),
    cells: of('cells'),
    'explain ms (limit 1)': of('explainMs').toFixed(4),
    'simulate ms (limit 100)': Math.round(of('simulateMs')),
    'simulate CPU ms': Math.round(of('simulateCpuMs')),
    'simulate a new label and network ms': Math.round(of('refineMs')),
    'simulate a new label and network CPU ms': Math.round(of('refineCpuMs')),
    'load of the machine': of('load').toFixed(1),
  };
  const direct = scenario === 'plain' ? directNotes(of('cpuMs')) : {};
  return figureOf({ name: NAMES[scenario], goal: null, notes: { ...notes, ...direct } }, pairs);
}

/** Nobody waits for all pairs one by one: a sample tells. */
function directNotes(ms: number): Figure['notes'] {
  const directMs = directMsOfAllPairs(networkObjects('plain'));
  return {
    'direct evaluator, extrapolated from 300 pairs, h': (directMs / 3_600_000).toFixed(1),
    'times as long': Math.round(directMs / ms),
  };
}
