import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import * as marks from '../marks.ts';
import type { RawObject } from '../raw-object.ts';
import { read, readList } from '../raw-object.ts';
import { changeObjects } from './change-objects.ts';
import { buildControlPlanePods } from './control-plane-pods.ts';
import { expandNamespaces } from './expand-namespaces.ts';
import { expandServices } from './expand-network.ts';
import { expandWorkloads } from './expand-workloads.ts';
import { finishObjects } from './finish-objects.ts';
import { buildNodes } from './nodes.ts';
import { dataWorkloads } from './team-data.ts';
import { paymentsWorkloads } from './team-payments.ts';
import { platformWorkloads } from './team-platform.ts';
import { storefrontWorkloads } from './team-storefront.ts';
import { systemWorkloads } from './system-workloads.ts';
import type { World } from './world.ts';

const MANIFESTS = new URL('../data/manifests/', import.meta.url);
const DEFAULT_RBAC = new URL('../data/default-rbac.json', import.meta.url);

/** Returns every object of the cluster as the API serves it, for one generation. */
export function loadObjects(world: World): RawObject[] {
  const written = [
    ...readManifests(world),
    ...systemWorkloads(world),
    ...storefrontWorkloads(),
    ...paymentsWorkloads(),
    ...dataWorkloads(),
    ...platformWorkloads(),
    ...(JSON.parse(readFileSync(DEFAULT_RBAC, 'utf8')) as RawObject[]),
  ];
  const declared = changeObjects(world, written);
  fillAggregatedRoles(declared);
  const made = [
    ...declared,
    ...expandNamespaces(world, declared),
    ...buildNodes(world),
    ...buildControlPlanePods(world),
    ...expandWorkloads(world, declared),
  ];
  return finishObjects(world, [...made, ...expandServices(world, made)]);
}

function readManifests(world: World): RawObject[] {
  const files = readdirSync(MANIFESTS).filter((name) => name.endsWith('.yaml'));
  return files
    .toSorted()
    .flatMap((file) => parseManifests(readFileSync(new URL(file, MANIFESTS), 'utf8'), world));
}

/** Parses manifests, with the names in `@{...}` replaced: addresses of this run, and planted marks. */
function parseManifests(text: string, world: World): RawObject[] {
  const values: Record<string, string> = {
    API_SERVER: `https://${world.plan.api.address}:${world.plan.api.port}`,
    API_HOST: world.plan.api.address,
    API_PORT: String(world.plan.api.port),
    SECRET: marks.SECRET_DATA_MARK,
    CONFIG: marks.CONFIG_DATA_MARK,
    CA_BUNDLE: Buffer.from(world.clusterAuthorityPem).toString('base64'),
  };
  const filled = text.replace(/@\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return parseAllDocuments(filled).flatMap((document) => {
    if (document.errors[0] !== undefined) throw document.errors[0];
    const object: RawObject | null = document.toJS();
    return object === null ? [] : [object];
  });
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
