import type { GroupMember } from './identities.ts';
import type { ComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import type { Permissions } from '#lib/analysis/rbac/permissions.ts';
import type { WorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import type {
  ApiResource,
  ConfigMap,
  SecretMetadata,
  ServerVersion,
  SpecObject,
  WebhookConfiguration,
} from '#lib/model/cluster-objects.ts';
import type { Node } from '#lib/model/node.ts';
import type { Binding, ClusterRole, Role, ServiceAccount } from '#lib/model/rbac.ts';
import type { SliceState } from '#lib/model/collected.ts';
import { ATTACK_SLICES, type AttackSlice } from './unknown-parts.ts';

/** Everything of a cluster that decides how far a subject gets. */
export interface AttackObjects {
  /** A subject to be asked about as a member of more groups. */
  readonly member?: GroupMember;
  readonly permissions: Permissions;
  readonly workloads: WorkloadIndex;
  readonly flags: ComponentFlags;
  readonly version: readonly ServerVersion[];
  readonly apiResources: readonly ApiResource[];
  readonly roles: readonly Role[];
  readonly clusterRoles: readonly ClusterRole[];
  readonly clusterRoleBindings: readonly Binding[];
  readonly roleBindings: readonly Binding[];
  readonly serviceAccounts: readonly ServiceAccount[];
  readonly nodes: readonly Node[];
  readonly namespaces: readonly SpecObject[];
  readonly secrets: readonly SecretMetadata[];
  readonly configMaps: readonly ConfigMap[];
  readonly mutatingWebhookConfigurations: readonly WebhookConfiguration[];
  readonly validatingWebhookConfigurations: readonly WebhookConfiguration[];
  readonly validatingAdmissionPolicies: readonly SpecObject[];
  readonly validatingAdmissionPolicyBindings: readonly SpecObject[];
  /** The objects are manifests, so that the roles every cluster is born with count as there. */
  readonly fromFiles: boolean;
  /** Lists that were not read, or not to the end: what is not in them may still be there. */
  readonly unread: ReadonlySet<AttackSlice>;
}

/** Returns the lists that were not read, or not to the end; one the cluster does not serve is read, and empty. */
export function unreadSlices(stateOf: (slice: AttackSlice) => SliceState): ReadonlySet<AttackSlice> {
  return new Set(ATTACK_SLICES.filter((slice) => !['complete', 'absent'].includes(stateOf(slice))));
}
