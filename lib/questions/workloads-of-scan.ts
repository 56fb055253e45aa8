import { parseImage } from '#lib/analysis/workloads/image-reference.ts';
import { levelBreaks, levelOf, POD_SECURITY_LEVELS } from '#lib/analysis/workloads/pod-security-level.ts';
import type { LevelBreak, PodSecurityLevel } from '#lib/analysis/workloads/pod-security-level.ts';
import { systemComponentOf } from '#lib/analysis/workloads/system-component.ts';
import { containersIn } from '#lib/analysis/workloads/unit-containers.ts';
import type { WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { SliceName } from '#lib/model/inventory.ts';
import { refKey } from '#lib/model/resource-ref.ts';
import { readSlice } from '#lib/store/blobs.ts';
import { findingsByObject, type ObjectFindings } from '#lib/store/finding-objects.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import { readUnits, WORKLOAD_SLICES } from './read-units.ts';
import { keptByScan } from './scan-cache.ts';

/** A workload in short: enough for a list of all of them. */
export interface WorkloadFact {
  /** Of its reference. */
  readonly key: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Pods that have not finished. */
  readonly pods: number;
  /** What no pod could be seen of is judged by its template. */
  readonly isTemplate: boolean;
  readonly level: PodSecurityLevel;
  readonly breaks: readonly LevelBreak[];
  readonly serviceAccount: string;
  readonly images: readonly { readonly name: string; readonly isPinned: boolean }[];
  /** The part of Kubernetes it is, which needs rights over the node; null for everything else. */
  readonly component: string | null;
  readonly findings: ObjectFindings | null;
}

export interface ScanWorkloads {
  /** In the order of namespaces, kinds and names. */
  readonly workloads: readonly WorkloadFact[];
  /** The level that each labelled namespace enforces. */
  readonly enforced: Readonly<Record<string, PodSecurityLevel>>;
  /** Pods could not be read at all: then nothing is known of workloads. */
  readonly isBlind: boolean;
  /** Lists that were not read, or not to the end. */
  readonly unseen: readonly SliceName[];
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
  const [{ units }, findings, namespaces] = await Promise.all([
    readUnits(store, scanId),
    findingsByObject(store, scanId),
    readSlice(store, scanId, 'namespaces'),
  ]);
  return {
    workloads: units.map((unit) => factOf(unit, findings?.get(refKey(unit.ref)) ?? null)),
    enforced: enforcedOf(namespaces ?? []),
    isBlind: slices.pods.state !== 'complete' && slices.pods.state !== 'partial',
    unseen: WORKLOAD_SLICES.filter((name) => !['complete', 'absent'].includes(slices[name].state)),
  };
}

function factOf(unit: WorkloadUnit, findings: ObjectFindings | null): WorkloadFact {
  const breaks = new Map<string, LevelBreak>();
  const images = new Map<string, boolean>();
  const annotations = new Map(unit.pods.map(({ metadata }) => [metadata.name, metadata.annotations]));
  for (const { spec, pod } of unit.podSpecs) {
    for (const one of levelBreaks(spec, annotations.get(pod?.name ?? '')))
      breaks.set(`${one.level} ${one.control}`, one);
    for (const { image } of containersIn(spec)) images.set(image, parseImage(image).digest !== null);
  }
  const all = [...breaks.values()];
  return {
    key: refKey(unit.ref),
    kind: unit.ref.kind,
    namespace: unit.namespace,
    name: unit.ref.name,
    pods: unit.pods.length,
    isTemplate: unit.podSpecs.every(({ pod }) => pod === null),
    level: levelOf(all),
    breaks: all,
    serviceAccount: unit.serviceAccount,
    images: [...images].map(([name, isPinned]) => ({ name, isPinned })),
    component: systemComponentOf(unit)?.name ?? null,
    findings,
  };
}

function enforcedOf(namespaces: readonly SpecObject[]): Readonly<Record<string, PodSecurityLevel>> {
  return Object.fromEntries(
    namespaces.flatMap(({ metadata }) => {
      const level = POD_SECURITY_LEVELS.find((one) => one === metadata.labels?.[ENFORCE]);
      return level === undefined ? [] : [[metadata.name, level]];
    }),
  );
}
