import type { ScanResult } from '#lib/model/scan-result.ts';
import type { Locale } from '#lib/model/text.ts';
import type { Changes } from './changes-since.ts';
import type { PortsSeen } from './port-matrix.ts';
import { failingControls, type FailingControl } from './failing-controls.ts';

/** What a report is made from; plain data, so that it can be handed to a thread. */
export interface ReportInput {
  readonly result: ScanResult;
  /** The cluster as it is named now. */
  readonly clusterName: string;
  readonly demo: boolean;
  readonly ports: PortsSeen;
  /** Null where the cluster has no earlier scan with results. */
  readonly changes: Changes | null;
  readonly locale: Locale;
}

/** What the sections share, made once. */
export interface ReportMatter extends ReportInput {
  readonly failing: readonly FailingControl[];
}

/** Returns the input with what the sections share. */
export function matterOf(input: ReportInput): ReportMatter {
  return { ...input, failing: failingControls(input.result) };
}
