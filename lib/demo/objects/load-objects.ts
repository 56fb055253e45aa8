import type { RawObject } from '../raw-object.ts';
import { changeObjects } from './change-objects.ts';
import { fillManifests } from './manifests.ts';
import { defaultRbac, runControllers } from './run-controllers.ts';
import { dataWorkloads } from './team-data.ts';
import { paymentsWorkloads } from './team-payments.ts';
import { platformWorkloads } from './team-platform.ts';
import { storefrontWorkloads } from './team-storefront.ts';
import { systemWorkloads } from './system-workloads.ts';
import type { World } from './world.ts';

/** Returns every object of `main` as the API serves it, for one generation. */
export function loadObjects(world: World): RawObject[] {
  const written = [
    ...fillManifests('manifests', world),
    ...systemWorkloads(world),
    ...storefrontWorkloads(),
    ...paymentsWorkloads(),
    ...dataWorkloads(),
    ...platformWorkloads(),
    ...defaultRbac(),
  ];
  return runControllers(world, changeObjects(world, written));
}
