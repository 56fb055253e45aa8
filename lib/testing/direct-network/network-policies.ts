import { addressOf, sidesOf } from './parties.ts';
import type { DirectDataplane, Packet, Party, PodParty } from './parties.ts';
import { placeIn } from './addresses.ts';
import { asksFor, matchesLabels } from './label-selectors.ts';
import type { Direction, PolicyManifest, PolicyPeer, PolicyPort, PolicyRule } from './manifests.ts';
import { hasPortNamed } from './pod-ports.ts';
import type { World } from './world.ts';

export interface PolicySetting {
  readonly world: World;
  readonly dataplane: DirectDataplane;
  readonly packet: Packet;
  readonly direction: Direction;
}

/** What the NetworkPolicies say together: nothing where none isolates the pod in this direction. */
export function judgeByNetworkPolicies(
  setting: PolicySetting,
  policies: readonly PolicyManifest[],
): 'none' | 'allow' | 'deny' {
  const { world, packet, direction } = setting;
  const { subject } = sidesOf(packet, direction);
  if (subject.kind !== 'pod') return 'none';
  const isolating = policies.filter((policy) => isolates(setting, policy, subject));
  if (isolating.length === 0) return 'none';
  world.note('NP-3');
  return isAllowedByAny(setting, isolating) ? 'allow' : judgeRest(setting);
}

/** NP-4: what one of them allows is allowed. */
function isAllowedByAny(setting: PolicySetting, policies: readonly PolicyManifest[]): boolean {
  const { world } = setting;
  const told = policies.map((policy) => world.aside(() => allowsByRule(setting, policy)));
  const allowing = told.filter(({ result }) => result);
  for (const { notes } of allowing.length > 0 ? allowing : told) world.note(...notes);
  if (allowing.length > 0 && allowing.length < told.length) world.note('NP-4');
  return allowing.length > 0;
}

/** NP-17: what no rule allows is denied; of other protocols nothing is said. */
function judgeRest({ world, dataplane, packet, direction }: PolicySetting): 'allow' | 'deny' {
  if (packet.protocol === 'TCP' || packet.protocol === 'UDP' || packet.protocol === 'SCTP') return 'deny';
  world.note('NP-17');
  if (dataplane.otherProtocols === 'by-rule') return 'deny';
  return world.maybe('NP-17', direction) ? 'allow' : 'deny';
}

/** NP-1, NP-2, NP-3: returns whether a policy isolates a pod in the direction. */
export function isolates(
  { world, direction }: PolicySetting,
  policy: PolicyManifest,
  pod: PodParty,
): boolean {
  const { result, notes } = world.aside(() => {
    if (!matchesLabels(world, policy.spec.podSelector ?? {}, pod.labels)) return false;
    if (policy.metadata.namespace !== pod.namespace) {
      world.note('NP-1');
      return false;
    }
    const types = policy.spec.policyTypes ?? [];
    if (types.length > 0) return types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
    world.note('NP-2');
    return direction === 'ingress' || (policy.spec.egress ?? []).length > 0;
  });
  world.note(...notes);
  return result;
}

/** NP-4, NP-5: returns whether a rule of the policy allows the packet. */
export function allowsByRule(setting: PolicySetting, policy: PolicyManifest): boolean {
  const { world, direction } = setting;
  const rules = policy.spec[direction] ?? [];
  if (rules.length === 0) world.note('NP-5');
  for (const rule of rules) {
    const { result, notes } = world.aside(() => ruleAllows(setting, policy, rule));
    if (result) {
      if (Object.keys(rule).length === 0) world.note('NP-5');
      world.note(...notes);
      return true;
    }
    world.note(...notes);
  }
  return false;
}

function ruleAllows(setting: PolicySetting, policy: PolicyManifest, rule: PolicyRule): boolean {
  const { world, packet, direction } = setting;
  const { peer } = sidesOf(packet, direction);
  const peers = (direction === 'ingress' ? rule.from : rule.to) ?? [];
  // NP-6, NP-12: nothing listed is no restriction.
  if (peers.length === 0) world.note('NP-6');
  const isPeer = peers.length === 0 || peers.some((one) => peerIs(setting, { policy, listed: one, peer }));
  if (!isPeer) return false;
  const ports = rule.ports ?? [];
  if (ports.length === 0) {
    world.note('NP-12');
    return true;
  }
  const isPort = ports.some((port) => portIs(world, port, packet));
  if (!isPort && peers.length > 0) world.note('NP-12');
  return isPort;
}

interface PeerQuestion {
  readonly policy: PolicyManifest;
  readonly listed: PolicyPeer;
  readonly peer: Party;
}

function peerIs(setting: PolicySetting, { policy, listed, peer }: PeerQuestion): boolean {
  const { world } = setting;
  const { podSelector, namespaceSelector, ipBlock } = listed;
  const hasSelector = podSelector !== undefined || namespaceSelector !== undefined;
  if (hasSelector === (ipBlock !== undefined)) return world.maybe('NP-28', JSON.stringify(listed));
  if (ipBlock !== undefined) return blockHolds(setting, ipBlock, peer);
  if (peer.kind === 'pod')
    return selectorsHold(world, listed, { peer, namespace: policy.metadata.namespace });
  world.note(peer.kind === 'host' ? 'NP-23' : 'NP-9');
  return false;
}

/** NP-7, NP-8: both hold together; without a namespace selector it is the policy's own namespace. */
function selectorsHold(
  world: World,
  { podSelector, namespaceSelector }: PolicyPeer,
  { peer, namespace }: { readonly peer: PodParty; readonly namespace: string | undefined },
): boolean {
  if (podSelector !== undefined && !matchesLabels(world, podSelector, peer.labels)) {
    if (namespaceSelector !== undefined) world.note('NP-7');
    return false;
  }
  world.note('NP-7');
  if (namespaceSelector === undefined) {
    if (peer.namespace !== namespace) world.note('NP-8');
    return peer.namespace === namespace;
  }
  if (Object.keys(namespaceSelector).length === 0) world.note('NP-8');
  if (asksFor(namespaceSelector, (key) => key === 'kubernetes.io/metadata.name')) world.note('NP-11');
  return matchesLabels(world, namespaceSelector, peer.namespaceLabels);
}

/** CI-8: whether addresses stand for pods and nodes of the cluster is a setting. */
export function matchesByAddress(dataplane: DirectDataplane, peer: Party): boolean {
  if (peer.kind === 'pod') return dataplane.addressesMatchPods;
  return peer.kind === 'outside' || dataplane.addressesMatchHosts;
}

/** NP-20, NP-21, NP-22 and CI-8. */
function blockHolds(
  { world, dataplane, packet }: PolicySetting,
  block: NonNullable<PolicyPeer['ipBlock']>,
  peer: Party,
): boolean {
  const address = addressOf(peer, packet.family);
  const place = placeIn(block.cidr, address);
  if (place === 'other-family') world.note('NP-22');
  if (place !== 'in') return false;
  if (peer.kind === 'pod') world.note('NP-21');
  if (peer.kind === 'host') world.note('NP-23');
  if (!matchesByAddress(dataplane, peer)) {
    world.note('CI-8');
    return false;
  }
  if (block.except !== undefined) world.note('NP-20');
  return !(block.except ?? []).some((one) => placeIn(one, address) === 'in');
}

/** NP-13, NP-14, NP-16. */
function portIs(world: World, item: PolicyPort, packet: Packet): boolean {
  if (item.protocol === undefined) world.note('NP-13');
  if (packet.protocol === 'SCTP') world.note('NP-17');
  if ((item.protocol ?? 'TCP') !== packet.protocol) return false;
  if (item.port === undefined) {
    world.note('NP-13');
    return true;
  }
  if (typeof item.port === 'string') {
    world.note('NP-14');
    return hasPortNamed(world, packet, item.port);
  }
  if (item.endPort === undefined) return packet.port === item.port;
  world.note('NP-16');
  return packet.port >= item.port && packet.port <= item.endPort;
}
