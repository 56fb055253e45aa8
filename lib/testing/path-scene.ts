import { pathScene, type PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import type { DataplaneName } from '#lib/analysis/network/reach/dataplane.ts';
import { reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { inventory, type GivenSlices } from '#lib/testing/builders/inventory.ts';

/** Returns the services and the reachability of these objects under one plugin's reading. */
export function sceneOf(given: GivenSlices, profile: DataplaneName = 'calico'): PathScene {
  const { slices } = inventory(given);
  return pathScene(reachOfSlices(slices, { profile }).reach, slices);
}
