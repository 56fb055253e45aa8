import { PATH_SLICES, type PathSlices } from '#lib/analysis/network/paths/path-scene.ts';
import {
  reachOfSlices,
  REACH_SLICES,
  type ClusterReach,
  type ReachSlices,
} from '#lib/analysis/network/reach/reach-of-slices.ts';
import { namespaceMatrix } from '#lib/analysis/network/reach-summary/namespace-matrix.ts';
import type { ReachQuery } from '#lib/analysis/network/reach-summary/pair-judge.ts';
import { collected, type Collected } from '#lib/model/collected.ts';
import { BoundedCache } from '#lib/store/bounded-cache.ts';
import { unpackJson } from '#lib/store/compressed-json.ts';
import { KeptMatrix } from './kept-matrix.ts';
import type { ReachStanding, SentSlice } from './network-asks.ts';

/** What the thread is handed of a scan: who may talk, and what stands behind services and doors. */
export const SCAN_SLICES = [...REACH_SLICES, ...PATH_SLICES] as const;
export type ScanSlices = ReachSlices & PathSlices;

/** A scan's reachability as the thread keeps it, with the matrices asked for last. */
export interface KeptReach extends ClusterReach {
  readonly slices: ScanSlices;
  readonly matrixOf: (query: ReachQuery) => KeptMatrix;
}

const MATRICES = 6;

/** Computes the reachability of the slices of a scan. */
export async function keepReach(sent: readonly SentSlice[]): Promise<KeptReach> {
  const entries: [string, Collected<unknown>][] = [];
  for (const slice of sent) entries.push([slice.name, await unpacked(slice)]);
  const slices = Object.fromEntries(entries) as unknown as ScanSlices;
  const found = reachOfSlices(slices);
  const matrices = new BoundedCache<string, KeptMatrix>(MATRICES);
  const matrixOf = (query: ReachQuery): KeptMatrix => {
    const key = JSON.stringify([query.port, query.side]);
    const matrix = matrices.get(key) ?? new KeptMatrix(namespaceMatrix(found.reach, query));
    matrices.set(key, matrix);
    return matrix;
  };
  return { ...found, slices, matrixOf };
}

/** What was not read stays what it was: a failed slice is no empty one. */
async function unpacked({ state, gaps, data }: SentSlice): Promise<Collected<unknown>> {
  if (data !== null) return collected((await unpackJson(data)) as readonly unknown[], gaps);
  return state === 'complete' || state === 'partial' ? collected([], gaps) : { state, gaps };
}

/** Returns how far what is told of a cluster's policies can be relied on. */
export function standingOf({ plugin, reach }: ClusterReach): ReachStanding {
  return { enforces: plugin.enforces, mayNotEnforce: reach.mayNotEnforce, unseen: reach.unseen };
}
