import type {
  ApiResource,
  ConfigMap,
  SecretMetadata,
  ServerVersion,
  SpecObject,
  StorageClass,
  WebhookConfiguration,
} from './cluster-objects.ts';
import type { Collected } from './collected.ts';
import type { EndpointSlice, NetworkPolicy, Route, Service } from './network.ts';
import type { Node } from './node.ts';
import type { Pod } from './pod.ts';
import type { Binding, ClusterRole, Role, ServiceAccount } from './rbac.ts';
import type { CronJob, Workload } from './workload.ts';

/** What each slice of an inventory holds. A new collector adds its slice here. */
export interface SliceItems {
  version: ServerVersion;
  apiResources: ApiResource;
  nodes: Node;
  namespaces: SpecObject;
  pods: Pod;
  deployments: Workload;
  replicaSets: Workload;
  statefulSets: Workload;
  daemonSets: Workload;
  jobs: Workload;
  cronJobs: CronJob;
  replicationControllers: Workload;
  services: Service;
  endpointSlices: EndpointSlice;
  ingresses: Route;
  ingressClasses: SpecObject;
  gateways: Route;
  gatewayClasses: SpecObject;
  httpRoutes: Route;
  grpcRoutes: Route;
  tlsRoutes: Route;
  tcpRoutes: Route;
  networkPolicies: NetworkPolicy;
  roles: Role;
  clusterRoles: ClusterRole;
  roleBindings: Binding;
  clusterRoleBindings: Binding;
  serviceAccounts: ServiceAccount;
  configMaps: ConfigMap;
  secrets: SecretMetadata;
  validatingWebhookConfigurations: WebhookConfiguration;
  mutatingWebhookConfigurations: WebhookConfiguration;
  validatingAdmissionPolicies: SpecObject;
  validatingAdmissionPolicyBindings: SpecObject;
  customResourceDefinitions: SpecObject;
  persistentVolumes: SpecObject;
  persistentVolumeClaims: SpecObject;
  storageClasses: StorageClass;
  resourceQuotas: SpecObject;
  limitRanges: SpecObject;
  clusterNetworkPolicies: SpecObject;
  adminNetworkPolicies: SpecObject;
  baselineAdminNetworkPolicies: SpecObject;
  calicoTiers: SpecObject;
  calicoNetworkPolicies: SpecObject;
  calicoGlobalNetworkPolicies: SpecObject;
  calicoStagedNetworkPolicies: SpecObject;
  calicoStagedGlobalNetworkPolicies: SpecObject;
  calicoStagedKubernetesNetworkPolicies: SpecObject;
  calicoNetworkSets: SpecObject;
  calicoGlobalNetworkSets: SpecObject;
  calicoHostEndpoints: SpecObject;
  calicoProfiles: SpecObject;
  calicoFelixConfigurations: SpecObject;
  calicoKubeControllersConfigurations: SpecObject;
  calicoIPPools: SpecObject;
  ciliumNetworkPolicies: SpecObject;
  ciliumClusterwideNetworkPolicies: SpecObject;
  ciliumCIDRGroups: SpecObject;
  networkAttachmentDefinitions: SpecObject;
  multiNetworkPolicies: SpecObject;
}

export type SliceName = keyof SliceItems;

export type Slices = { readonly [K in SliceName]: Collected<SliceItems[K]> };

/** Where an inventory was read from. */
export const INVENTORY_SOURCES = ['api', 'files', 'addresses'] as const;
export type InventorySource = (typeof INVENTORY_SOURCES)[number];

/** Everything read of one cluster at one time; plain JSON, never changed after it is made. */
export interface Inventory {
  readonly source: InventorySource;
  /** ISO 8601 UTC. */
  readonly takenAt: string;
  readonly slices: Slices;
}
