import type { ResourceRef } from '#lib/model/resource-ref.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import type { Locale, Text } from '#lib/model/text.ts';
import type { ReachedWorkload } from './outside-ways.ts';

/** What the list needs of a service that can be reached from outside. */
export interface OutsideService {
  readonly ref: ResourceRef;
  readonly by: 'NodePort' | 'LoadBalancer' | 'externalIPs';
  readonly ports: readonly string[];
  readonly addresses: readonly string[];
  readonly isLimited: boolean;
  readonly isFrontDoor: boolean;
  readonly sources: readonly string[];
  readonly findings: readonly {
    readonly fingerprint: string;
    readonly severity: Severity;
    readonly title: Text;
  }[];
}

export interface ServiceRow {
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  readonly by: OutsideService['by'];
  readonly ports: readonly string[];
  readonly addresses: readonly string[];
  readonly isLimited: boolean;
  readonly isFrontDoor: boolean;
  readonly sources: readonly string[];
  /** The worst finding on the service. */
  readonly finding: {
    readonly fingerprint: string;
    readonly severity: Severity;
    readonly title: string;
  } | null;
  /** Findings on the service beyond that one. */
  readonly more: number;
  /** The workloads behind it; null where the scan did not derive that. */
  readonly reaches: readonly ReachedWorkload[] | null;
}

export interface ServicePage {
  readonly rows: readonly ServiceRow[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** Returns one page of the services, worst finding first, then by namespace and name. */
export function exposureServices(
  services: readonly OutsideService[],
  {
    page: asked,
    pageSize,
    reachedBy,
  }: {
    readonly page: number;
    readonly pageSize: number;
    /** Finds what a service, as `namespace/name`, leads to; null where the scan did not derive that. */
    readonly reachedBy: ((service: string, by: string) => readonly ReachedWorkload[]) | null;
  },
  locale: Locale,
): ServicePage {
  const rows = services.map((service) => rowOf(service, locale)).toSorted(compare);
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(Math.max(1, asked), pages);
  return {
    rows: rows.slice((page - 1) * pageSize, page * pageSize).map((row) => ({
      ...row,
      reaches: reachedBy?.(`${row.namespace}/${row.name}`, row.by) ?? null,
    })),
    total: rows.length,
    page,
    pages,
  };
}

function rowOf({ ref, findings, ...rest }: OutsideService, locale: Locale): Omit<ServiceRow, 'reaches'> {
  const [worst] = findings;
  const namespace = ref.namespace ?? '';
  return {
    ...rest,
    key: [namespace, ref.name, rest.by].join('/'),
    name: ref.name,
    namespace,
    finding:
      worst === undefined
        ? null
        : { fingerprint: worst.fingerprint, severity: worst.severity, title: worst.title[locale] },
    more: Math.max(0, findings.length - 1),
  };
}

function compare(a: Omit<ServiceRow, 'reaches'>, b: Omit<ServiceRow, 'reaches'>): number {
  return rankOf(a) - rankOf(b) || (a.key < b.key ? -1 : Number(a.key > b.key));
}

function rankOf({ finding }: Pick<ServiceRow, 'finding'>): number {
  return finding === null ? Number.MAX_SAFE_INTEGER : severityRank(finding.severity);
}
