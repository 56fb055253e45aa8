import type { Prisma } from '#lib/generated/prisma/client.ts';
import type { Category } from '#lib/model/category.ts';
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
  /** Words that must all occur in the object's names, the message's values or the control's title. */
  readonly text?: string;
}

/** Returns whether every finding of the scan is asked for. */
export function isUnfiltered(filter: FindingFilter): boolean {
  return FACETS.every((name) => (filter[name] ?? []).length === 0) && wordsOf(filter).length === 0;
}

/** Returns the database's form of a filter. */
export function whereOf(filter: FindingFilter, { scanNo, head }: StoredHead): Prisma.FindingWhereInput {
  const words = wordsOf(filter).map((word): Prisma.FindingWhereInput => ({
    OR: [{ search: { contains: toSearchText(word) } }, { controlId: { in: controlsNamed(word, head) } }],
  }));
  return {
    scanNo,
    ...oneOf('severity', filter.severities?.map(severityRank)),
    ...oneOf('category', filter.categories),
    ...oneOf('controlId', filter.controlIds),
    ...oneOf('namespace', filter.namespaces),
    ...oneOf('kind', filter.kinds),
    ...(words.length === 0 ? {} : { AND: words }),
  };
}

function oneOf<T>(column: string, values: readonly T[] | undefined): Record<string, { in: T[] }> {
  return values === undefined || values.length === 0 ? {} : { [column]: { in: [...values] } };
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
