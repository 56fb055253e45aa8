import type { Phase, ScanStatus } from '#lib/model/scan.ts';

/** A scan that is queued or running, as the server tells it. */
export interface OpenScan {
  readonly id: string;
  readonly clusterId: string;
  readonly cluster: string;
  readonly status: ScanStatus;
  readonly phase: Phase | null;
  /** How far its phase is; null where nobody knows. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly cancelAsked: boolean;
}

/** A scan that ended a short while ago. */
export interface OverScan {
  readonly id: string;
  readonly cluster: string;
  readonly status: Exclude<ScanStatus, 'queued' | 'running'>;
}

/** What the server tells of scans when it is asked. */
export interface ToldScans {
  readonly open: readonly OpenScan[];
  readonly over: readonly OverScan[];
}

/** Returns how those scans ended that were followed and are open no more. */
export function endedOf(followed: ReadonlySet<string>, { open, over }: ToldScans): readonly OverScan[] {
  const still = new Set(open.map(({ id }) => id));
  return over.filter(({ id }) => followed.has(id) && !still.has(id));
}

/** Returns the share of a phase that is done, as a whole number of percent and never past the end. */
export function percentOf({ done, total }: { readonly done: number; readonly total: number }): number {
  return Math.min(100, Math.floor((100 * done) / total));
}
