import { collected, type Collected } from '#lib/model/collected.ts';
import { makeGap, type Gap } from '#lib/model/gap.ts';
import type { Inventory, SliceItems, SliceName, Slices } from '#lib/model/inventory.ts';
import { text } from '#lib/model/text.ts';

/** The objects of a case; slices left out were read and are empty. */
export type GivenSlices = { readonly [K in SliceName]?: readonly SliceItems[K][] };

/** When built inventories were taken, unless a case says otherwise. */
export const TAKEN_AT = '2026-11-22T08:00:00.000Z';

const SLICE_NAMES: { readonly [K in SliceName]: true } = {
  version: true,
  apiResources: true,
  nodes: true,
  namespaces: true,
  pods: true,
  deployments: true,
  replicaSets: true,
  statefulSets: true,
  daemonSets: true,
  jobs: true,
  cronJobs: true,
  replicationControllers: true,
  services: true,
  endpointSlices: true,
  ingresses: true,
  ingressClasses: true,
  gateways: true,
  gatewayClasses: true,
  httpRoutes: true,
  grpcRoutes: true,
  tlsRoutes: true,
  tcpRoutes: true,
  networkPolicies: true,
  roles: true,
  clusterRoles: true,
  roleBindings: true,
  clusterRoleBindings: true,
  serviceAccounts: true,
  configMaps: true,
  secrets: true,
  validatingWebhookConfigurations: true,
  mutatingWebhookConfigurations: true,
  validatingAdmissionPolicies: true,
  validatingAdmissionPolicyBindings: true,
  customResourceDefinitions: true,
  persistentVolumes: true,
  persistentVolumeClaims: true,
  storageClasses: true,
  resourceQuotas: true,
  limitRanges: true,
  clusterNetworkPolicies: true,
  adminNetworkPolicies: true,
  baselineAdminNetworkPolicies: true,
  calicoTiers: true,
  calicoNetworkPolicies: true,
  calicoGlobalNetworkPolicies: true,
  calicoStagedNetworkPolicies: true,
  calicoStagedGlobalNetworkPolicies: true,
  calicoStagedKubernetesNetworkPolicies: true,
  calicoNetworkSets: true,
  calicoGlobalNetworkSets: true,
  calicoHostEndpoints: true,
  calicoProfiles: true,
  calicoFelixConfigurations: true,
  calicoKubeControllersConfigurations: true,
  calicoIPPools: true,
  ciliumNetworkPolicies: true,
  ciliumClusterwideNetworkPolicies: true,
  ciliumCIDRGroups: true,
  networkAttachmentDefinitions: true,
  multiNetworkPolicies: true,
};

/** Every slice there is. */
const ALL_SLICES = Object.keys(SLICE_NAMES) as SliceName[];

/** Returns an inventory with these objects; `replaced` puts other states in the place of slices. */
export function inventory(
  given: GivenSlices,
  replaced: Readonly<Record<string, Collected<never>>> = {},
): Inventory {
  const slices = Object.fromEntries(
    ALL_SLICES.map((name) => [name, replaced[name] ?? collected<unknown>(given[name] ?? [])]),
  ) as unknown as Slices;
  return { source: 'api', takenAt: TAKEN_AT, slices };
}

/** Returns a gap such as a forbidden list leaves. */
export function forbiddenGap(slice: string, scope = 'cluster'): Gap {
  return makeGap({
    slice,
    reason: 'forbidden',
    verb: 'list',
    resource: slice,
    scope,
    message: text(`May not list ${slice}.`, `无权列出 ${slice}。`),
    unlock: null,
  });
}
