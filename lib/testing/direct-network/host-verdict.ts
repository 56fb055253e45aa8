import type { HostVerdict } from '#lib/model/host-firewall.ts';
import type { AdminSetting } from './admin-policies.ts';
import { addressOfNode, boundEndpoint, endpointOfAll } from './bound-endpoint.ts';
import { judgeByCalico } from './calico-policies.ts';
import { felixSays, isFailsafe } from './felix-says.ts';
import { isAllowedByProfile, judgeByStage } from './host-endpoint-policies.ts';
import type { Direction, HostEndpointManifest, NetworkManifests } from './manifests.ts';
import { addressOf, partyCalled, sidesOf, type DirectDataplane, type Packet } from './parties.ts';
import type { Protocol } from './parties.ts';
import { everyWorld, type RuleId, type World } from './world.ts';

/*
 * Who reaches which port of a host behind Calico's host endpoints, one packet at a time and straight from the
 * specification. Shares nothing with the engine it is compared with, and must not.
 */

export interface HostAsk {
  /** An address outside, the address of a node, or `namespace/pod`; null where the node asks itself. */
  readonly from: string | null;
  readonly node: string;
  readonly port: number;
  readonly protocol: Protocol;
}

export interface DirectHostAnswer {
  readonly verdict: HostVerdict;
  readonly rules: ReadonlySet<RuleId>;
}

interface Way {
  readonly world: World;
  readonly objects: NetworkManifests;
  readonly dataplane: DirectDataplane;
  readonly packet: Packet;
  /** The node that is asked. */
  readonly node: string;
  /** The sender is a pod in its node's network. */
  readonly isProcess: boolean;
  /** Whether the node keeps its failsafe ports open. */
  readonly isSafe: boolean;
}

/** Returns what the specification says to one question; null where nobody is meant. */
export function directHostVerdict(
  objects: NetworkManifests,
  dataplane: DirectDataplane,
  ask: HostAsk,
): DirectHostAnswer | null {
  const own = addressOfNode(objects, ask.node);
  const [source, target] = [partyCalled(objects, ask.from ?? own), partyCalled(objects, own)];
  if (source === null || target === null) return null;
  const packet: Packet = { source, target, family: 4, protocol: ask.protocol, port: ask.port };
  const isProcess = source.kind === 'host' && ask.from?.includes('/') === true;
  const way = { objects, dataplane, packet, node: ask.node, isProcess, isSafe: true };
  const rules = new Set<RuleId>();
  const verdicts = new Set<HostVerdict>();
  for (const { result, notes } of everyWorld((world) => world.aside(() => verdictIn({ ...way, world })))) {
    verdicts.add(result);
    for (const id of notes) rules.add(id);
  }
  const [first = 'unknown'] = verdicts;
  return { verdict: verdicts.size === 1 ? first : isOpen(verdicts) ? 'failsafe' : 'unknown', rules };
}

/** What is let in in any case may owe it to the failsafe port. */
function isOpen(verdicts: ReadonlySet<HostVerdict>): boolean {
  return verdicts.isSubsetOf(new Set(['allowed', 'failsafe']));
}

function verdictIn(way: Way): HostVerdict {
  if (!isLetIn(way)) return 'denied';
  const { result } = way.world.aside(() => isLetIn({ ...way, isSafe: false }));
  return result ? 'allowed' : 'failsafe';
}

function isLetIn(way: Way): boolean {
  const { objects, node, packet, world } = way;
  const { source } = packet;
  if (way.isProcess) world.note('HE-16');
  if (source.kind === 'outside') return entersHost(way, boundEndpoint(world, objects, node));
  if (source.kind === 'host') return source.node === node ? reachesItself(way) : comesFromNode(way);
  if (judgeByCalico(settingOf(way, 'egress')) === 'deny') return false;
  return source.node === node ? comesFromOwnPod(way) : comesFromPod(way);
}

/** HE-10: what a host sends itself meets the endpoint of all interfaces twice, out and in; eBPF lets it pass. */
function reachesItself(way: Way): boolean {
  const { objects, node, world } = way;
  if (felixSays(objects, node).bpfEnabled === true) return true;
  const endpoint = endpointOfAll(objects, node);
  if (endpoint === null) return true;
  world.note('HE-10');
  return leavesHost(way, node, endpoint) && entersHost(way, endpoint);
}

function comesFromNode(way: Way): boolean {
  const { objects, node, packet, world } = way;
  const from = packet.source.kind === 'host' ? packet.source.node : null;
  if (from !== null && !leavesHost(way, from, boundEndpoint(world, objects, from))) return false;
  return entersHost(way, boundEndpoint(world, objects, node));
}

/** HE-12: packets of own pods meet what acts before DNAT on every interface, then the action for endpoints to hosts. */
function comesFromOwnPod(way: Way): boolean {
  const { objects, node, world } = way;
  if (beforeDnat(way, node) === 'deny') return false;
  world.note('HE-12');
  const { defaultEndpointToHostAction = 'Drop', bpfEnabled = false } = felixSays(objects, node);
  if (defaultEndpointToHostAction !== 'Return') return defaultEndpointToHostAction === 'Accept';
  return bpfEnabled || world.maybe('HE-12', `rules of ${node}`);
}

/** HE-8, HE-9: a node forwards what its pods send by the policies that say they are for it, no others. */
function comesFromPod(way: Way): boolean {
  const { objects, packet, world } = way;
  const from = packet.source.kind === 'pod' ? packet.source.node : null;
  if (from !== null) {
    const ofAll = endpointOfAll(objects, from);
    const early = beforeDnat(way, from);
    if (early === 'deny') return false;
    // HE-6: an Allow before DNAT skips the later stages of the endpoint by which the packet comes in, no others.
    if (early === 'none' && ofAll !== null && !isForwarded(way, ofAll, 'ingress')) return false;
    const out = boundEndpoint(world, objects, from);
    if (out !== null && !isForwarded(way, out, 'egress')) return false;
  }
  return arrivesFromPod(way);
}

/** SV-3, HE-11: it may come with the address of its node, or over a tunnel that only an endpoint of all sees. */
function arrivesFromPod(way: Way): boolean {
  const { objects, node, packet, world } = way;
  const pools = (objects.calicoIPPools ?? []).map(({ spec }) => spec);
  const bound = boundEndpoint(world, objects, node);
  const from = packet.source.kind === 'pod' ? packet.source.node : null;
  const masked = from === null ? null : partyCalled(objects, addressOfNode(objects, from));
  const isMasked = pools.some(({ natOutgoing }) => natOutgoing) && world.maybe('SV-3', 'masquerading');
  if (isMasked && masked !== null)
    return entersHost({ ...way, packet: { ...packet, source: masked } }, bound);
  const ofAll = endpointOfAll(objects, node);
  const isTunnelled = pools.some(({ ipipMode }) => ipipMode === 'Always') && bound !== ofAll;
  return entersHost(way, isTunnelled && world.maybe('HE-11', `tunnel to ${node}`) ? ofAll : bound);
}

function isForwarded(way: Way, endpoint: HostEndpointManifest, direction: Direction): boolean {
  const setting = settingOf(way, direction);
  const outcome = judgeByStage(setting, endpoint, 'forward');
  const own = way.world.aside(() => judgeByStage(setting, endpoint, 'normal')).result;
  if (outcome !== 'none') way.world.note('HE-8');
  else if (own === 'deny') way.world.note('HE-9');
  return outcome !== 'deny';
}

/** HE-10: the endpoint of all interfaces sees packets of pods before DNAT, unless the port is a failsafe one. */
function beforeDnat(way: Way, at: string): 'allow' | 'deny' | 'none' {
  const endpoint = endpointOfAll(way.objects, at);
  if (endpoint === null || isSpared(way, at, 'ingress')) return 'none';
  const outcome = judgeByStage(settingOf(way, 'ingress'), endpoint, 'pre-dnat');
  if (outcome !== 'none') way.world.note('HE-7', 'HE-10');
  return outcome;
}

/** Returns whether a failsafe port spares the packet the policies; eBPF spares only what is for the host itself. */
function isSpared(way: Way, at: string, direction: Direction): boolean {
  const { objects, node, packet, isSafe } = way;
  const felix = felixSays(objects, at);
  const isOwn = at === node && direction === 'ingress';
  if (isOwn && !isSafe) return false;
  const isPassedOn = !isOwn || behindNodePort(objects, packet) !== null;
  if (felix.bpfEnabled === true && direction === 'ingress' && isPassedOn) return false;
  const peer = addressOf(sidesOf(packet, direction).peer, packet.family);
  const { protocol, port } = packet;
  return isFailsafe({ felix, direction, peer, protocol, port });
}

/** HE-5. */
function leavesHost(way: Way, at: string, endpoint: HostEndpointManifest | null): boolean {
  if (endpoint === null) return true;
  if (isSpared(way, at, 'egress')) {
    way.world.note('HE-6');
    return true;
  }
  const setting = settingOf(way, 'egress');
  const outcome = judgeByStage(setting, endpoint, 'normal');
  if (outcome !== 'none') return outcome === 'allow';
  way.world.note('HE-4', 'HE-5');
  return isAllowedByProfile(setting, endpoint);
}

/** HE-6: failsafe ports, then what is not tracked, then before DNAT, then the tiers, then the profiles. */
function entersHost(way: Way, endpoint: HostEndpointManifest | null): boolean {
  if (endpoint === null) return true;
  const behind = behindNodePort(way.objects, way.packet);
  if (behind !== null) return passesOn(way, endpoint, behind);
  const { world } = way;
  if (isSpared(way, way.node, 'ingress')) {
    world.note('HE-6');
    return true;
  }
  for (const stage of ['raw', 'pre-dnat', 'normal'] as const) {
    const outcome = judgeEntry(way, endpoint, stage);
    if (outcome !== 'none') return outcome === 'allow';
  }
  world.note('HE-4');
  return isAllowedByProfile(settingOf(way, 'ingress'), endpoint);
}

function judgeEntry(
  way: Way,
  endpoint: HostEndpointManifest,
  stage: 'raw' | 'pre-dnat' | 'normal',
): 'allow' | 'deny' | 'none' {
  const { world } = way;
  const outcome = world.aside(() => judgeByStage(settingOf(way, 'ingress'), endpoint, stage));
  if (outcome.result === 'none') return 'none';
  // HE-10: an endpoint of all interfaces leaves untracked policies out.
  const isLeftOut = stage === 'raw' && endpoint.spec.interfaceName === '*';
  if (isLeftOut) world.note('HE-10');
  else world.note(...outcome.notes, stage === 'pre-dnat' ? 'HE-7' : 'HE-6');
  return isLeftOut ? 'none' : outcome.result;
}

/** HE-7, HE-8: by the port of the node before DNAT, then by that of the pod; a failsafe port skips the former. */
function passesOn(way: Way, endpoint: HostEndpointManifest, behind: Packet): boolean {
  if (!isSpared(way, way.node, 'ingress')) {
    for (const stage of ['raw', 'pre-dnat'] as const) {
      const outcome = judgeEntry(way, endpoint, stage);
      if (outcome !== 'none') return outcome === 'allow';
    }
  }
  return isForwarded({ ...way, packet: behind }, endpoint, 'ingress');
}

/** Returns the packet as it is after DNAT; null where the port is of the host itself. */
function behindNodePort(objects: NetworkManifests, packet: Packet): Packet | null {
  const port = (objects.services ?? [])
    .flatMap(({ spec }) => spec.ports ?? [])
    .find(({ nodePort, protocol }) => nodePort === packet.port && protocol === packet.protocol);
  const address = (objects.endpointSlices ?? [])[0]?.endpoints[0]?.addresses[0];
  const target = address === undefined ? null : partyCalled(objects, address);
  // The services of these clusters name their target ports by number.
  if (typeof port?.targetPort !== 'number' || target === null) return null;
  return { ...packet, target, port: port.targetPort };
}

function settingOf({ world, objects, dataplane, packet }: Way, direction: Direction): AdminSetting {
  return { world, objects, dataplane, packet, direction };
}
