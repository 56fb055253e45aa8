import { FAMILIES } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { NO_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { PortsComparison, type PortsChange } from './ports-change.ts';
import {
  partiesOf,
  touchedParties,
  type ChangedPolicies,
  type Party,
  type WorkloadName,
} from './workload-parties.ts';

/** What two workloads surely may no longer do, and what they may do now. */
export interface EdgeChange extends PortsChange {
  readonly from: WorkloadName;
  readonly to: WorkloadName;
}

/**
 * Returns what changes between workloads, by what policies surely allow; a workload with itself is left out. Only
 * pairs are looked at of which one end is selected by a policy that changed.
 */
export function reachDifference(
  before: Reachability,
  after: Reachability,
  changed: ChangedPolicies,
): EdgeChange[] {
  const old = partiesOf(before);
  const now = partiesOf(after);
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted(byCodeUnit);
  const senders = touchedParties({ before, after, changed }, 'egress');
  const receivers = touchedParties({ before, after, changed }, 'ingress');
  const parties = names.map((key) => ({ key, old: old.get(key), now: now.get(key) }));
  const targets = parties.filter(({ key }) => receivers.has(key));
  const comparison = new PortsComparison(before, after);
  const edges: EdgeChange[] = [];
  for (const from of parties) {
    for (const to of senders.has(from.key) ? parties : targets) {
      const ends = [(from.old ?? from.now)?.name, (to.old ?? to.now)?.name] as const;
      if (from === to || ends[0] === undefined || ends[1] === undefined) continue;
      const change = comparison.change(
        surePorts(before, [from.old, to.old]),
        surePorts(after, [from.now, to.now]),
      );
      if (change !== null) edges.push({ from: ends[0], to: ends[1], ...change });
    }
  }
  return edges;
}

type Ends = readonly [from: Party | undefined, to: Party | undefined];

function surePorts({ families, ports }: Reachability, [from, to]: Ends): PortSetId {
  if (from === undefined || to === undefined) return NO_PORTS;
  let found: PortSetId = NO_PORTS;
  for (const family of FAMILIES) {
    for (const source of from.classes[family]) {
      for (const target of to.classes[family]) {
        found = ports.union(found, families[family].between(source, target).must);
      }
    }
  }
  return found;
}
