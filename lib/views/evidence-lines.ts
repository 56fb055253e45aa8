import type { Evidence } from '#lib/model/control.ts';
import { shownIn, type Locale } from '#lib/model/text.ts';

/** One piece of evidence in the reader's language. */
export interface EvidenceLine {
  readonly path: string;
  readonly observed: string;
  readonly expected: string;
  readonly command: string;
}

/** Returns evidence in the reader's language. */
export function evidenceLines(evidence: readonly Evidence[], locale: Locale): readonly EvidenceLine[] {
  return evidence.map(({ path, observed, expected, command }) => ({
    path,
    observed: shownIn(locale, observed),
    expected: shownIn(locale, expected),
    command,
  }));
}
