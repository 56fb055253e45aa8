import { afterAll, beforeAll, expect, it } from 'vitest';
import { DefaultRights } from '#lib/analysis/rbac/default-rights.ts';
import { buildPermissions } from '#lib/analysis/rbac/permissions.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { Inventory } from '#lib/model/inventory.ts';
import { ControlPlane } from './control-plane.ts';
import { readCluster } from './read-cluster.ts';

/** The most that the controller manager takes to gather the rules of aggregated roles. */
const PATIENCE_MS = 30_000;

let plane: ControlPlane;
let read: Inventory;

beforeAll(async () => {
  plane = await ControlPlane.start({ withControllerManager: true });
  const until = Date.now() + PATIENCE_MS;
  do {
    await new Promise((resolve) => setTimeout(resolve, 500));
    read = await readCluster(plane);
  } while (!isGathered(read) && Date.now() < until);
});
afterAll(() => plane.stop());

/** `admin` takes in `edit`, which takes in `view`: the last of them is filled when it reads what `view` reads. */
function isGathered({ slices }: Inventory): boolean {
  const roles = new Map(itemsOf(slices.clusterRoles).map((role) => [role.metadata.name, role.rules.length]));
  const [view = 0, edit = 0, admin = 0] = ['view', 'edit', 'admin'].map((name) => roles.get(name) ?? 0);
  return view > 0 && edit > view && admin > edit;
}

it('every role and binding that a new cluster is born with is an unchanged default, aggregated ones too', () => {
  const { slices } = read;
  const clusterRoles = itemsOf(slices.clusterRoles);
  const objects = {
    roles: itemsOf(slices.roles),
    clusterRoles,
    roleBindings: itemsOf(slices.roleBindings),
    clusterRoleBindings: itemsOf(slices.clusterRoleBindings),
    version: itemsOf(slices.version),
    fromFiles: false,
  };
  const defaults = new DefaultRights(objects.version[0] ?? null);
  const roles = [...clusterRoles, ...objects.roles];
  const foreign = roles.filter(
    ({ kind, metadata, rules }) =>
      !defaults.isDefaultRole({ kind, namespace: metadata.namespace ?? null, name: metadata.name }, rules),
  );
  expect(isGathered(read)).toBe(true);
  expect(foreign.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
  const added = buildPermissions(objects).addedRules();
  expect(added.map(({ grant }) => `${grant.binding.name} ${grant.role.name}[${grant.rule}]`)).toEqual([]);
  const bindings = objects.roleBindings.length + objects.clusterRoleBindings.length;
  process.stdout.write(`${roles.length} roles and ${bindings} bindings are unchanged defaults\n`);
  // A cluster of this version is born with this many at least: an empty list would prove nothing.
  expect(roles.length).toBeGreaterThan(70);
  expect(bindings).toBeGreaterThan(55);
});

it('one right more in one of them is seen', () => {
  const defaults = new DefaultRights(itemsOf(read.slices.version)[0] ?? null);
  const view = itemsOf(read.slices.clusterRoles).find(({ metadata }) => metadata.name === 'view');
  const more = [...(view?.rules ?? []), { verbs: ['get'], apiGroups: [''], resources: ['secrets'] }];
  expect(defaults.isDefaultRole({ kind: 'ClusterRole', namespace: null, name: 'view' }, more)).toBe(false);
});
