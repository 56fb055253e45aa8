import type { Phase, ScanEvent, ScanStatus } from '#lib/model/scan.ts';
import type { Text } from '#lib/model/text.ts';

/** How far one kind of thing is. */
export interface Count {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
}

/** All that the events of a scan have told so far. */
export interface ScanProgress {
  /** The last event taken in. */
  readonly seq: number;
  readonly phase: Phase | null;
  /** By phase, each in the order in which they were first told. */
  readonly counts: Readonly<Partial<Record<Phase, readonly Count[]>>>;
  readonly gaps: readonly Text[];
  readonly log: readonly { readonly seq: number; readonly message: Text }[];
  readonly ended: ScanStatus | null;
}

export const NO_PROGRESS: ScanProgress = { seq: 0, phase: null, counts: {}, gaps: [], log: [], ended: null };

/** Returns the progress with one more event; an event that came before is taken once. */
export function advance(progress: ScanProgress, seq: number, event: ScanEvent): ScanProgress {
  // Only the end may come twice under one number: it is told again to a reader who has everything.
  if (seq <= progress.seq && event.type !== 'done') return progress;
  const next = { ...progress, seq };
  switch (event.type) {
    case 'phase':
      return { ...next, phase: event.phase };
    case 'count':
      return { ...next, counts: { ...progress.counts, [event.phase]: withCount(progress, event) } };
    case 'gap':
      return { ...next, gaps: [...progress.gaps, event.message] };
    case 'log':
      return { ...next, log: [...progress.log, { seq, message: event.message }] };
    case 'done':
      return { ...next, ended: event.status };
  }
}

function withCount(
  { counts }: ScanProgress,
  { phase, label, done, total }: Extract<ScanEvent, { type: 'count' }>,
): readonly Count[] {
  const before = counts[phase] ?? [];
  const count = { label, done, total };
  return before.some((known) => known.label === label)
    ? before.map((known) => (known.label === label ? count : known))
    : [...before, count];
}
