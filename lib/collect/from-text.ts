import type { SliceItems } from '#lib/model/inventory.ts';
import type { KubeObject } from '#lib/model/kube-object.ts';
import { FieldPlaces, type TextPlace } from '#lib/objects/field-places.ts';
import type { ManifestProblem } from '#lib/objects/manifest-problem.ts';
import { parseManifests, type RawDocument } from '#lib/objects/parse-manifests.ts';
import type { ListedSlice } from './collector.ts';
import { COLLECTORS } from './collectors.ts';
import { expectedWords } from './expected-words.ts';
import { FileObjects } from './file-objects.ts';
import { unknownKind } from './unknown-kind.ts';

export interface FromText {
  /** By slice; one that the text has nothing for is left out. */
  readonly slices: { readonly [K in ListedSlice]?: readonly SliceItems[K][] };
  /** What was not read as it may have been meant, with its line and column. */
  readonly problems: readonly ManifestProblem[];
  /** Returns where a field of one of the objects stands; of several spellings of its path the first that is there. */
  readonly placeOf: (object: KubeObject, ...paths: readonly [string, ...string[]]) => TextPlace | null;
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
  const places = placesIn(text);
  const lines = objects.lines();
  // Kinds that are not known are told one by one, as each has a place.
  const told = objects.problems().filter(({ reason }) => reason !== 'ignored-kind');
  return {
    slices: Object.fromEntries(found),
    problems: [
      ...parsed.problems,
      ...told.map((problem) => located(problem, places)),
      ...parsed.documents.flatMap((document) => strangers(document, places)),
    ],
    placeOf: (object, ...paths) => {
      const line = lines.get(object);
      if (line === undefined) return null;
      const all = paths.flatMap((path) => places().find(line, path) ?? []);
      return all.find(({ isFound }) => isFound) ?? all[0] ?? { line, column: 1 };
    },
  };
}

/** The text is parsed once more, for its places alone and only where one is asked for. */
function placesIn(text: string): () => FieldPlaces {
  let made: FieldPlaces | null = null;
  return () => (made ??= new FieldPlaces(text));
}

function located(problem: ManifestProblem, places: () => FieldPlaces): ManifestProblem {
  const { field, line } = problem;
  if (field === undefined || line === null) return problem;
  const place = places().find(line, field.path);
  const { line: at, column } = place ?? problem;
  return { ...problem, line: at, column, message: expectedWords(field) };
}

function strangers(document: RawDocument, places: () => FieldPlaces): ManifestProblem[] {
  const unknown = unknownKind(document);
  if (unknown === null) return [];
  const { file, line } = document;
  const place = places().find(line, unknown.path) ?? { line, column: null };
  const { message } = unknown;
  return [{ reason: 'ignored-kind', file, line: place.line, column: place.column, message }];
}
