import 'server-only';
import {
  isFrontDoor,
  outsideExposuresOf,
  type OutsideExposure,
} from '#lib/analysis/exposure/outside-exposure.ts';
import type { Service } from '#lib/model/network.ts';
import { refKey, type ResourceRef } from '#lib/model/resource-ref.ts';
import { refOf } from '#lib/model/kube-object.ts';
import { readSlice } from '#lib/store/blobs.ts';
import { BoundedCache } from '#lib/store/bounded-cache.ts';
import { listObjectFindings, type ObjectFinding } from '#lib/store/object-findings.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';

/** One way in which a service is reached from beyond the cluster. */
export interface ExposedService {
  readonly ref: ResourceRef;
  readonly by: OutsideExposure['by'];
  readonly ports: readonly string[];
  /** Addresses given to it, as far as they are known. */
  readonly addresses: readonly string[];
  readonly isLimited: boolean;
  readonly isFrontDoor: boolean;
  /** Sources that alone may reach it; empty for all. */
  readonly sources: readonly string[];
  /** Findings on this service, worst first. */
  readonly findings: readonly ObjectFinding[];
}

export interface ExposedServices {
  /** Null where services could not be read. */
  readonly services: readonly ExposedService[] | null;
  /** How many services were read, exposed or not. */
  readonly total: number;
  /** Whether some of them could not be read. */
  readonly isPartial: boolean;
}

const kept = new BoundedCache<string, ExposedServices>(4);

/** Returns the services of a scan that can be reached from outside. */
export async function exposedServices(store: Store, scanId: string): Promise<ExposedServices> {
  const known = kept.get(scanId);
  if (known !== undefined) return known;
  const [services, findings, stored] = await Promise.all([
    readSlice(store, scanId, 'services'),
    listObjectFindings(store, scanId, ['Service']),
    findHead(store, scanId),
  ]);
  const found = Map.groupBy(findings ?? [], ({ resource }) => refKey(resource));
  const answer: ExposedServices = {
    services: services?.flatMap((service) => exposuresOf(service, found)) ?? null,
    total: services?.length ?? 0,
    isPartial: stored?.head.inventory.slices.services.state === 'partial',
  };
  kept.set(scanId, answer);
  return answer;
}

function exposuresOf(
  service: Service,
  found: ReadonlyMap<string, readonly ObjectFinding[]>,
): readonly ExposedService[] {
  const ref = refOf(service);
  return outsideExposuresOf(service).map(({ by, ports, isLimited }) => ({
    ref,
    by,
    ports,
    addresses: addressesOf(service, by),
    isLimited,
    isFrontDoor: isFrontDoor(service),
    sources: by === 'LoadBalancer' ? (service.spec.loadBalancerSourceRanges ?? []) : [],
    findings: found.get(refKey(ref)) ?? [],
  }));
}

function addressesOf({ spec, status }: Service, by: OutsideExposure['by']): readonly string[] {
  switch (by) {
    case 'NodePort':
      return [];
    case 'LoadBalancer':
      return (status.loadBalancer?.ingress ?? []).flatMap(({ ip, hostname }) => ip ?? hostname ?? []);
    case 'externalIPs':
      return spec.externalIPs ?? [];
  }
}
