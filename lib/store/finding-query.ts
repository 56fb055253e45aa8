import type { Category } from '#lib/model/category.ts';
import type { FindingAge } from '#lib/model/finding-age.ts';
import { parseRefKey } from '#lib/model/resource-ref.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import { LOCALES } from '#lib/model/text.ts';
import { FACETS } from './finding-facets.ts';
import type { StoredHead } from './results.ts';
import { toSearchText } from './search-text.ts';

/** Which findings of a scan are asked for; several values of one filter mean any of them. */
export interface FindingFilter {
  readonly scanId: string;
  readonly severities?: readonly Severity[];
  readonly categories?: readonly Category[];
  readonly controlIds?: readonly string[];
  /** The empty string stands for what has no namespace. */
  readonly namespaces?: readonly string[];
  readonly kinds?: readonly string[];
  /** The empty string stands for what is not on one node. */
  readonly nodes?: readonly string[];
  readonly ages?: readonly FindingAge[];
  /** Keys of objects, as `refKey` gives them. */
  readonly objects?: readonly string[];
  /** Words that must all occur in the object's names, the message's values or the control's title. */
  readonly text?: string;
}

/** A condition on rows of findings, with the values its question marks stand for. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Returns whether every finding of the scan is asked for. */
export function isUnfiltered(filter: FindingFilter): boolean {
  const chosen = [...FACETS, 'objects' as const].some((name) => (filter[name] ?? []).length > 0);
  return !chosen && wordsOf(filter).length === 0;
}

/** Returns the database's form of a filter. */
export function whereOf(filter: FindingFilter, { scanNo, head }: StoredHead): Condition {
  const parts: readonly Condition[] = [
    { sql: 'scan_no = ?', values: [scanNo] },
    ...oneOf('severity', filter.severities?.map(severityRank)),
    ...oneOf('category', filter.categories),
    ...oneOf('control_id', filter.controlIds),
    ...oneOf('namespace', filter.namespaces),
    ...oneOf('kind', filter.kinds),
    ...oneOf('node', filter.nodes),
    ...oneOf('age', filter.ages),
    ...onObjects(filter.objects ?? []),
    ...wordsOf(filter).map((word) => hasWord(word, head)),
  ];
  return {
    sql: parts.map(({ sql }) => sql).join(' AND '),
    values: parts.flatMap(({ values }) => values),
  };
}

function oneOf(column: string, values: readonly (string | number)[] | undefined): Condition[] {
  if (values === undefined || values.length === 0) return [];
  return [{ sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] }];
}

/** The part of an apiVersion before the slash; a version alone belongs to the core group, which has no name. */
const GROUP = "substr(api_version, 1, max(instr(api_version, '/') - 1, 0))";

function onObjects(keys: readonly string[]): Condition[] {
  if (keys.length === 0) return [];
  const objects = keys.map((key) => {
    const { group, kind, namespace, name } = parseRefKey(key);
    return [kind, namespace ?? '', name, group];
  });
  const each = `(kind = ? AND namespace = ? AND name = ? AND ${GROUP} = ?)`;
  return [{ sql: `(${objects.map(() => each).join(' OR ')})`, values: objects.flat() }];
}

function hasWord(word: string, head: StoredHead['head']): Condition {
  return {
    sql: '(instr(search, ?) > 0 OR control_id IN (SELECT value FROM json_each(?)))',
    values: [toSearchText(word), JSON.stringify(controlsNamed(word, head))],
  };
}

function wordsOf({ text = '' }: FindingFilter): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Ids of the controls whose id or title has the word, in either language. */
function controlsNamed(word: string, head: StoredHead['head']): string[] {
  const named = head.controls.filter((control) =>
    [control.id, ...LOCALES.flatMap((locale) => [control.title[locale], control.failTitle[locale]])].some(
      (title) => title.toLowerCase().includes(word),
    ),
  );
  return named.map((control) => control.id);
}
