import type { PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import type { ChangedPolicies } from '#lib/analysis/network/reach-summary/workload-parties.ts';
import { doorChanges, type DoorChange } from './door-changes.ts';
import { outsideChanges, type OutsideChange } from './outside-changes.ts';
import { serviceChanges, type ServiceChange } from './service-changes.ts';

/** What changes beside the edges between workloads, the worst of each kind first. */
export interface FlowDifference {
  /** Ways in from the internet: services, ports of nodes, Ingresses and Gateways. */
  readonly doors: readonly DoorChange[];
  /** Services that workloads of the cluster ask by their name. */
  readonly services: readonly ServiceChange[];
  /** Ranges of addresses outside that workloads talk to, or that talk to them. */
  readonly outside: readonly OutsideChange[];
}

/** Two scenes of the same cluster, and what was changed between them. */
export interface ComparedScenes {
  readonly before: PathScene;
  readonly after: PathScene;
  readonly changed: ChangedPolicies;
}

/** Returns what would be cut, and opened, of the traffic through services and doors and with what lies outside. */
export function flowDifference(compared: ComparedScenes): FlowDifference {
  return {
    doors: doorChanges(compared),
    services: serviceChanges(compared),
    outside: outsideChanges(compared),
  };
}
