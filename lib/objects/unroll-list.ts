import { text } from '#lib/model/text.ts';
import type { ManifestProblem } from './manifest-problem.ts';

/** One object as a file holds it, not yet reshaped. */
export interface RawDocument {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly apiVersion: string;
  readonly kind: string;
  readonly file: string;
  /** Where it begins; in a JSON list, where the list does. */
  readonly line: number;
  /** Kind of the list it stood in when the list names its items' kind, such as `PodList`. */
  readonly fromTypedList: string | null;
}

/** A list that names the kind of its items: all there are of that kind, even when it is empty. */
export interface TypedList {
  readonly apiVersion: string;
  /** Kind of the items. */
  readonly kind: string;
  /** False when the list is one page of several, or an item of it could not be read. */
  readonly isWhole: boolean;
}

/** What the texts of a file come to. */
export interface ParsedManifests {
  readonly documents: RawDocument[];
  readonly lists: TypedList[];
  readonly problems: ManifestProblem[];
}

/** Where a value stands: its file and line, and the lines of its items where they are known. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly itemLines: readonly number[];
  /** Some of the value's items could not be read. */
  readonly isCut: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notAnObject(place: Place): ManifestProblem {
  return {
    reason: 'not-an-object',
    file: place.file,
    line: place.line,
    column: 1,
    message: text(
      'not a Kubernetes object: apiVersion and kind are missing',
      '不是 Kubernetes 对象：缺少 apiVersion 和 kind',
    ),
  };
}

function textField(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

const LIST_SUFFIX = 'List';

function isList(kind: string, value: Fields): boolean {
  if (!kind.endsWith(LIST_SUFFIX) || value['spec'] !== undefined) return false;
  return value['items'] === undefined || Array.isArray(value['items']);
}

function isOnePage(value: Fields): boolean {
  const metadata = value['metadata'];
  return isFields(metadata) && textField(metadata['continue']) !== null;
}

/** Adds the object, or the objects of a list however deep, to what was parsed; empty documents add nothing. */
export function unrollList(value: unknown, place: Place, into: ParsedManifests): void {
  if (value === null || value === undefined) return;
  const fields = isFields(value) ? value : {};
  const apiVersion = textField(fields['apiVersion']);
  const kind = textField(fields['kind']);
  if (apiVersion === null || kind === null) {
    into.problems.push(notAnObject(place));
    return;
  }
  if (!isList(kind, fields)) {
    const { file, line } = place;
    into.documents.push({ raw: fields, apiVersion, kind, file, line, fromTypedList: null });
    return;
  }
  const items: unknown[] = Array.isArray(fields['items']) ? fields['items'] : [];
  if (kind === LIST_SUFFIX) {
    for (const [index, item] of items.entries()) unrollList(item, placeOfItem(place, index), into);
    return;
  }
  const isWhole = !place.isCut && !isOnePage(fields);
  const list = { apiVersion, kind: kind.slice(0, -LIST_SUFFIX.length), isWhole };
  into.lists.push(list);
  addTypedItems(items, list, { place, into });
}

function addTypedItems(
  items: readonly unknown[],
  { apiVersion, kind }: TypedList,
  { place, into }: { place: Place; into: ParsedManifests },
): void {
  for (const [index, item] of items.entries()) {
    if (item === undefined) continue;
    const { file, line } = placeOfItem(place, index);
    const raw = isFields(item) ? item : {};
    into.documents.push({ raw, apiVersion, kind, file, line, fromTypedList: kind + LIST_SUFFIX });
  }
}

function placeOfItem(place: Place, index: number): Place {
  return { ...place, line: place.itemLines[index] ?? place.line, itemLines: [] };
}
