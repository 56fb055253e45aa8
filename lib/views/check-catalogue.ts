import { CATEGORIES, type Category } from '#lib/model/category.ts';
import { OUTCOMES, type ControlMeta, type ControlResult, type Outcome } from '#lib/model/control.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import { LOCALES, type Locale } from '#lib/model/text.ts';

/** A check of the catalogue with what came of it in one scan. */
export interface CatalogueRow {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  /** Null where no scan was chosen, or the scan is older than the check. */
  readonly outcome: Outcome | null;
  readonly checked: number;
  readonly failed: number;
  readonly atLeast: boolean;
  /** Why it did not come to pass or fail. */
  readonly reason: string | null;
}

/** What of the catalogue is asked for; empty means all of it. */
export interface CatalogueFilter {
  readonly area: readonly Category[];
  readonly outcome: readonly Outcome[];
  readonly text: string;
}

/** The catalogue as its page lists it. */
export interface Catalogue {
  readonly rows: readonly CatalogueRow[];
  readonly total: number;
  /** How many checks each value has when its own kind of filter is left out. */
  readonly outcomes: readonly { readonly outcome: Outcome; readonly count: number }[];
  readonly areas: readonly { readonly area: Category; readonly count: number }[];
}

/** Returns the checks asked for by area, those that fail and then the worst first, each with its outcome in a scan. */
export function catalogueOf(
  { metas, results }: { readonly metas: readonly ControlMeta[]; readonly results: readonly ControlResult[] },
  filter: CatalogueFilter,
  locale: Locale,
): Catalogue {
  const byId = new Map(results.map((result) => [result.id, result]));
  const named = metas.filter((meta) => hasWords(meta, filter.text));
  const rows = named.map((meta) => toRow(meta, byId.get(meta.id), locale));
  const inArea = rows.filter(({ category }) => isAsked(filter.area, category));
  const ended = rows.filter(({ outcome }) => isAsked(filter.outcome, outcome));
  return {
    rows: inArea
      .filter((row) => ended.includes(row))
      .toSorted(
        (a, b) =>
          CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) ||
          Number(b.outcome === 'fail') - Number(a.outcome === 'fail') ||
          severityRank(a.severity) - severityRank(b.severity) ||
          (a.id < b.id ? -1 : 1),
      ),
    total: metas.length,
    outcomes: OUTCOMES.map((outcome) => ({
      outcome,
      count: inArea.filter((row) => row.outcome === outcome).length,
    })),
    areas: CATEGORIES.map((area) => ({
      area,
      count: ended.filter((row) => row.category === area).length,
    })),
  };
}

function isAsked<T>(asked: readonly T[], value: T | null): boolean {
  return asked.length === 0 || (value !== null && asked.includes(value));
}

function hasWords(meta: ControlMeta, text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const said = [
    meta.id,
    ...meta.frameworks.map(({ framework, id }) => `${framework} ${id}`),
    ...LOCALES.flatMap((locale) => [meta.title[locale], meta.failTitle[locale]]),
  ]
    .join(' ')
    .toLowerCase();
  return words.every((word) => said.includes(word));
}

const NOT_RUN = { outcome: null, checked: 0, failed: 0, atLeast: false, reason: null } as const;

function toRow(meta: ControlMeta, result: ControlResult | undefined, locale: Locale): CatalogueRow {
  const { id, severity, category } = meta;
  if (result === undefined) return { id, severity, category, title: meta.title[locale], ...NOT_RUN };
  const { outcome, checked, failed, atLeast } = result;
  const title = (outcome === 'fail' ? result.failTitle : meta.title)[locale];
  const reason = result.reason?.[locale] ?? null;
  return { id, severity, category, title, outcome, checked, failed, atLeast, reason };
}
