import type { SliceItems } from '#lib/model/inventory.ts';
import type { ManifestProblem } from '#lib/objects/manifest-problem.ts';
import { parseManifests } from '#lib/objects/parse-manifests.ts';
import type { ListedSlice } from './collector.ts';
import { COLLECTORS } from './collectors.ts';
import { FileObjects } from './file-objects.ts';

export interface FromText {
  /** By slice; one that the text has nothing for is left out. */
  readonly slices: { readonly [K in ListedSlice]?: readonly SliceItems[K][] };
  /** What was not read as it may have been meant, with its line, and its column where the text does not parse. */
  readonly problems: readonly ManifestProblem[];
}

/** Reads the objects of one YAML or JSON text; never throws for what it holds. */
export function readText(text: string, name: string): FromText {
  const parsed = parseManifests(text, name);
  const objects = new FileObjects(COLLECTORS);
  for (const document of parsed.documents) objects.add(document);
  const found = COLLECTORS.flatMap(({ slice }) => {
    const items = objects.itemsOf(slice);
    return items.length === 0 ? [] : [[slice, items] as const];
  });
  return {
    slices: Object.fromEntries(found),
    problems: [...parsed.problems, ...objects.problems()],
  };
}
