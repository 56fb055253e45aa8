import type { Category } from '#lib/model/category.ts';
import type { Coverage } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { FindingItem } from '#lib/views/finding-rows.ts';
import type { GapRow } from '#lib/views/gap-rows.ts';
import type { FacetParam } from './findings-params.ts';

/** The values of a facet; `label` is null where the word belongs to the page's own messages. */
export type Facet = readonly {
  readonly value: string;
  readonly count: number;
  readonly label: string | null;
}[];

/** Findings that have something in common. */
export interface Group {
  readonly key: string;
  /** Null for what has no namespace. */
  readonly label: string | null;
  readonly count: number;
  readonly severity: Severity;
  readonly category?: Category;
}

/** What the findings page shows of one scan. */
export interface FindingsView {
  /** Findings of the scan, and those the filters let through. */
  readonly total: number;
  readonly matching: number;
  readonly facets: Readonly<Record<FacetParam, Facet>>;
  /** Null for a flat list. */
  readonly groups: readonly Group[] | null;
  /** The page of the flat list, or the beginning of the unfolded group. */
  readonly rows: readonly FindingItem[];
  readonly nextCursor: string | null;
  readonly coverage: Coverage;
  /** Gaps that cost a check. */
  readonly gaps: readonly GapRow[];
}
