import { POD_SECURITY_LEVELS, type PodSecurityLevel } from '#lib/analysis/workloads/pod-security-level.ts';
import { WORKLOAD_FACTS, workloadFacts, type WorkloadFact } from '#lib/analysis/workloads/workload-facts.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { readSlice } from '#lib/store/blobs.ts';
import { findingsByObject, type ObjectFindings } from '#lib/store/finding-objects.ts';
import type { Store } from '#lib/store/open-store.ts';
import { readPageFact } from '#lib/store/page-facts.ts';
import { findHead } from '#lib/store/results.ts';
import { readUnits } from './read-units.ts';
import { keptByScan } from './scan-cache.ts';

/** A workload in short, with what was found on it. */
export interface ListedWorkload extends WorkloadFact {
  readonly findings: ObjectFindings | null;
}

export interface ScanWorkloads {
  /** In the order of namespaces, kinds and names. */
  readonly workloads: readonly ListedWorkload[];
  /** The level that each labelled namespace enforces. */
  readonly enforced: Readonly<Record<string, PodSecurityLevel>>;
  /** Pods could not be read at all: then nothing is known of workloads. */
  readonly isBlind: boolean;
}

const KEPT = 3;
const ENFORCE = 'pod-security.kubernetes.io/enforce';

const readers = new WeakMap<Store, (scanId: string) => Promise<ScanWorkloads | null>>();

/** Returns the workloads of a scan in short; null where it has no result. */
export function workloadsOfScan(store: Store, scanId: string): Promise<ScanWorkloads | null> {
  let reader = readers.get(store);
  if (reader === undefined) {
    reader = keptByScan(KEPT, (id) => readWorkloads(store, id));
    readers.set(store, reader);
  }
  return reader(scanId);
}

async function readWorkloads(store: Store, scanId: string): Promise<ScanWorkloads | null> {
  const stored = await findHead(store, scanId);
  if (stored === null) return null;
  const { slices } = stored.head.inventory;
  const [facts, findings, namespaces] = await Promise.all([
    readFacts(store, scanId),
    findingsByObject(store, scanId),
    readSlice(store, scanId, 'namespaces'),
  ]);
  return {
    workloads: facts.map((fact) => ({ ...fact, findings: findings?.get(fact.key) ?? null })),
    enforced: enforcedOf(namespaces ?? []),
    isBlind: slices.pods.state !== 'complete' && slices.pods.state !== 'partial',
  };
}

/** As the scan derived them; of older scans, and where pods were not read, from the objects themselves. */
async function readFacts(store: Store, scanId: string): Promise<readonly WorkloadFact[]> {
  const kept = await readPageFact(store, scanId, WORKLOAD_FACTS);
  if (kept !== null) return kept as readonly WorkloadFact[];
  return workloadFacts((await readUnits(store, scanId)).units);
}

function enforcedOf(namespaces: readonly SpecObject[]): Readonly<Record<string, PodSecurityLevel>> {
  return Object.fromEntries(
    namespaces.flatMap(({ metadata }) => {
      const level = POD_SECURITY_LEVELS.find((one) => one === metadata.labels?.[ENFORCE]);
      return level === undefined ? [] : [[metadata.name, level]];
    }),
  );
}
