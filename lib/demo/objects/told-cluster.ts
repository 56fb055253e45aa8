import type { Site, SiteNode } from '../address-plan.ts';
import type { RawObject } from '../raw-object.ts';
import { read, readList, readText } from '../raw-object.ts';
import { fillManifests, readManifests } from './manifests.ts';
import { OPEN_PORTS_ANNOTATION } from './nodes.ts';
import { defaultRbac, runControllers } from './run-controllers.ts';
import type { World } from './world.ts';

const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

/**
 * Reads the nodes of a cluster that the folder `data/<name>` tells: each is a Node with its version, its network of
 * pods and, where it is known by another address than its loopback one, an InternalIP.
 */
export function readSite(name: string, firstHost: number): Site {
  const nodes = readManifests(name).filter(({ kind }) => kind === 'Node');
  const siteNodes = nodes.map(siteNode);
  const [first] = siteNodes;
  if (first === undefined) throw new Error(`the folder data/${name} tells no Node`);
  return {
    name,
    gitVersion: first.kubeletVersion,
    podCidr: first.podCidr.replace(/\d+\.0\/24$/, '0.0/16'),
    firstHost,
    nodes: siteNodes,
  };
}

function siteNode(node: RawObject): SiteNode {
  const { name, labels = {}, annotations } = node.metadata;
  const addresses = readList(node, 'status', 'addresses');
  const internal = addresses.find((one) => read(one, 'type') === 'InternalIP');
  const ports = annotations?.[OPEN_PORTS_ANNOTATION];
  return {
    name,
    isControlPlane: labels[CONTROL_PLANE] !== undefined,
    kubeletVersion: readText(node, 'status', 'nodeInfo', 'kubeletVersion'),
    podCidr: readText(node, 'spec', 'podCIDR'),
    storyAddress: internal === undefined ? null : readText(internal, 'address'),
    labels,
    openPorts: ports === undefined ? null : ports.split(',').map(Number),
  };
}

/** Returns every object of a cluster that a folder tells, with what each of them has from the start. */
export function loadTold(world: World): RawObject[] {
  return runControllers(world, [
    ...fillManifests('every-cluster', world),
    ...fillManifests(world.plan.site.name, world),
    ...defaultRbac(),
  ]);
}
