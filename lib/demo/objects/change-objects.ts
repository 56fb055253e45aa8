import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { RawObject } from '../raw-object.ts';
import { groupOf, readList, readRecord, readText } from '../raw-object.ts';
import type { World } from './world.ts';

const CHANGES = new URL('../data/generation-2.yaml', import.meta.url);

/** Returns the declared objects of a generation: the second has some removed, some merged over, some new. */
export function changeObjects(world: World, objects: readonly RawObject[]): RawObject[] {
  if (world.generation === 1) return [...objects];
  const changes: unknown = parse(readFileSync(CHANGES, 'utf8'));
  const removed = new Set(readList(changes, 'remove').map(String));
  const patches = new Map(
    readList(changes, 'merge').map((one) => [readText(one, 'object'), readRecord(one, 'with')]),
  );
  const kept = objects
    .filter((object) => !removed.has(referenceTo(object)))
    .map((object) => mergePatch(object, patches.get(referenceTo(object)) ?? {}) as RawObject);
  const known = new Set(objects.map(referenceTo));
  for (const reference of [...removed, ...patches.keys()]) {
    if (!known.has(reference)) throw new Error(`generation 2 changes ${reference}, which is not there`);
  }
  return [...kept, ...(readList(changes, 'add') as RawObject[])];
}

/** Names an object as `kind.group/namespace/name`, as the changes file does. */
function referenceTo(object: RawObject): string {
  const group = groupOf(object.apiVersion);
  const kind = group === '' ? object.kind : `${object.kind}.${group}`;
  return [kind, object.metadata.namespace ?? '-', object.metadata.name].join('/');
}

/** RFC 7386: null removes, objects merge, anything else replaces. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result = { ...readRecord(target) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}
