import { distributionOf } from '#lib/analysis/cluster/distribution.ts';
import { gapsOf, itemsOf, type Collected } from '#lib/model/collected.ts';
import { isUnexpected, type Gap } from '#lib/model/gap.ts';
import type { Inventory, SliceName } from '#lib/model/inventory.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { refKey } from '#lib/model/resource-ref.ts';
import {
  SCHEMA_VERSION,
  type ClusterFacts,
  type InventorySummary,
  type PhaseTiming,
  type ScanResult,
  type SliceSummary,
} from '#lib/model/scan-result.ts';
import { severityRank } from '#lib/model/severity.ts';
import type { Finding } from '#lib/model/control.ts';
import { coverageOf } from '#lib/scoring/coverage.ts';
import { scoreScan } from '#lib/scoring/score-scan.ts';
import type { Evaluation } from './evaluate.ts';
import type { RunScanInput } from './run-scan.ts';

/** Everything a scan came to before it is one document. */
export interface ScannedParts {
  readonly inventory: Inventory;
  readonly server: string | null;
  readonly context: string | null;
  readonly inCluster: boolean;
  readonly probes: Collected<ProbeResult>;
  readonly evaluations: readonly Evaluation[];
  readonly startedAt: string;
  readonly phases: readonly PhaseTiming[];
}

/** Slices of which one must have been read at all for a score to mean anything, by area. */
const SCORED_AREAS: readonly (readonly SliceName[])[] = [
  ['nodes'],
  ['pods'],
  ['roles', 'clusterRoles'],
  ['roleBindings', 'clusterRoleBindings'],
];

/** Returns the result document; every list in it is sorted, so that the same inventory gives the same bytes. */
export function assembleResult(input: RunScanInput, parts: ScannedParts): ScanResult {
  const gaps = allGaps(parts);
  const controls = parts.evaluations
    .map((evaluation) => evaluation.result)
    .toSorted((a, b) => order(a.id, b.id));
  const findings = parts.evaluations.flatMap((evaluation) => evaluation.findings).toSorted(byWeight);
  const score = scoreScan({ results: controls, findings, blind: blindSlices(parts.inventory) });
  return {
    schemaVersion: SCHEMA_VERSION,
    merlonVersion: input.merlonVersion,
    scan: {
      ...input.scan,
      status: gaps.some(isUnexpected) ? 'partial' : 'done',
      startedAt: parts.startedAt,
      finishedAt: input.now().toISOString(),
      phases: parts.phases,
      vantage: { host: input.host, inCluster: parts.inCluster },
    },
    cluster: clusterFacts(input, parts),
    inventory: summaryOf(parts.inventory),
    controls,
    findings,
    probes: itemsOf(parts.probes),
    gaps,
    coverage: coverageOf(controls),
    score,
  };
}

function clusterFacts(input: RunScanInput, parts: ScannedParts): ClusterFacts {
  const { slices, source } = parts.inventory;
  const version = itemsOf(slices.version)[0] ?? null;
  const kubeSystem = itemsOf(slices.namespaces).find(({ metadata }) => metadata.name === 'kube-system');
  return {
    id: input.cluster.id,
    name: input.cluster.name,
    context: parts.context ?? input.cluster.context,
    server: parts.server,
    version,
    distribution: distributionOf(version, itemsOf(slices.nodes)),
    source,
    kubeSystemUid: kubeSystem?.metadata.uid ?? null,
  };
}

function summaryOf(inventory: Inventory): InventorySummary {
  const entries = Object.entries(inventory.slices) as [SliceName, Collected<unknown>][];
  const seen = entries.filter(([, slice]) => slice.state === 'complete' || slice.state === 'partial');
  const summaries = entries.map(([name, slice]): [SliceName, SliceSummary] => [
    name,
    {
      state: slice.state,
      gapIds: gapsOf(slice)
        .map((gap) => gap.id)
        .toSorted(),
    },
  ]);
  return {
    counts: Object.fromEntries(seen.map(([name, slice]) => [name, itemsOf(slice).length])),
    slices: Object.fromEntries(summaries) as Record<SliceName, SliceSummary>,
    blobs: {},
  };
}

function blindSlices(inventory: Inventory): string[] {
  const unread = (name: SliceName): boolean => {
    const { state } = inventory.slices[name];
    return state !== 'complete' && state !== 'partial';
  };
  return SCORED_AREAS.filter((area) => area.every(unread)).flat();
}

function allGaps(parts: ScannedParts): Gap[] {
  const every = [
    ...Object.values(parts.inventory.slices).flatMap((slice) => gapsOf(slice)),
    ...gapsOf(parts.probes),
  ];
  return [...new Map(every.map((gap) => [gap.id, gap])).values()].toSorted((a, b) => order(a.id, b.id));
}

function byWeight(a: Finding, b: Finding): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    order(a.controlId, b.controlId) ||
    order(refKey(a.resource), refKey(b.resource)) ||
    order(a.fingerprint, b.fingerprint)
  );
}

/** Orders by code unit, the same on every machine. */
function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
