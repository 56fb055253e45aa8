import { severityRank, SEVERITIES, type Severity } from '#lib/model/severity.ts';

/** The levels of the Pod Security Standards, from the one that allows most. */
export const SECURITY_LEVELS = ['privileged', 'baseline', 'restricted'] as const;
export type SecurityLevel = (typeof SECURITY_LEVELS)[number];

/** What keeps a workload from the next level. */
const LEVEL_REASONS = [
  'windowsHostProcess',
  'hostNamespaces',
  'privileged',
  'capabilities',
  'hostPathVolumes',
  'hostPorts',
  'hostProbes',
  'appArmorProfile',
  'seLinuxOptions',
  'procMount',
  'seccompProfile',
  'sysctls',
  'restrictedVolumes',
  'allowPrivilegeEscalation',
  'runAsNonRoot',
  'runAsUser',
  'noSeccomp',
  'keptCapabilities',
] as const;
export type LevelReason = (typeof LEVEL_REASONS)[number];

/** A workload as a scan knows it. */
export interface ListedWorkload {
  /** Of its reference. */
  readonly key: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly pods: number;
  readonly isTemplate: boolean;
  readonly level: SecurityLevel;
  readonly breaks: readonly { readonly level: SecurityLevel; readonly control: string }[];
  readonly serviceAccount: string;
  readonly images: readonly { readonly name: string; readonly isPinned: boolean }[];
  readonly component: string | null;
  readonly findings: {
    readonly count: number;
    readonly severity: Severity;
    readonly controlId: string;
    readonly fingerprint: string;
  } | null;
}

export interface WorkloadRow extends Omit<ListedWorkload, 'breaks'> {
  readonly reasons: readonly LevelReason[];
}

export const WORKLOAD_SORTS = ['namespace', 'risk', 'name', 'pods'] as const;
export type WorkloadSort = (typeof WORKLOAD_SORTS)[number];

export interface WorkloadFilter {
  /** Empty for all. */
  readonly namespace: string;
  readonly kind: string;
  readonly levels: readonly SecurityLevel[];
  readonly severities: readonly Severity[];
  /** Part of a name, an image or a service account, in any case. */
  readonly text: string;
  readonly sort: WorkloadSort;
}

/** The workloads that a filter leaves, and how many each level would leave by itself. */
export interface WorkloadList {
  readonly rows: readonly ListedWorkload[];
  readonly levels: Readonly<Record<SecurityLevel, number>>;
}

/** Returns the workloads asked for in the order asked for; by namespace, the one with the worst finding is first. */
export function workloadList(workloads: readonly ListedWorkload[], filter: WorkloadFilter): WorkloadList {
  const text = filter.text.trim().toLowerCase();
  const others = workloads.filter(
    (one) =>
      (filter.namespace === '' || one.namespace === filter.namespace) &&
      (filter.kind === '' || one.kind === filter.kind) &&
      (filter.severities.length === 0 ||
        (one.findings !== null && filter.severities.includes(one.findings.severity))) &&
      (text === '' || has(one, text)),
  );
  const rows = others.filter(({ level }) => filter.levels.length === 0 || filter.levels.includes(level));
  return { rows: sorted(rows, filter.sort), levels: countLevels(others) };
}

/** Returns a workload as a row: only what keeps it from the next level is a reason. */
export function workloadRow({ breaks, ...workload }: ListedWorkload): WorkloadRow {
  const missed = workload.level === 'privileged' ? 'baseline' : 'restricted';
  return {
    ...workload,
    reasons: breaks.filter(({ level }) => level === missed).flatMap(reasonOf),
  };
}

/** Two controls of the standard carry one name on both levels, and ask for different things. */
const RESTRICTED: Readonly<Record<string, LevelReason>> = {
  seccompProfile: 'noSeccomp',
  capabilities: 'keptCapabilities',
};

function reasonOf({ level, control }: ListedWorkload['breaks'][number]): LevelReason[] {
  const own = level === 'restricted' ? RESTRICTED[control] : undefined;
  const reason = own ?? LEVEL_REASONS.find((name) => name === control);
  return reason === undefined ? [] : [reason];
}

function countLevels(workloads: readonly ListedWorkload[]): Readonly<Record<SecurityLevel, number>> {
  const counts = { privileged: 0, baseline: 0, restricted: 0 };
  for (const { level } of workloads) counts[level] += 1;
  return counts;
}

function has({ name, serviceAccount, images }: ListedWorkload, text: string): boolean {
  return [name, serviceAccount, ...images.map((image) => image.name)].some((part) =>
    part.toLowerCase().includes(text),
  );
}

type Order = (a: ListedWorkload, b: ListedWorkload) => number;

const byRisk: Order = (a, b) =>
  rankOf(a) - rankOf(b) || levelRank(a) - levelRank(b) || countOf(b) - countOf(a) || byName(a, b);
const byName: Order = (a, b) => compare(a.name, b.name) || compare(a.namespace, b.namespace);
const byPods: Order = (a, b) => b.pods - a.pods || byName(a, b);

function sorted(rows: readonly ListedWorkload[], sort: WorkloadSort): readonly ListedWorkload[] {
  switch (sort) {
    case 'risk':
      return rows.toSorted(byRisk);
    case 'name':
      return rows.toSorted(byName);
    case 'pods':
      return rows.toSorted(byPods);
    case 'namespace':
      return byNamespace(rows);
  }
}

function byNamespace(rows: readonly ListedWorkload[]): readonly ListedWorkload[] {
  const groups = Map.groupBy(rows, ({ namespace }) => namespace);
  const worst = new Map([...groups].map(([name, group]) => [name, Math.min(...group.map(rankOf))]));
  return [...groups]
    .toSorted(([a], [b]) => (worst.get(a) ?? 0) - (worst.get(b) ?? 0) || compare(a, b))
    .flatMap(([, group]) => group.toSorted(byRisk));
}

function rankOf({ findings }: ListedWorkload): number {
  return findings === null ? SEVERITIES.length : severityRank(findings.severity);
}

function levelRank({ level }: ListedWorkload): number {
  return SECURITY_LEVELS.indexOf(level);
}

function countOf({ findings }: ListedWorkload): number {
  return findings?.count ?? 0;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
