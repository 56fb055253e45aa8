import { overlaid } from '#lib/analysis/network/reach/overlay-slices.ts';
import { PATH_SLICES, type PathSlices } from './path-scene.ts';

/** Returns the ways into the cluster that were read with others laid over them: added, or in place of the same name. */
export function overlayPaths(below: PathSlices, above: PathSlices): PathSlices {
  const laid = PATH_SLICES.map((name) => [name, overlaid(below[name], above[name])] as const);
  return { ...below, ...Object.fromEntries(laid) };
}
