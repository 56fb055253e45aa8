import { readFileSync } from 'node:fs';
import type { RawObject } from '../raw-object.ts';
import { read, readList } from '../raw-object.ts';
import { buildControlPlanePods } from './control-plane-pods.ts';
import { expandNamespaces } from './expand-namespaces.ts';
import { expandServices } from './expand-network.ts';
import { expandWorkloads } from './expand-workloads.ts';
import { finishObjects } from './finish-objects.ts';
import { buildNodes } from './nodes.ts';
import type { World } from './world.ts';

const DEFAULT_RBAC = new URL('../data/default-rbac.json', import.meta.url);

/** Returns the roles and bindings that every API server makes at its start. */
export function defaultRbac(): RawObject[] {
  return JSON.parse(readFileSync(DEFAULT_RBAC, 'utf8')) as RawObject[];
}

/** Returns every object of a cluster as its API serves it, from those that people and add-ons have written. */
export function runControllers(world: World, written: readonly RawObject[]): RawObject[] {
  const declared = written.filter(({ kind }) => kind !== 'Node');
  fillAggregatedRoles(declared);
  const made = [
    ...declared,
    ...expandNamespaces(world, declared),
    ...buildNodes(
      world,
      written.filter(({ kind }) => kind === 'Node'),
    ),
    ...buildControlPlanePods(world),
    ...expandWorkloads(world, declared),
  ];
  return finishObjects(world, [...made, ...expandServices(world, made)]);
}

/** Fills in the rules of aggregated roles, as the controller manager keeps doing in a real cluster. */
function fillAggregatedRoles(objects: readonly RawObject[]): void {
  const roles = objects.filter((object) => object.kind === 'ClusterRole');
  // `edit` takes in what `view` was given and `admin` what `edit` was: three rounds reach the top.
  for (let round = 0; round < 3; round += 1) {
    for (const role of roles) {
      const selectors = readList(role, 'aggregationRule', 'clusterRoleSelectors');
      if (selectors.length === 0) continue;
      const parts = roles.filter(
        (part) => part !== role && selectors.some((selector) => isSelected(part, selector)),
      );
      role['rules'] = parts.flatMap((part) => readList(part, 'rules'));
    }
  }
}

function isSelected(role: RawObject, selector: unknown): boolean {
  const wanted = Object.entries((read(selector, 'matchLabels') ?? {}) as Record<string, string>);
  return wanted.length > 0 && wanted.every(([key, value]) => role.metadata.labels?.[key] === value);
}
