import { placeIn, type Address } from './addresses.ts';
import { matchesLabels } from './label-selectors.ts';
import type { Interface } from './layer-interfaces.ts';
import type { LayerManifests, LayerPeer, LayerRule, MultiPolicyManifest } from './layer-manifests.ts';
import { configOf } from './layer-wires.ts';
import type { Direction, Labels, PolicyPort } from './manifests.ts';
import type { World } from './world.ts';

/** A machine outside has nothing but its address. */
export type LayerParty = Interface | { readonly addresses: readonly Address[] };

export interface LayerSetting {
  readonly world: World;
  readonly objects: LayerManifests;
  readonly direction: Direction;
  readonly subject: Interface;
  readonly peer: LayerParty;
  readonly protocol: string;
  readonly port: number;
}

/** MN-3: returns whether MultiNetworkPolicies let a packet through one interface of a pod. */
export function layerAllows(setting: LayerSetting): boolean {
  const { world, objects } = setting;
  const isolating = objects.policies.filter((policy) => isolates(setting, policy));
  if (isolating.length === 0) return true;
  world.note('MN-3');
  if (isolating.some((policy) => allows(setting, policy))) return true;
  return isLeftAlone(setting);
}

/** MN-8, NP-17: what would be denied passes where nobody enforces it; how one controller strays is told apart. */
function isLeftAlone({ world, objects, subject, direction, protocol }: LayerSetting): boolean {
  if (objects.controller === null) return world.maybe('MN-8', 'nobody enforces');
  const told = objects.controller.find((one) => one.startsWith('--network-plugins='));
  const plugins = (told ?? '--network-plugins=macvlan').split('=')[1]?.split(',') ?? [];
  world.note('MN-8');
  if (!plugins.includes(configOf(subject)?.type ?? '')) return world.maybe('MN-8', `${direction} goes on`);
  return !['TCP', 'UDP', 'SCTP'].includes(protocol) && world.maybe('NP-17', direction);
}

/** MN-2: a short name is of the policy's own namespace; without the annotation it is for none. */
function networksOf(world: World, { metadata }: MultiPolicyManifest): readonly string[] {
  const text = metadata.annotations?.['k8s.v1.cni.cncf.io/policy-for'];
  world.note('MN-2');
  const names = (text ?? '').split(',').map((one) => one.trim());
  return names
    .filter((one) => one !== '')
    .map((one) => (one.includes('/') ? one : `${metadata.namespace ?? ''}/${one}`));
}

function isolates({ world, direction, subject }: LayerSetting, policy: MultiPolicyManifest): boolean {
  const { podSelector = {}, policyTypes = [], egress = [] } = policy.spec;
  const { namespace, labels = {} } = subject.pod.metadata;
  if (policy.metadata.namespace !== namespace || !matchesLabels(world, podSelector, labels)) return false;
  if (!actsOn(world, policy, subject)) return false;
  if (policyTypes.length > 0) return policyTypes.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  // NP-2 holds here, and nobody fills it in.
  world.note('MN-1');
  return direction === 'ingress' || egress.length > 0;
}

/** MN-3: only the networks it is for. MN coverage: and there only what the pod itself asks for. */
function actsOn(world: World, policy: MultiPolicyManifest, { network, isRequested }: Interface): boolean {
  if (network === null || !networksOf(world, policy).includes(network)) {
    world.note('MN-3');
    return false;
  }
  if (!isRequested) world.note('MN coverage');
  return isRequested;
}

function allows(setting: LayerSetting, policy: MultiPolicyManifest): boolean {
  return (policy.spec[setting.direction] ?? []).some((rule) => ruleAllows(setting, policy, rule));
}

function ruleAllows(setting: LayerSetting, policy: MultiPolicyManifest, rule: LayerRule): boolean {
  const peers = (setting.direction === 'ingress' ? rule.from : rule.to) ?? [];
  if (peers.length > 0 && !peers.some((listed) => peerIs(setting, policy, listed))) return false;
  const ports = rule.ports ?? [];
  return ports.length === 0 || ports.some((item) => portIs(setting, item, policy.apiVersion));
}

/** MN peers: a selector stands for addresses on the networks that the policy is for; a block beside it wins. */
function peerIs(setting: LayerSetting, policy: MultiPolicyManifest, listed: LayerPeer): boolean {
  const { world, peer, objects } = setting;
  const { ipBlock, podSelector, namespaceSelector } = listed;
  if (ipBlock !== undefined) return blockHolds(setting, ipBlock);
  world.note('MN peers');
  if (podSelector === undefined && namespaceSelector === undefined) return false;
  if (!('pod' in peer) || peer.network === null) return false;
  if (!networksOf(world, policy).includes(peer.network)) return false;
  const { namespace = '', labels = {} } = peer.pod.metadata;
  if (podSelector !== undefined && !matchesLabels(world, podSelector, labels)) return false;
  if (namespaceSelector === undefined) return namespace === policy.metadata.namespace;
  return matchesLabels(world, namespaceSelector, namespaceLabels(objects, namespace));
}

function namespaceLabels({ base }: LayerManifests, name: string): Labels {
  const found = (base.namespaces ?? []).find(({ metadata }) => metadata.name === name);
  return { ...found?.metadata.labels, 'kubernetes.io/metadata.name': name };
}

/** NP-20: an address that nobody has told may be in the block or not, unless it is all of IPv4 that packets are of. */
function blockHolds(
  { world, peer }: LayerSetting,
  { cidr, except = [] }: NonNullable<LayerPeer['ipBlock']>,
): boolean {
  world.note('MN peers');
  const [address] = peer.addresses;
  if (address === undefined)
    return cidr === '0.0.0.0/0' && except.length === 0
      ? true
      : world.maybe('MN-5', `${cidr} ${except.join()}`);
  return placeIn(cidr, address) === 'in' && !except.some((one) => placeIn(one, address) === 'in');
}

/**
 * MN-1: NP-13, and NP-16 where the version has ranges: v1beta1 has none, so what is served holds the first port alone.
 * MN named ports: nobody knows what a name stands for.
 */
function portIs({ world, protocol, port }: LayerSetting, item: PolicyPort, apiVersion: string): boolean {
  world.note('MN-1');
  if ((item.protocol ?? 'TCP') !== protocol) return false;
  if (item.port === undefined) return true;
  if (typeof item.port === 'string') return world.maybe('MN named ports', item.port);
  const last = apiVersion.endsWith('/v1beta1') ? item.port : (item.endPort ?? item.port);
  return port >= item.port && port <= last;
}
