import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { PAIR_VERDICTS, type PairJudge } from './pair-judge.ts';
import type { PodGroup } from './pod-groups.ts';

/** How many ordered pairs of pods of each two parties are open, unknown, and there at all. */
export interface PairTally {
  readonly columns: number;
  readonly open: Uint32Array;
  readonly unknown: Uint32Array;
  readonly total: Uint32Array;
}

interface TallySources {
  readonly reach: Reachability;
  readonly judge: PairJudge;
  readonly from: readonly PodGroup[];
  readonly to: readonly PodGroup[];
  /** Parties of each side. */
  readonly rows: number;
  readonly columns: number;
}

/** Counts pairs of pods by their parties; a pod is no pair with itself. */
export function tallyPairs({ reach, judge, from, to, rows, columns }: TallySources): PairTally {
  const tally = emptyTally(rows, columns);
  for (const source of from) {
    for (const target of to) {
      const pairs = source.pods.length * target.pods.length - sharedPods(source, target);
      const at = source.party * columns + target.party;
      add(tally, { at, pairs, verdict: judge.verdict(source, target) });
    }
  }
  correctOwnNodes({ reach, judge, from, to, rows, columns }, tally);
  return tally;
}

export function emptyTally(rows: number, columns: number): PairTally {
  const counts = () => new Uint32Array(rows * columns);
  return { columns, open: counts(), unknown: counts(), total: counts() };
}

/** Groups of two lists are of the same pods or of none that they share. */
function sharedPods(source: PodGroup, target: PodGroup): number {
  return source.class === target.class && source.pods[0] === target.pods[0] ? source.pods.length : 0;
}

interface Counted {
  readonly at: number;
  readonly pairs: number;
  readonly verdict: number;
}

function add(tally: PairTally, { at, pairs, verdict }: Counted): void {
  if (verdict === PAIR_VERDICTS.apart) return;
  tally.total[at] = (tally.total[at] ?? 0) + pairs;
  if (verdict === PAIR_VERDICTS.open) tally.open[at] = (tally.open[at] ?? 0) + pairs;
  if (verdict === PAIR_VERDICTS.unknown) tally.unknown[at] = (tally.unknown[at] ?? 0) + pairs;
}

/** Pods and the network of the node they run on: no class can tell which node that is, so these pairs are counted anew. */
export function correctOwnNodes(sources: TallySources, tally: PairTally): void {
  const { reach, judge, columns } = sources;
  const targets = byNode(reach, sources.to);
  for (const [node, from] of byNode(reach, sources.from)) {
    for (const [source, sourcePods] of from) {
      for (const [target, targetPods] of targets.get(node) ?? []) {
        if (!isOnHost(reach, source) && !isOnHost(reach, target)) continue;
        const pairs = sourcePods * targetPods - (sharedPods(source, target) > 0 ? sourcePods : 0);
        const at = source.party * columns + target.party;
        const plain = judge.verdict(source, target);
        if (plain === PAIR_VERDICTS.apart) continue;
        add(tally, { at, pairs: -pairs, verdict: plain });
        add(tally, { at, pairs, verdict: judge.onOneNode(source, target) });
      }
    }
  }
}

function isOnHost({ space }: Reachability, { class: at }: PodGroup): boolean {
  return at >= space.podClasses.length;
}

/** How many pods each group has on each node; nodes without a pod on their network need no second look. */
function byNode({ space }: Reachability, groups: readonly PodGroup[]): Map<string, Map<PodGroup, number>> {
  const nodes = new Map<string, Map<PodGroup, number>>();
  for (const group of groups) {
    for (const pod of group.pods) {
      const node = space.pods[pod]?.node;
      if (node === null || node === undefined) continue;
      const here = nodes.get(node) ?? new Map<PodGroup, number>();
      here.set(group, (here.get(group) ?? 0) + 1);
      nodes.set(node, here);
    }
  }
  return nodes;
}
