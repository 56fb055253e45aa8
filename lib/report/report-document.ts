import type { Outcome } from '#lib/model/control.ts';
import type { Grade } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { Locale } from '#lib/model/text.ts';
import type { EvidenceLine } from '#lib/views/evidence-lines.ts';

/** A term and what stands for it. */
export interface Fact {
  readonly term: string;
  readonly value: string;
}

/** What a table's cell says; a mark is drawn before the words and means the same as they do. */
export interface Cell {
  readonly text: string;
  readonly severity?: Severity;
  readonly outcome?: Outcome;
  readonly strong?: boolean;
  readonly faint?: boolean;
}

export interface Column {
  readonly label: string;
  /** Share of the table's width; the shares add up to 1. */
  readonly share: number;
  readonly align?: 'right';
}

/** How a port of the matrix is drawn: as it should be, open to look at, wrong, silent, closed, or never asked. */
export const PORT_LOOKS = ['fine', 'notable', 'bad', 'unseen', 'closed', 'none'] as const;
export type PortLook = (typeof PORT_LOOKS)[number];

export interface PortCell {
  readonly look: PortLook;
  /** What was seen in a few letters, such as `mTLS` or `401`. */
  readonly text: string;
  /** The same in words, for those who hear the page. */
  readonly spoken: string;
}

export interface PortRow {
  readonly name: string;
  readonly cells: readonly PortCell[];
}

/** One finding as the report lists it below its check. */
export interface ReportFinding {
  readonly severity: Severity;
  readonly severityWord: string;
  /** Set where the scan before did not have it. */
  readonly newWord: string | null;
  readonly object: string;
  readonly message: string;
  readonly evidence: readonly EvidenceLine[];
  /** Manifests and commands for this very object. */
  readonly fixes: readonly string[];
}

/** One of the things to mend first. */
export interface Risk {
  readonly severity: Severity;
  readonly severityWord: string;
  readonly title: string;
  readonly sentence: string;
  readonly fix: string;
  /** What mending it gives, such as "+9 points"; null where it gives none. */
  readonly points: string | null;
  /** Where the findings stand in this report. */
  readonly anchor: string;
}

export interface SeverityPart {
  readonly severity: Severity;
  readonly word: string;
  readonly count: number;
}

/** One area's tooth in the battlement. */
export interface AreaScore {
  readonly name: string;
  /** 0 to 100; null where nothing there could be judged. */
  readonly score: number | null;
}

export interface EvidenceWords {
  readonly path: string;
  readonly observed: string;
  readonly expected: string;
  readonly command: string;
  readonly fix: string;
}

/** The parts a report is made of, in reading order. */
export type Block =
  | {
      readonly kind: 'heading';
      readonly level: 2 | 3;
      readonly text: string;
      readonly anchor: string | null;
      readonly severity?: Severity;
      /** A few words at the end of the line. */
      readonly aside?: string;
    }
  | { readonly kind: 'paragraph'; readonly text: string; readonly look: 'lead' | 'body' | 'small' }
  | { readonly kind: 'labelled'; readonly label: string; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'table';
      readonly label: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
    }
  | {
      readonly kind: 'grade';
      readonly grade: Grade | null;
      readonly value: string;
      /** Beside the value. */
      readonly aside: string;
      readonly notes: readonly string[];
      readonly alt: string;
    }
  | { readonly kind: 'severity-bar'; readonly parts: readonly SeverityPart[]; readonly alt: string }
  | {
      readonly kind: 'areas';
      readonly areas: readonly AreaScore[];
      readonly none: string;
      readonly alt: string;
    }
  | { readonly kind: 'risks'; readonly risks: readonly Risk[] }
  | {
      readonly kind: 'matrix';
      readonly label: string;
      readonly nodeWord: string;
      readonly ports: readonly { readonly port: number; readonly name: string }[];
      readonly rows: readonly PortRow[];
    }
  | { readonly kind: 'legend'; readonly items: readonly PortCell[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'links'; readonly label: string; readonly links: readonly Link[] }
  | { readonly kind: 'findings'; readonly items: readonly ReportFinding[]; readonly words: EvidenceWords };

export interface Link {
  readonly title: string;
  readonly url: string;
}

export interface Section {
  readonly anchor: string;
  readonly title: string;
  /** Begins on a page of its own whatever room is left. */
  readonly onNewPage?: boolean;
  readonly blocks: readonly Block[];
}

export interface Cover {
  readonly product: string;
  readonly title: string;
  readonly cluster: string;
  readonly grade: Grade | null;
  readonly score: string;
  readonly coverage: string;
  readonly facts: readonly Fact[];
  readonly contents: string;
}

/** A whole report before it is set in type. */
export interface ReportDocument {
  readonly locale: Locale;
  readonly title: string;
  readonly subject: string;
  /** Shown at the foot of each page. */
  readonly footer: string;
  readonly coverWord: string;
  readonly cover: Cover;
  readonly sections: readonly Section[];
  /** How many findings are listed; the measure of progress. */
  readonly findings: number;
  readonly pageText: (page: number) => string;
  readonly totalText: (pages: number) => string;
}
