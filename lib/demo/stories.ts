import type { Site } from './address-plan.ts';
import { MAIN_SITE } from './main-site.ts';
import { exposuresOf, NOTHING_EXPOSED, type Exposures } from './objects/exposures.ts';
import { loadObjects } from './objects/load-objects.ts';
import { loadTold, readSite } from './objects/told-cluster.ts';
import type { Generation, World } from './objects/world.ts';
import type { RawObject } from './raw-object.ts';

/** One cluster of the fleet: its nodes, its objects, and what stands open on its hosts. */
export interface Story {
  site: Site;
  objects: (world: World) => RawObject[];
  exposures: (generation: Generation) => Exposures;
}

/** Hosts set aside for each cluster that manifests tell, after those of `main`. */
const HOSTS_EACH = 20;

/** The clusters that folders of manifests tell, in the order of their addresses; a new one is one more name. */
const TOLD = ['hostfw', 'layers'];

/** The demo fleet, `main` first. */
export const STORIES: readonly Story[] = [
  { site: MAIN_SITE, objects: loadObjects, exposures: exposuresOf },
  ...TOLD.map((name, index): Story => {
    const site = readSite(name, 10 + HOSTS_EACH * (index + 1));
    return { site, objects: loadTold, exposures: () => NOTHING_EXPOSED };
  }),
];
