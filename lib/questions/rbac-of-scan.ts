import { buildPermissions, type Permissions } from '#lib/analysis/rbac/permissions.ts';
import { DefaultRights } from '#lib/analysis/rbac/default-rights.ts';
import { servedResources, type ServedResources } from '#lib/analysis/rbac/served-resources.ts';
import type { ApiResource } from '#lib/model/cluster-objects.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { SliceItems, SliceName } from '#lib/model/inventory.ts';
import type { Binding, ClusterRole, Role } from '#lib/model/rbac.ts';
import { readSlice } from '#lib/store/blobs.ts';
import { findHead } from '#lib/store/results.ts';
import { listFindings, type FindingRow } from '#lib/store/findings.ts';
import type { Store } from '#lib/store/open-store.ts';
import { keptByScan } from './scan-cache.ts';

/** The RBAC objects of a scan, indexed for questions. */
export interface ScanRbac {
  readonly permissions: Permissions;
  readonly defaults: DefaultRights;
  readonly roles: readonly Role[];
  readonly clusterRoles: readonly ClusterRole[];
  readonly bindings: readonly Binding[];
  /** What the cluster serves; empty where it was not read. */
  readonly apiResources: readonly ApiResource[];
  /** Where names of resources are looked up. */
  readonly served: ServedResources;
  readonly namespaces: readonly string[];
  /** Findings on subjects, bindings and roles, worst first. */
  readonly findings: readonly FindingRow[];
  /** Why lists were not read, or not to the end: more may be allowed than is told. */
  readonly gaps: readonly Gap[];
}

const KEPT = 3;
const SLICES = ['roles', 'clusterRoles', 'roleBindings', 'clusterRoleBindings'] as const;
const KINDS = ['ServiceAccount', 'User', 'Group', 'RoleBinding', 'ClusterRoleBinding', 'Role', 'ClusterRole'];
/** More findings on RBAC objects than any reader follows up. */
const MOST_FINDINGS = 10_000;

const readers = new WeakMap<Store, (scanId: string) => Promise<ScanRbac | null>>();

/** Returns the RBAC objects of a scan; null where it has no result. */
export function rbacOfScan(store: Store, scanId: string): Promise<ScanRbac | null> {
  let reader = readers.get(store);
  if (reader === undefined) {
    reader = keptByScan(KEPT, (id) => readRbac(store, id));
    readers.set(store, reader);
  }
  return reader(scanId);
}

async function readRbac(store: Store, scanId: string): Promise<ScanRbac | null> {
  const stored = await findHead(store, scanId);
  if (stored === null) return null;
  const { inventory, cluster, gaps } = stored.head;
  const stateOf = (name: SliceName) => inventory.slices[name].state;
  const read = async <K extends SliceName>(name: K): Promise<readonly SliceItems[K][]> =>
    (await readSlice(store, scanId, name)) ?? [];
  const [roles, clusterRoles, roleBindings, clusterRoleBindings] = await Promise.all([
    read('roles'),
    read('clusterRoles'),
    read('roleBindings'),
    read('clusterRoleBindings'),
  ]);
  const [serviceAccounts, version, resources, namespaces, page] = await Promise.all([
    read('serviceAccounts'),
    read('version'),
    read('apiResources'),
    read('namespaces'),
    listFindings(store, { scanId, categories: ['rbac'], kinds: KINDS, limit: MOST_FINDINGS }),
  ]);
  const objects = {
    roles,
    clusterRoles,
    roleBindings,
    clusterRoleBindings,
    version,
    platform: cluster.distribution,
    fromFiles: cluster.source === 'files',
    isWhole: stateOf('clusterRoles') === 'complete',
    ...(stateOf('serviceAccounts') === 'complete' ? { serviceAccounts } : {}),
  };
  return {
    permissions: buildPermissions(objects),
    defaults: new DefaultRights(objects.version[0] ?? null, objects.platform),
    roles: objects.roles,
    clusterRoles: objects.clusterRoles,
    bindings: [...objects.clusterRoleBindings, ...objects.roleBindings],
    apiResources: resources,
    served: servedResources(resources, stateOf('apiResources')),
    namespaces: namespaces.map(({ metadata }) => metadata.name),
    findings: page?.rows ?? [],
    gaps: gaps.filter(({ slice }) => SLICES.some((name) => name === slice)),
  };
}
