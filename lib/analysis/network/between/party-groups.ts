import { FAMILIES } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import {
  partiesOf,
  type Party,
  type WorkloadName,
} from '#lib/analysis/network/reach-summary/workload-parties.ts';
import { byCodeUnit } from '#lib/model/order.ts';

/** Workloads that policies tell apart neither before nor after. */
export interface PartyGroup {
  readonly members: readonly WorkloadName[];
  /** One of them as it was and as it is; null where it was not there yet, or is there no more. */
  readonly old: Party | null;
  readonly now: Party | null;
}

/** Returns the workloads of both sides by groups, in the order of their names. */
export function partyGroups(before: Reachability, after: Reachability): PartyGroup[] {
  const [was, is] = [partiesOf(before), partiesOf(after)];
  const groups = new Map<string, { members: WorkloadName[]; old: Party | null; now: Party | null }>();
  for (const key of [...new Set([...was.keys(), ...is.keys()])].toSorted(byCodeUnit)) {
    const [old, now] = [was.get(key) ?? null, is.get(key) ?? null];
    const name = (old ?? now)?.name;
    if (name === undefined) continue;
    const alike = `${name.namespace} ${classesText(old)} ${classesText(now)}`;
    const known = groups.get(alike);
    if (known === undefined) groups.set(alike, { members: [name], old, now });
    else known.members.push(name);
  }
  return [...groups.values()];
}

function classesText(party: Party | null): string {
  if (party === null) return '-';
  return FAMILIES.map((family) => [...party.classes[family]].toSorted((a, b) => a - b).join()).join('/');
}
