import { collected, gapsOf, itemsOf, type Collected } from '#lib/model/collected.ts';
import { isUnexpected } from '#lib/model/gap.ts';
import type { KubeObject } from '#lib/model/kube-object.ts';
import { REACH_SLICES, type ReachSlices } from './reach-of-slices.ts';

/** Returns what was read with other objects laid over it: they are added, or replace those of the same name. */
export function overlaySlices(below: ReachSlices, above: ReachSlices): ReachSlices {
  return Object.fromEntries(
    REACH_SLICES.map((name) => [name, overlaid(below[name], above[name])]),
  ) as unknown as ReachSlices;
}

/** Returns one kind of what was read with objects of that kind laid over it. */
export function overlaid(below: Collected<KubeObject>, above: Collected<KubeObject>): Collected<KubeObject> {
  const more = itemsOf(above);
  if (more.length === 0) return below;
  const byName = new Map(itemsOf(below).map((item) => [nameOf(item), item]));
  for (const item of more) byName.set(nameOf(item), item);
  // What could not be read below is still not read.
  return collected([...byName.values()], gapsOf(below).filter(isUnexpected));
}

/** A slice is one kind, which two groups may serve: Calico's policies are stored in another than people write. */
function nameOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
