import type { HostEndpointManifest, NetworkManifests } from './manifests.ts';
import type { World } from './world.ts';

/** HE-2: returns the host endpoint of the interface that carries the node's address, or null (HE-1). */
export function boundEndpoint(
  world: World,
  objects: NetworkManifests,
  node: string,
): HostEndpointManifest | null {
  const own = endpointsOf(objects, node);
  const address = addressOfNode(objects, node);
  const byAddress = own.find(
    ({ spec }) => spec.interfaceName === undefined && (spec.expectedIPs ?? []).includes(address),
  );
  const ofAll = endpointOfAll(objects, node);
  if (byAddress !== undefined) return noted(world, 'HE-2', byAddress);
  const named = own.filter(({ spec }) => spec.interfaceName !== undefined && spec.interfaceName !== '*');
  // HE-3: the addresses that an endpoint of a card names are those of the card.
  const sure = named.filter(({ spec }) => (spec.expectedIPs ?? []).includes(address));
  const cards = [...new Set((sure.length > 0 ? sure : named).map(({ spec }) => spec.interfaceName))];
  const first = cards.map((card) => named.find(({ spec }) => spec.interfaceName === card) ?? null);
  if (first.length === 0) {
    if (ofAll === null) world.note('HE-1');
    return ofAll;
  }
  if (named.length > 1 || ofAll !== null) world.note('HE-2');
  // Which of several cards carries the address is not to be seen, nor whether one without an endpoint does (HE-1).
  const possible = first.length > 1 && sure.length === 0 ? [...first, ofAll] : first;
  return possible[possible.length === 1 ? 0 : world.choose(`HE-2 ${node}`, possible.length)] ?? null;
}

/** HE-2, HE-10: returns the endpoint of every interface without one of its own, `lo` and those of pods among them. */
export function endpointOfAll(objects: NetworkManifests, node: string): HostEndpointManifest | null {
  return endpointsOf(objects, node).find(({ spec }) => spec.interfaceName === '*') ?? null;
}

function endpointsOf({ calicoHostEndpoints = [] }: NetworkManifests, node: string) {
  return calicoHostEndpoints
    .filter(({ spec }) => spec.node === node)
    .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

function noted<T>(world: World, id: string, value: T): T {
  world.note(id);
  return value;
}

/** Returns the address by which a node is reached. */
export function addressOfNode({ nodes = [] }: NetworkManifests, name: string): string {
  const found = nodes.find(({ metadata }) => metadata.name === name);
  return found?.status.addresses.find(({ type }) => type === 'InternalIP')?.address ?? '';
}
