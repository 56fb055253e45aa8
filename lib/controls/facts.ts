import type { EscalationChains } from '#lib/analysis/attack/escalation-chains.ts';
import type { NetworkPicture } from '#lib/analysis/network/derived/network-picture.ts';
import type { NetworkPlugin } from '#lib/analysis/network/network-plugin.ts';
import type { Permissions } from '#lib/analysis/rbac/permissions.ts';
import type { RiskReport } from '#lib/analysis/rbac/risk-hit.ts';
import type { ComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import type { WorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { HostFirewall } from '#lib/model/host-firewall.ts';
import type { SliceItems, SliceName } from '#lib/model/inventory.ts';
import type { ProbeResult } from '#lib/model/probe.ts';

/** Values derived once for each scan and shared by all controls. */
export interface Derived {
  workloads: WorkloadIndex;
  permissions: Permissions;
  risks: RiskReport;
  chains: EscalationChains;
  flags: ComponentFlags;
  plugin: NetworkPlugin;
  hostFirewall: HostFirewall;
  network: NetworkPicture;
  probes: readonly ProbeResult[];
}
export type DerivedName = keyof Derived;

/** Everything a control may ask for, already unwrapped: slices as lists, derived values as they are. */
export type FactValues = { readonly [K in SliceName]: readonly SliceItems[K][] } & {
  readonly [K in DerivedName]: Derived[K];
};
export type FactName = keyof FactValues;

/**
 * A fact as the engine holds it. `known` with gaps is one of which a part could not be seen; `absent` is a
 * slice the cluster does not serve.
 */
export type Fact<T> =
  | { readonly state: 'known'; readonly value: T; readonly gaps: readonly Gap[] }
  | { readonly state: 'unknown' | 'absent'; readonly gaps: readonly Gap[] };

export type Facts = { readonly [K in FactName]: Fact<FactValues[K]> };

/**
 * Which slices a derived value stands on. Without any `whole` one there is no value; a missing `part` leaves
 * a value with gaps (and none at all when every part is missing and there is no `whole`).
 */
interface DerivedSources {
  readonly whole: readonly SliceName[];
  readonly part: readonly SliceName[];
  /** Without which there is no value either; what of them was not read the value tells by itself. */
  readonly inside?: readonly SliceName[];
}

const RBAC_SLICES = ['roles', 'clusterRoles', 'roleBindings', 'clusterRoleBindings'] as const;

/** ReplicaSets are left out of `workloads`: without them owners are named by their pods' template hash. */
export const DERIVED_SOURCES: Readonly<Record<Exclude<DerivedName, 'probes'>, DerivedSources>> = {
  workloads: {
    whole: ['pods'],
    part: ['deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs', 'replicationControllers'],
  },
  permissions: { whole: [], part: RBAC_SLICES },
  risks: { whole: [], part: RBAC_SLICES },
  // What else a chain needs and was not read makes its step uncertain, and is named there.
  chains: { whole: [], part: RBAC_SLICES },
  flags: { whole: ['pods'], part: ['nodes'] },
  plugin: { whole: [], part: ['pods', 'daemonSets'] },
  // What else it looks at and was not read makes the verdicts uncertain that depend on it.
  network: {
    whole: [],
    inside: ['pods'],
    part: [
      'networkPolicies',
      'clusterNetworkPolicies',
      'adminNetworkPolicies',
      'baselineAdminNetworkPolicies',
      'calicoTiers',
      'calicoNetworkPolicies',
      'calicoGlobalNetworkPolicies',
      'ciliumNetworkPolicies',
      'ciliumClusterwideNetworkPolicies',
    ],
  },
  hostFirewall: {
    whole: ['nodes'],
    part: [
      'calicoHostEndpoints',
      'calicoGlobalNetworkPolicies',
      'calicoTiers',
      'calicoFelixConfigurations',
      'ciliumClusterwideNetworkPolicies',
    ],
  },
};
