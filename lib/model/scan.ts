import type { Text } from './text.ts';

/** The phases of a scan in the order they run. */
export const PHASES = ['connecting', 'collecting', 'probing', 'analysing', 'evaluating', 'saving'] as const;
export type Phase = (typeof PHASES)[number];

/** The count that tells how far a whole phase is; the other phases are over too soon to count anything. */
export const PHASE_MEASURE = {
  collecting: 'lists',
  probing: 'ports',
  evaluating: 'controls',
} as const satisfies Partial<Record<Phase, string>>;

/** `queued` and `running` are open; the others are final. */
export const SCAN_STATUSES = ['queued', 'running', 'done', 'partial', 'cancelled', 'failed', 'lost'] as const;
export type ScanStatus = (typeof SCAN_STATUSES)[number];

export const TRIGGERS = ['ui', 'cli', 'schedule', 'first-start', 'api'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/**
 * What a scan may touch: `standard` lists and probes, `passive` sends no probe, `secret-names` also lists
 * Secrets as metadata (an opt-in right).
 */
export const PROFILES = ['standard', 'passive', 'secret-names'] as const;
export type Profile = (typeof PROFILES)[number];

/** What a running scan tells; stored as it comes and replayed to late readers. */
export type ScanEvent =
  | { readonly type: 'phase'; readonly phase: Phase }
  /** How far a phase is: `done` of `total` (null when unknown) of what `label` names, such as a slice. */
  | {
      readonly type: 'count';
      readonly phase: Phase;
      readonly label: string;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly type: 'gap'; readonly gapId: string; readonly message: Text }
  | { readonly type: 'log'; readonly message: Text }
  | { readonly type: 'done'; readonly status: ScanStatus; readonly message: Text | null };

/** Returns whether a scan with this status will not change any more. */
export function isFinal(status: ScanStatus): boolean {
  return status !== 'queued' && status !== 'running';
}

/** Returns whether scans with this status have findings. */
export function hasResult(status: ScanStatus): boolean {
  return status === 'done' || status === 'partial';
}
