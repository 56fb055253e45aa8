import { distributionOf } from '#lib/analysis/cluster/distribution.ts';
import { buildComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { gapsOf, itemsOf } from '#lib/model/collected.ts';
import type { Inventory, SliceName, Slices } from '#lib/model/inventory.ts';
import { Access } from './access.ts';
import { authorizationModes } from './authorization-modes.ts';
import type { RbacObjects } from './bound-roles.ts';
import { NodeAuthorizer } from './node-authorizer.ts';
import { buildPermissions } from './permissions.ts';

/** The lists that rights stand on, and those that the Node authorizer follows. */
const RBAC_SLICES = ['roles', 'clusterRoles', 'roleBindings', 'clusterRoleBindings'] as const;
const NODE_SLICES = ['pods', 'persistentVolumes'] as const;

/** What answers about an inventory need of it. */
export const ACCESS_SLICES = [
  'version',
  'apiResources',
  'namespaces',
  'nodes',
  'serviceAccounts',
  ...NODE_SLICES,
  ...RBAC_SLICES,
] as const satisfies readonly SliceName[];

type Read = Pick<Inventory, 'source'> & { readonly slices: Pick<Slices, (typeof ACCESS_SLICES)[number]> };

/** Returns the objects of an inventory that rights stand on. */
export function rbacObjectsOf({ source, slices }: Read): RbacObjects {
  const { serviceAccounts } = slices;
  const version = itemsOf(slices.version);
  return {
    roles: itemsOf(slices.roles),
    clusterRoles: itemsOf(slices.clusterRoles),
    roleBindings: itemsOf(slices.roleBindings),
    clusterRoleBindings: itemsOf(slices.clusterRoleBindings),
    fromFiles: source === 'files',
    isWhole: slices.clusterRoles.state === 'complete',
    version,
    platform: distributionOf(version[0] ?? null, itemsOf(slices.nodes)),
    // An account that a list read in part does not name may be there all the same.
    ...(serviceAccounts.state === 'complete' ? { serviceAccounts: serviceAccounts.items } : {}),
  };
}

/** Returns what answers every question about an inventory; `modes` where the caller knows better than its pods. */
export function accessOfInventory(read: Read, modes?: readonly string[]): Access {
  const { slices } = read;
  const gaps = (names: readonly (typeof ACCESS_SLICES)[number][]) =>
    names.flatMap((name) => gapsOf(slices[name]));
  const permissions = buildPermissions(rbacObjectsOf(read));
  const pods = itemsOf(slices.pods);
  const nodeGaps = gaps(NODE_SLICES);
  let nodes: NodeAuthorizer | null = null;
  return new Access({
    permissions,
    nodes: () =>
      (nodes ??= new NodeAuthorizer({
        pods,
        persistentVolumes: itemsOf(slices.persistentVolumes),
        isWhole: NODE_SLICES.every((name) => slices[name].state === 'complete'),
        minor: permissions.minor,
      })),
    modes: modes ?? authorizationModes(buildComponentFlags({ pods, nodes: itemsOf(slices.nodes) })),
    gaps: gaps(RBAC_SLICES),
    nodeGaps,
  });
}
