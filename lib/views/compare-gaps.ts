import type { ControlResult } from '#lib/model/control.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { Locale } from '#lib/model/text.ts';
import { gapRows, type GapRow } from './gap-rows.ts';

/** A scan as far as its gaps go. */
export interface GapScan {
  readonly gaps: readonly Gap[];
  readonly controls: readonly ControlResult[];
}

/** Gaps that only one of two scans has, of those that cost checks. */
export interface GapDifference {
  readonly opened: readonly GapRow[];
  readonly closed: readonly GapRow[];
}

/** Returns what was out of sight in one of two scans only, those that cost most checks first. */
export function gapDifference(earlier: GapScan, later: GapScan, locale: Locale): GapDifference {
  const only = (own: GapScan, other: GapScan): GapRow[] => {
    const known = new Set(other.gaps.map(({ id }) => id));
    return gapRows(own.gaps, own.controls, locale).filter(({ id, checks }) => checks > 0 && !known.has(id));
  };
  return { opened: only(later, earlier), closed: only(earlier, later) };
}
