import { itemsOf } from '#lib/model/collected.ts';
import type { Reachability } from './build-reach.ts';
import { NETWORK_SLICES } from './network-objects.ts';
import { reachOfSlices, REACH_SLICES, type ReachOptions, type ReachSlices } from './reach-of-slices.ts';
import { simulatePolicies } from './simulate-policies.ts';

/** Kinds that say who is there; the others only say who may do what. */
const WHO: readonly string[] = ['pods', 'nodes', 'namespaces', 'serviceAccounts'];
const SIMULATED = NETWORK_SLICES.filter((name) => !WHO.includes(name));

export interface KnownReach {
  readonly reach: Reachability;
  /** What it was computed from. */
  readonly slices: ReachSlices;
}

/**
 * Returns the reachability of slices of which some are those of a reachability that is known. Where the others say
 * nothing of who is there, only rows are made of those whom they are about; `options` are for when all is made anew.
 */
export function changedReach(
  { reach, slices: before }: KnownReach,
  slices: ReachSlices,
  options: ReachOptions = {},
): Reachability {
  const changed = REACH_SLICES.filter((name) => slices[name] !== before[name]);
  const simulated = SIMULATED.filter((name) => changed.includes(name));
  if (simulated.length < changed.length) return reachOfSlices(slices, options).reach;
  const objects = Object.fromEntries(simulated.map((name) => [name, itemsOf<unknown>(slices[name])]));
  return simulatePolicies(reach, objects).reach;
}
