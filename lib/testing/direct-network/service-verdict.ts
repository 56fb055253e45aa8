import { isInAny, parseAddress } from './addresses.ts';
import { directVerdict, judge, type DirectAnswer } from './direct-verdict.ts';
import type { NetworkManifests } from './manifests.ts';
import { partyCalled, type DirectDataplane, type HostParty, type NetworkAsk, type Party } from './parties.ts';
import { doorOf, type PodDoor, type ServiceDoor } from './service-doors.ts';
import { endpointsOf, usableOf, type DirectEndpoint } from './service-endpoints.ts';
import { everyWorld, type World } from './world.ts';

/*
 * Who reaches whom through a service, an address of a node or of a load balancer, straight from the specification:
 * one packet, one back end, one address it may arrive with at a time. Shares nothing with the engine, and must not.
 * IPv4, and plugins whose hosts have no policies of their own.
 */

interface Setting {
  readonly objects: NetworkManifests;
  readonly dataplane: DirectDataplane;
  readonly ask: NetworkAsk;
  readonly source: Party;
}

/** One packet that left its sender for one back end. */
interface Leg {
  readonly target: Party;
  readonly port: number;
  /** Where the address is rewritten, the one that was dialled. */
  readonly dialled: string | null;
  readonly seen: readonly Party[];
}

/** Returns what the specification says to a question whose target may be a service's. */
export function serviceVerdict(
  objects: NetworkManifests,
  dataplane: DirectDataplane,
  ask: NetworkAsk,
): DirectAnswer {
  const door = doorOf(objects, ask);
  if (door === 'nothing of a service') return directVerdict(objects, dataplane, ask);
  if (door === 'another name') return { verdict: 'unknown', rules: new Set(['SV-8']) };
  if (door === 'no such port') return { verdict: 'unknown', rules: new Set() };
  const source = partyCalled(objects, ask.from);
  if (source === null) return { verdict: 'nobody', rules: new Set() };
  const setting = { objects, dataplane, ask, source };
  const verdicts = new Set<boolean>();
  const rules = new Set<string>();
  for (const { result, notes } of everyWorld((world) =>
    world.aside(() =>
      door.kind === 'service' ? passesService(world, setting, door) : passesHostPort(world, setting, door),
    ),
  )) {
    verdicts.add(result);
    for (const id of notes) rules.add(id);
  }
  if (verdicts.size > 1) return { verdict: 'unknown', rules };
  return { verdict: verdicts.has(true) ? 'allowed' : 'denied', rules };
}

/** SV-6: the pod is on the node that is dialled; what comes from inside may have been given a node's address. */
function passesHostPort(world: World, setting: Setting, { pod, port }: PodDoor): boolean {
  world.note('SV-6');
  const { objects, source, ask } = setting;
  const target = partyCalled(objects, `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`);
  if (target === null) throw new Error('A pod with a port of its node is there.');
  const seen = source.kind === 'outside' ? [source] : [source, ...nodesOf(objects)];
  return passes(world, setting, { target, port, dialled: ask.to, seen });
}

function passesService(world: World, setting: Setting, door: ServiceDoor): boolean {
  const { source, objects, ask } = setting;
  // Whether the outside is led to such an address at all is left open.
  if (door.by === 'cluster' && source.kind === 'outside') return world.choose('routed from outside', 2) === 1;
  if (!isLetIn(world, setting, door)) return false;
  const endpoints = reachableEndpoints(world, setting, door);
  const endpoint = endpoints[world.choose('back end', Math.max(endpoints.length, 1))];
  if (endpoint === undefined) return false;
  const target = partyCalled(objects, endpoint.address);
  if (target === null) throw new Error(`${endpoint.address} is no address.`);
  if (door.by === 'headless') {
    world.note('SV-8');
    if (isSame(source, target)) return true;
    return passes(world, setting, { target, port: ask.port, dialled: null, seen: [source] });
  }
  if (door.by === 'cluster') world.note('SV-1');
  if (endpoint.port !== ask.port) world.note('NP-18');
  const seen = door.by === 'cluster' ? [source] : seenAs(world, setting, { door, target });
  return passes(world, setting, { target, port: endpoint.port, dialled: door.address, seen });
}

/** SV-5: source ranges are for the addresses of the load balancer; a block of everything is no limit. */
function isLetIn(world: World, { source }: Setting, { by, service }: ServiceDoor): boolean {
  const ranges = service.spec.loadBalancerSourceRanges ?? [];
  if (ranges.length === 0 || by === 'cluster' || by === 'headless') return true;
  const isIn = source.addresses.some((address) => address.family === 4 && isInAny(ranges, address));
  if (!isIn) world.note('SV-5');
  if ((by !== 'balancer' && by !== 'proxy') || ranges.some((range) => range.endsWith('/0'))) return true;
  // The nodes do not serve it: with which address a packet from inside comes there is left open.
  if (by === 'proxy' && source.kind !== 'outside') return world.maybe('SV-5', 'let in by the balancer');
  return isIn;
}

/** SV-4: a service that is local to its node has the back ends of that node alone, chosen apart from the others. */
function reachableEndpoints(world: World, setting: Setting, door: ServiceDoor): readonly DirectEndpoint[] {
  const all = endpointsOf(setting.objects, door.service, door.port);
  const { spec } = door.service;
  const { source } = setting;
  const on = (node: string | null) => {
    const local = all.filter((one) => node !== null && one.node === node);
    if (local.length < all.length) world.note('SV-4');
    return usableOf(world, local);
  };
  if (door.by === 'headless') return usableOf(world, all);
  if (door.by === 'cluster') {
    if (spec.internalTrafficPolicy !== 'Local' || source.kind === 'outside') return usableOf(world, all);
    return on(source.node);
  }
  if (spec.externalTrafficPolicy !== 'Local') return usableOf(world, all);
  if (source.kind !== 'outside') {
    if (all.some(({ node }) => node !== source.node)) world.note('SV-4');
    return usableOf(world, all);
  }
  if (door.by === 'node') return on(door.node);
  return nodesOf(setting.objects).flatMap(({ node }) => on(node));
}

/** Addresses on every side of the blocks that random policies name. */
const STRANGERS = [
  '192.0.2.99',
  '10.9.9.9',
  '10.0.0.250',
  '10.0.1.250',
  '10.0.2.250',
  '198.51.100.7',
  '198.51.100.250',
  '203.0.113.5',
  '203.0.113.250',
  '192.168.0.250',
  ...[2, 4, 5, 6, 7].map((last) => `10.0.1.${last}`),
  ...[1, 2, 3, 4, 5, 6, 7].map((last) => `10.0.2.${last}`),
];

/** A load balancer that answers itself hands on with an address that nobody knows, but that is no pod's. */
function strangersOf(objects: NetworkManifests): readonly Party[] {
  return STRANGERS.flatMap((one) => partyCalled(objects, one) ?? []).filter(({ kind }) => kind === 'outside');
}

/** SV-3: whom a back end may take for the sender. */
function seenAs(
  world: World,
  { source, objects, dataplane }: Setting,
  { door, target }: { readonly door: ServiceDoor; readonly target: Party },
): readonly Party[] {
  const nodes = nodesOf(objects);
  if (door.by === 'proxy') {
    world.note('SV-5');
    return [source, ...nodes, ...strangersOf(objects)];
  }
  // With Local a pod keeps its address; a node that asks is as with Cluster (SV-4 and its amendment).
  if (door.service.spec.externalTrafficPolicy === 'Local' && source.kind !== 'host') return [source];
  world.note('SV-3');
  // The first node puts its address in; of the ways to other addresses it is not said which node that is.
  const first = nodes.filter(({ node }) => door.by !== 'node' || node === door.node);
  // Calico and Cilium judge what a node receives for its own pods before.
  if (dataplane.name === 'kubernetes' || target.kind === 'outside') return [source, ...first];
  return [source, ...first.filter(({ node }) => node !== target.node)];
}

function passes(world: World, setting: Setting, { target, port, dialled, seen }: Leg): boolean {
  const { source, dataplane } = setting;
  if (dataplane.name === 'none') return true;
  const seenSource = seen[world.choose('seen as', seen.length)] ?? source;
  const isBefore =
    dialled !== null &&
    dataplane.name === 'kubernetes' &&
    source.kind === 'pod' &&
    world.choose('egress before the address is rewritten', 2) === 1;
  const hop = { target, port };
  const isSent = isBefore ? leavesFor(world, setting, { ...hop, dialled }) : leaves(world, setting, hop);
  const isThrough = isSent && enters(world, setting, { source: seenSource, ...hop });
  // NP-25: a pod that comes to itself through a service may be judged or not.
  return isThrough || (isSame(source, target) && world.maybe('NP-25', 'itself through a service'));
}

interface Hop {
  readonly target: Party;
  readonly port: number;
}

function leaves(world: World, { objects, dataplane, source, ask }: Setting, { target, port }: Hop): boolean {
  if (source.kind !== 'pod') return true;
  const packet = { source, target, family: 4, protocol: ask.protocol, port } as const;
  if (judge({ world, objects, dataplane, packet, direction: 'egress' }) === 'allow') return true;
  const isToOwnNode = target.kind === 'host' && target.node === source.node;
  return isToOwnNode && dataplane.podToOwnNode === 'unknown' && world.maybe('NP-24', 'pod to own node');
}

/**
 * SV-1: egress policies look before the address is rewritten: blocks are held against the one that was dialled, which
 * has no named ports (NP-14); selectors still mean the pod, and ports are the pod's.
 */
function leavesFor(
  world: World,
  setting: Setting,
  { dialled, ...hop }: Hop & { readonly dialled: string },
): boolean {
  const { target } = hop;
  const address = parseAddress(dialled);
  const addresses = address === null ? [] : [address];
  if (leaves(world, setting, { ...hop, target: { kind: 'outside', addresses } })) return true;
  const dataplane = { ...setting.dataplane, addressesMatchPods: false, addressesMatchHosts: false };
  return target.kind !== 'outside' && leaves(world, { ...setting, dataplane }, hop);
}

/** NP-24: what comes from the own node comes in. */
function enters(
  world: World,
  { objects, dataplane, ask }: Setting,
  { source, target, port }: Hop & { readonly source: Party },
): boolean {
  if (target.kind !== 'pod') return true;
  if (source.kind === 'host' && source.node === target.node) {
    world.note('NP-24');
    return true;
  }
  const packet = { source, target, family: 4, protocol: ask.protocol, port } as const;
  return judge({ world, objects, dataplane, packet, direction: 'ingress' }) === 'allow';
}

function isSame(source: Party, target: Party): boolean {
  return source.kind === 'pod' && target.kind === 'pod' && source.pod === target.pod;
}

function nodesOf(objects: NetworkManifests): readonly HostParty[] {
  return (objects.nodes ?? []).map(({ metadata: { name }, status }) => ({
    kind: 'host',
    node: name,
    addresses: status.addresses.flatMap(({ address }) => parseAddress(address) ?? []),
  }));
}
