import type { AnyControl } from './define-control.ts';
import { admissionControlGranted } from './rbac/admission-control-granted.ts';
import { aggregatedRulesDiffer } from './rbac/aggregated-rules-differ.ts';
import { aggregationLabelAdded } from './rbac/aggregation-label-added.ts';
import { anonymousGrantedBeyondHealth } from './rbac/anonymous-granted-beyond-health.ts';
import { auditLogOff } from './control-plane/audit-log-off.ts';
import { authorizationAlwaysAllow } from './control-plane/authorization-always-allow.ts';
import { bindingAcrossNamespaces } from './rbac/binding-across-namespaces.ts';
import { bindingToMissingRole } from './rbac/binding-to-missing-role.ts';
import { bindingToMissingSubject } from './rbac/binding-to-missing-subject.ts';
import { certificateRightsGranted } from './rbac/certificate-rights-granted.ts';
import { chainToClusterAdmin } from './rbac/chain-to-cluster-admin.ts';
import { clusterAdminBound } from './rbac/cluster-admin-bound.ts';
import { defaultRoleBound } from './rbac/default-role-bound.ts';
import { defaultServiceAccountWithRights } from './rbac/default-service-account-with-rights.ts';
import { disclosureRightsGranted } from './rbac/disclosure-rights-granted.ts';
import { disruptionRightsGranted } from './rbac/disruption-rights-granted.ts';
import { escalationVerbsGranted } from './rbac/escalation-verbs-granted.ts';
import { etcdWithoutClientCertificate } from './exposure/etcd-without-client-certificate.ts';
import { failsafePortsOpen } from './network/failsafe-ports-open.ts';
import { hostFirewallMistaken } from './network/host-firewall-mistaken.ts';
import { hostNamespaces } from './workloads/host-namespaces.ts';
import { insecureApiPort } from './exposure/insecure-api-port.ts';
import { kubeletAnonymous } from './nodes/kubelet-anonymous.ts';
import { kubeletReadOnlyPort } from './nodes/kubelet-read-only-port.ts';
import { legacyTokenSecret } from './rbac/legacy-token-secret.ts';
import { mastersGroupBound } from './rbac/masters-group-bound.ts';
import { mutableImageTag } from './supply/mutable-image-tag.ts';
import { dnsBlockedByPolicy } from './network/dns-blocked-by-policy.ts';
import { namespaceSelectorMisspelt } from './network/namespace-selector-misspelt.ts';
import { namespaceWithoutDefaultDeny } from './network/namespace-without-default-deny.ts';
import { nodeControlGranted } from './rbac/node-control-granted.ts';
import { nodeWithoutHostEndpoint } from './network/node-without-host-endpoint.ts';
import { operatorControlGranted } from './rbac/operator-control-granted.ts';
import { podAccessGranted } from './rbac/pod-access-granted.ts';
import { policiesNotEnforced } from './network/policies-not-enforced.ts';
import { policySelectsNothing } from './network/policy-selects-nothing.ts';
import { privilegedContainer } from './workloads/privileged-container.ts';
import { roleWritingGranted } from './rbac/role-writing-granted.ts';
import { rootUserPossible } from './workloads/root-user-possible.ts';
import { secretAccessGranted } from './rbac/secret-access-granted.ts';
import { secretsReadableClusterWide } from './rbac/secrets-readable-cluster-wide.ts';
import { sensitiveHostPath } from './workloads/sensitive-host-path.ts';
import { serviceAccountUnused } from './rbac/service-account-unused.ts';
import { serviceExposedOutside } from './exposure/service-exposed-outside.ts';
import { singleControlPlaneNode } from './control-plane/single-control-plane-node.ts';
import { storageControlGranted } from './rbac/storage-control-granted.ts';
import { strongTokenInPod } from './rbac/strong-token-in-pod.ts';
import { tokenMountedWithoutNeed } from './rbac/token-mounted-without-need.ts';
import { trafficControlGranted } from './rbac/traffic-control-granted.ts';
import { versionEndOfLife } from './control-plane/version-end-of-life.ts';
import { versionSkew } from './nodes/version-skew.ts';
import { wildcardRoleBound } from './rbac/wildcard-role-bound.ts';
import { workloadWritingGranted } from './rbac/workload-writing-granted.ts';

/** The catalogue, in the order of ids. */
export const CONTROLS: readonly AnyControl[] = [
  admissionControlGranted,
  aggregatedRulesDiffer,
  aggregationLabelAdded,
  anonymousGrantedBeyondHealth,
  auditLogOff,
  authorizationAlwaysAllow,
  bindingAcrossNamespaces,
  bindingToMissingRole,
  bindingToMissingSubject,
  certificateRightsGranted,
  chainToClusterAdmin,
  clusterAdminBound,
  defaultRoleBound,
  defaultServiceAccountWithRights,
  disclosureRightsGranted,
  disruptionRightsGranted,
  dnsBlockedByPolicy,
  escalationVerbsGranted,
  etcdWithoutClientCertificate,
  failsafePortsOpen,
  hostFirewallMistaken,
  hostNamespaces,
  insecureApiPort,
  kubeletAnonymous,
  kubeletReadOnlyPort,
  legacyTokenSecret,
  mastersGroupBound,
  mutableImageTag,
  namespaceSelectorMisspelt,
  namespaceWithoutDefaultDeny,
  nodeControlGranted,
  nodeWithoutHostEndpoint,
  operatorControlGranted,
  podAccessGranted,
  policiesNotEnforced,
  policySelectsNothing,
  privilegedContainer,
  roleWritingGranted,
  rootUserPossible,
  secretAccessGranted,
  secretsReadableClusterWide,
  sensitiveHostPath,
  serviceAccountUnused,
  serviceExposedOutside,
  singleControlPlaneNode,
  storageControlGranted,
  strongTokenInPod,
  tokenMountedWithoutNeed,
  trafficControlGranted,
  versionEndOfLife,
  versionSkew,
  wildcardRoleBound,
  workloadWritingGranted,
];
