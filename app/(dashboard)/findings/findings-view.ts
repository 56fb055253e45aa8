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

/** The facets as the page hands them to the browser, every value with its word. */
export type LabelledFacets = Readonly<
  Record<FacetParam, readonly { value: string; count: number; label: string }[]>
>;

/** Findings that have something in common. */
export interface Group {
  /** As an address has it; null for findings of which the scan does not know where they belong. */
  readonly key: string | null;
  /** Null for what has no namespace, or is not on one node. */
  readonly label: string | null;
  /** Kind and namespace, where the group is an object. */
  readonly object?: { readonly kind: string; readonly namespace: string | null };
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
  /** On all pages; null where all groups are on this one. */
  readonly groupTotal: number | null;
  /** The page of the flat list, or the beginning of the unfolded group. */
  readonly rows: readonly FindingItem[];
  /** Of the flat list or of the groups. */
  readonly nextCursor: string | null;
  readonly coverage: Coverage;
  /** Gaps that cost a check. */
  readonly gaps: readonly GapRow[];
}
