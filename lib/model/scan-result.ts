import type { SliceState } from './collected.ts';
import type { ServerVersion } from './cluster-objects.ts';
import type { ControlResult, Finding } from './control.ts';
import type { Gap } from './gap.ts';
import type { InventorySource, SliceName } from './inventory.ts';
import type { ProbeResult } from './probe.ts';
import type { Phase, Profile, ScanStatus, Trigger } from './scan.ts';
import type { Coverage, Score } from './score.ts';

export const SCHEMA_VERSION = 1;

export interface PhaseTiming {
  readonly name: Phase;
  readonly durationMs: number;
  readonly items: number;
}

export interface ScanFacts {
  readonly id: string;
  readonly trigger: Trigger;
  readonly profile: Profile;
  readonly status: Extract<ScanStatus, 'done' | 'partial' | 'cancelled' | 'failed'>;
  /** ISO 8601 UTC with milliseconds. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly phases: readonly PhaseTiming[];
  /** Where the scan ran. */
  readonly vantage: { readonly host: string; readonly inCluster: boolean };
}

export interface ClusterFacts {
  readonly id: string;
  readonly name: string;
  readonly context: string | null;
  readonly server: string | null;
  readonly version: ServerVersion | null;
  readonly distribution: string | null;
  readonly source: InventorySource;
  /** uid of the `kube-system` namespace, which tells clusters apart; null where it could not be read. */
  readonly kubeSystemUid: string | null;
}

export interface SliceSummary {
  readonly state: SliceState;
  readonly gapIds: readonly string[];
}

export interface InventorySummary {
  readonly counts: Readonly<Partial<Record<SliceName, number>>>;
  readonly slices: Readonly<Record<SliceName, SliceSummary>>;
  /** Slice to the SHA-256 of its stored objects; filled in where the objects are kept. */
  readonly blobs: Readonly<Partial<Record<SliceName, string>>>;
}

/** The one document the store, the pages and the reports share. */
export interface ScanResult {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly merlonVersion: string;
  readonly scan: ScanFacts;
  readonly cluster: ClusterFacts;
  readonly inventory: InventorySummary;
  readonly controls: readonly ControlResult[];
  readonly findings: readonly Finding[];
  readonly probes: readonly ProbeResult[];
  readonly gaps: readonly Gap[];
  readonly coverage: Coverage;
  readonly score: Score;
}
