import { unreadSlices } from '#lib/analysis/attack/attack-objects.ts';
import { buildEscalationChains } from '#lib/analysis/attack/escalation-chains.ts';
import { buildComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { hostFirewallOf } from '#lib/analysis/network/host-firewall/host-firewall.ts';
import { networkPicture } from '#lib/analysis/network/derived/network-picture.ts';
import { detectNetworkPlugin } from '#lib/analysis/network/network-plugin.ts';
import { rbacObjectsOf } from '#lib/analysis/rbac/access-of-inventory.ts';
import { buildPermissions } from '#lib/analysis/rbac/permissions.ts';
import { findRisks } from '#lib/analysis/rbac/find-risks.ts';
import { riskContext } from '#lib/analysis/rbac/risk-context.ts';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import { DERIVED_SOURCES, type Fact, type Facts, type FactValues } from '#lib/controls/facts.ts';
import { gapsOf, itemsOf, type Collected } from '#lib/model/collected.ts';
import type { Inventory, SliceItems, SliceName, Slices } from '#lib/model/inventory.ts';
import type { ProbeResult } from '#lib/model/probe.ts';

type Items = { [K in SliceName]: readonly SliceItems[K][] };
type SliceFacts = { [K in SliceName]: Fact<readonly SliceItems[K][]> };

/** Returns every fact of a scan, each with the gaps it has; derived values are computed once, here. */
export function deriveFacts(inventory: Inventory, probes: Collected<ProbeResult>): Facts {
  const { slices } = inventory;
  const items = itemsBySlice(slices);
  const fromFiles = inventory.source === 'files';
  const built = buildPermissions(rbacObjectsOf(inventory));
  const permissions = derived(slices, 'permissions', () => built);
  const workloads = buildWorkloadIndex(items);
  const flags = buildComponentFlags(items);
  const unread = unreadSlices((slice) => slices[slice].state);
  return {
    ...sliceFacts(slices),
    workloads: derived(slices, 'workloads', () => workloads),
    permissions,
    risks: risksOf(permissions, items),
    chains: derived(slices, 'chains', () =>
      buildEscalationChains({ ...items, permissions: built, workloads, flags, fromFiles, unread }),
    ),
    flags: derived(slices, 'flags', () => flags),
    plugin: derived(slices, 'plugin', () => detectNetworkPlugin(items)),
    network: derived(slices, 'network', () => networkPicture(slices)),
    hostFirewall: derived(slices, 'hostFirewall', () => hostFirewallOf(slices)),
    probes: sliceFact(probes),
  };
}

/** Flags refine it where they can be seen; without them the defaults of the version stand. */
function risksOf(permissions: Facts['permissions'], items: Items): Facts['risks'] {
  if (permissions.state !== 'known') return permissions;
  const { value, gaps } = permissions;
  const context = riskContext(value.minor, buildComponentFlags(items));
  const subjects = findRisks(value, items.clusterRoles, context);
  return { state: 'known', value: { checked: value.subjects().length, subjects }, gaps };
}

function itemsBySlice(slices: Slices): Items {
  return Object.fromEntries(
    Object.entries(slices).map(([name, slice]) => [name, itemsOf<unknown>(slice)]),
  ) as unknown as Items;
}

function sliceFacts(slices: Slices): SliceFacts {
  return Object.fromEntries(
    Object.entries(slices).map(([name, slice]) => [name, sliceFact<unknown>(slice)]),
  ) as unknown as SliceFacts;
}

function sliceFact<T>(slice: Collected<T>): Fact<readonly T[]> {
  switch (slice.state) {
    case 'complete':
    case 'partial':
      return { state: 'known', value: slice.items, gaps: gapsOf(slice) };
    case 'absent':
      return { state: 'absent', gaps: slice.gaps };
    case 'failed':
    case 'not-given':
      return { state: 'unknown', gaps: slice.gaps };
  }
}

/** A slice that is absent is an answer (there is none); one that failed or was not given is not. */
function isMissing(slice: Collected<unknown>): boolean {
  return slice.state === 'failed' || slice.state === 'not-given';
}

function derived<K extends keyof typeof DERIVED_SOURCES>(
  slices: Slices,
  name: K,
  build: () => FactValues[K],
): Fact<FactValues[K]> {
  const { whole, part, inside = [] } = DERIVED_SOURCES[name];
  const gaps = [...whole, ...part]
    .filter((slice) => slices[slice].state !== 'absent')
    .flatMap((slice) => gapsOf(slices[slice]));
  const lost = [...whole, ...inside].some((slice) => isMissing(slices[slice]));
  const nothing = whole.length === 0 && part.every((slice) => isMissing(slices[slice]));
  if (lost || nothing) return { state: 'unknown', gaps };
  return { state: 'known', value: build(), gaps };
}
