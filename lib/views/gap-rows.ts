import type { ControlResult } from '#lib/model/control.ts';
import { isUnexpected, type Gap, type GapReason } from '#lib/model/gap.ts';
import type { Locale } from '#lib/model/text.ts';

/** Something that was not seen, and what it cost. */
export interface GapRow {
  readonly id: string;
  /** As a machine names it: verb and resource, or the slice. */
  readonly what: string;
  readonly scope: string;
  readonly reason: GapReason;
  readonly message: string;
  readonly unlock: string | null;
  /** How many checks could not be made for it. */
  readonly checks: number;
  /** It makes the scan partial. */
  readonly unexpected: boolean;
}

/** Returns the gaps, those that make the scan partial first, then those that cost most checks. */
export function gapRows(
  gaps: readonly Gap[],
  controls: readonly ControlResult[],
  locale: Locale,
): readonly GapRow[] {
  const costs = new Map<string, number>();
  for (const control of controls) {
    if (control.outcome !== 'not-assessed') continue;
    for (const id of control.gapIds) costs.set(id, (costs.get(id) ?? 0) + 1);
  }
  return gaps
    .map((gap) => ({
      id: gap.id,
      what: [gap.verb, gap.resource ?? gap.slice].filter((part) => part !== null).join(' '),
      scope: gap.scope,
      reason: gap.reason,
      message: gap.message[locale],
      unlock: gap.unlock?.[locale] ?? null,
      checks: costs.get(gap.id) ?? 0,
      unexpected: isUnexpected(gap),
    }))
    .toSorted(
      (a, b) => Number(b.unexpected) - Number(a.unexpected) || b.checks - a.checks || (a.id < b.id ? -1 : 1),
    );
}
