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
  const comparison = new PortsComparison(before, after);
  return names.flatMap((from) => {
    const targets = senders.has(from) ? names : receivers;
    return [...targets].toSorted(byCodeUnit).flatMap((to) => {
      if (from === to) return [];
      const change = comparison.change(
        surePorts(before, [old.get(from), old.get(to)]),
        surePorts(after, [now.get(from), now.get(to)]),
      );
      const name = (key: string): WorkloadName | undefined => (old.get(key) ?? now.get(key))?.name;
      const ends = [name(from), name(to)] as const;
      if (change === null || ends[0] === undefined || ends[1] === undefined) return [];
      return [{ from: ends[0], to: ends[1], ...change }];
    });
  });
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
