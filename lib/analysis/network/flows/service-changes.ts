import type { PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import { touchedParties, type WorkloadName } from '#lib/analysis/network/reach-summary/workload-parties.ts';
import type { Service, ServicePort } from '#lib/model/network.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { BackEndSide, type BackEndGroup, type Share } from './back-end-side.ts';
import type { ComparedScenes } from './flow-difference.ts';

/** How the connection of a workload to a service differs, the worst first. */
export const SERVICE_CHANGES = ['cut', 'partlyCut', 'opened', 'partlyOpened'] as const;
export type ServiceChangeKind = (typeof SERVICE_CHANGES)[number];

/** Workloads whose connection to one port of a service changes; `partly` where that is so of some back ends only. */
export interface ServiceChange extends Readonly<Record<ServiceChangeKind, readonly WorkloadName[]>> {
  /** `namespace/name`. */
  readonly service: string;
  /** Such as `80/TCP`. */
  readonly port: string;
}

/**
 * Returns the services that some workload surely reaches no longer, or reaches now, those that most lose first
 * (SV-1, SV-2).
 */
export function serviceChanges({ before, after, changed }: ComparedScenes): ServiceChange[] {
  if (before.areEndpointsUnseen || after.areEndpointsUnseen) return [];
  const compared = { before: before.reach, after: after.reach, changed };
  const [old, now] = [new BackEndSide(before), new BackEndSide(after)];
  const sides = {
    old,
    now,
    everybody: [...new Set([...old.parties.keys(), ...now.parties.keys()])].toSorted(byCodeUnit),
    senders: [...touchedParties(compared, 'egress')].toSorted(byCodeUnit),
    receivers: touchedParties(compared, 'ingress'),
  };
  const found = portsOf(before, after).flatMap((port) => changeOf(sides, port) ?? []);
  return found.toSorted((a, b) => weightOf(b) - weightOf(a));
}

/** What fails counts more than what fails at times, and that more than what is new. */
function weightOf(change: ServiceChange): number {
  return SERVICE_CHANGES.reduce((sum, kind) => sum * 10_000 + change[kind].length, 0);
}

type Offered = readonly [Service, ServicePort] | null;

interface PortOfService {
  readonly service: string;
  readonly port: string;
  readonly old: Offered;
  readonly now: Offered;
}

function portsOf(before: PathScene, after: PathScene): PortOfService[] {
  const old = byName(before);
  const now = byName(after);
  return [...new Set([...old.keys(), ...now.keys()])].toSorted(byCodeUnit).map((key) => {
    const [service = '', port = ''] = key.split(' ');
    return { service, port, old: old.get(key) ?? null, now: now.get(key) ?? null };
  });
}

/** SV-8: what is only another name is no target of policies. */
function byName({ services }: PathScene): Map<string, Offered> {
  return new Map(
    services
      .filter(({ spec }) => spec.type !== 'ExternalName')
      .flatMap((service) =>
        (service.spec.ports ?? []).map((port) => {
          const name = `${service.metadata.namespace ?? 'default'}/${service.metadata.name}`;
          return [`${name} ${port.port}/${port.protocol}`, [service, port]] as const;
        }),
      ),
  );
}

interface Sides {
  readonly old: BackEndSide;
  readonly now: BackEndSide;
  /** Sorted, as are the senders that a change may touch. */
  readonly everybody: readonly string[];
  readonly senders: readonly string[];
  readonly receivers: ReadonlySet<string>;
}

function changeOf(
  { old, now, everybody, senders, receivers }: Sides,
  { service, port, ...offered }: PortOfService,
): ServiceChange | null {
  const first = old.groups(offered.old);
  const second = now.groups(offered.now);
  const owners = new Set([...first, ...second].map(({ owner }) => owner));
  const isNear = placesOf(first) !== placesOf(second) || [...owners].some((owner) => receivers.has(owner));
  const asked = isNear ? everybody : senders;
  const lists: Record<ServiceChangeKind, WorkloadName[]> = {
    cut: [],
    partlyCut: [],
    opened: [],
    partlyOpened: [],
  };
  for (const key of asked) {
    // A workload that is all there is behind a service talks to nobody else through it.
    if (owners.size === 1 && owners.has(key)) continue;
    const name = (old.parties.get(key) ?? now.parties.get(key))?.name;
    const kind = kindOf(old.share(key, first), now.share(key, second));
    if (kind !== null && name !== undefined) lists[kind].push(name);
  }
  return SERVICE_CHANGES.some((kind) => lists[kind].length > 0) ? { service, port, ...lists } : null;
}

/** A service that leads elsewhere now changes for everybody. Classes are numbered anew on each side. */
function placesOf(groups: readonly BackEndGroup[]): string {
  return groups
    .map(({ owner, port, lane, family }) => `${owner} ${port} ${lane} ${family}`)
    .toSorted(byCodeUnit)
    .join('\n');
}

const RANKS: Readonly<Record<Share, number>> = { none: 0, some: 1, all: 2 };

function kindOf(old: Share, now: Share): ServiceChangeKind | null {
  if (RANKS[now] < RANKS[old]) return now === 'none' ? 'cut' : 'partlyCut';
  if (RANKS[now] > RANKS[old]) return old === 'none' ? 'opened' : 'partlyOpened';
  return null;
}
