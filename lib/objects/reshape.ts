import type { SliceItems, SliceName } from '#lib/model/inventory.ts';
import {
  reshapeAdmissionPolicy,
  reshapeCustomResourceDefinition,
  reshapeWebhookConfiguration,
} from './admission.ts';
import { reshapeConfigMap, reshapeSecret } from './config-map.ts';
import { asRecord } from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { reshapeEndpointSlice, reshapeRoute, reshapeService } from './network.ts';
import { reshapeNetworkPolicy } from './network-policy.ts';
import { reshapeNode } from './node.ts';
import type { ObjectType } from './object-head.ts';
import { reshapePod } from './pod.ts';
import { reshapeCiliumPolicy, reshapeNetworkAttachment, reshapePolicyObject } from './policy-object.ts';
import { reshapeBinding, reshapeClusterRole, reshapeRole, reshapeServiceAccount } from './rbac.ts';
import {
  reshapeNamespace,
  reshapePersistentVolume,
  reshapeSpecObject,
  reshapeStorageClass,
} from './spec-object.ts';
import { reshapeCronJob, reshapeWorkload } from './workload.ts';

type Shaper<T> = (raw: Raw, type: ObjectType) => T;
type Shapers = { readonly [K in SliceName]: Shaper<SliceItems[K]> };

function notAnObject(_raw: Raw, type: ObjectType): never {
  throw new Error(`${type.kind} is read from discovery, not from an object`);
}

const SHAPERS: Shapers = {
  version: notAnObject,
  apiResources: notAnObject,
  nodes: reshapeNode,
  namespaces: reshapeNamespace,
  pods: reshapePod,
  deployments: reshapeWorkload,
  replicaSets: reshapeWorkload,
  statefulSets: reshapeWorkload,
  daemonSets: reshapeWorkload,
  jobs: reshapeWorkload,
  cronJobs: reshapeCronJob,
  replicationControllers: reshapeWorkload,
  services: reshapeService,
  endpointSlices: reshapeEndpointSlice,
  ingresses: reshapeRoute,
  ingressClasses: reshapeSpecObject,
  gateways: reshapeRoute,
  gatewayClasses: reshapeSpecObject,
  httpRoutes: reshapeRoute,
  grpcRoutes: reshapeRoute,
  tlsRoutes: reshapeRoute,
  tcpRoutes: reshapeRoute,
  networkPolicies: reshapeNetworkPolicy,
  roles: reshapeRole,
  clusterRoles: reshapeClusterRole,
  roleBindings: reshapeBinding,
  clusterRoleBindings: reshapeBinding,
  serviceAccounts: reshapeServiceAccount,
  configMaps: reshapeConfigMap,
  secrets: reshapeSecret,
  validatingWebhookConfigurations: reshapeWebhookConfiguration,
  mutatingWebhookConfigurations: reshapeWebhookConfiguration,
  validatingAdmissionPolicies: reshapeAdmissionPolicy,
  validatingAdmissionPolicyBindings: reshapeSpecObject,
  customResourceDefinitions: reshapeCustomResourceDefinition,
  persistentVolumes: reshapePersistentVolume,
  persistentVolumeClaims: reshapeSpecObject,
  storageClasses: reshapeStorageClass,
  resourceQuotas: reshapeSpecObject,
  limitRanges: reshapeSpecObject,
  clusterNetworkPolicies: reshapePolicyObject,
  adminNetworkPolicies: reshapePolicyObject,
  baselineAdminNetworkPolicies: reshapePolicyObject,
  calicoTiers: reshapePolicyObject,
  calicoNetworkPolicies: reshapePolicyObject,
  calicoGlobalNetworkPolicies: reshapePolicyObject,
  calicoStagedNetworkPolicies: reshapePolicyObject,
  calicoStagedGlobalNetworkPolicies: reshapePolicyObject,
  calicoStagedKubernetesNetworkPolicies: reshapePolicyObject,
  calicoNetworkSets: reshapePolicyObject,
  calicoGlobalNetworkSets: reshapePolicyObject,
  calicoHostEndpoints: reshapePolicyObject,
  calicoProfiles: reshapePolicyObject,
  calicoFelixConfigurations: reshapePolicyObject,
  calicoKubeControllersConfigurations: reshapePolicyObject,
  calicoIPPools: reshapePolicyObject,
  ciliumNetworkPolicies: reshapeCiliumPolicy,
  ciliumClusterwideNetworkPolicies: reshapeCiliumPolicy,
  ciliumCIDRGroups: reshapePolicyObject,
  networkAttachmentDefinitions: reshapeNetworkAttachment,
  multiNetworkPolicies: reshapePolicyObject,
};

/**
 * Returns the record of one object of a slice: slim metadata, the API server's defaults filled in, secret
 * values gone, unknown fields kept; parts of `raw` are shared, not copied. Throws MalformedObject when `raw` is
 * no such object. `version` and `apiResources` are not made of objects.
 */
export function reshape<K extends SliceName>(slice: K, raw: unknown, type: ObjectType): SliceItems[K] {
  return SHAPERS[slice](asRecord(raw), type);
}
