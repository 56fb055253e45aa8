import type { AnyControl } from './define-control.ts';
import { anonymousGrantedBeyondHealth } from './rbac/anonymous-granted-beyond-health.ts';
import { clusterAdminBound } from './rbac/cluster-admin-bound.ts';
import { defaultServiceAccountWithRights } from './rbac/default-service-account-with-rights.ts';
import { escalationVerbsGranted } from './rbac/escalation-verbs-granted.ts';
import { secretsReadableClusterWide } from './rbac/secrets-readable-cluster-wide.ts';
import { tokenMountedWithoutNeed } from './rbac/token-mounted-without-need.ts';
import { wildcardRoleBound } from './rbac/wildcard-role-bound.ts';

/** The catalogue, sorted by id within each area. */
export const CONTROLS: readonly AnyControl[] = [
  anonymousGrantedBeyondHealth,
  clusterAdminBound,
  defaultServiceAccountWithRights,
  escalationVerbsGranted,
  secretsReadableClusterWide,
  tokenMountedWithoutNeed,
  wildcardRoleBound,
];
