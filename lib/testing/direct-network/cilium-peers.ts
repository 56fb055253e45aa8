import { isInAny, placeIn } from './addresses.ts';
import { asksFor, matchesLabels } from './label-selectors.ts';
import type { CiliumCidr, CiliumRule, Direction, Labels, NetworkManifests } from './manifests.ts';
import type { LabelSelector } from '#lib/model/label-selector.ts';
import { matchesByAddress, type PolicySetting } from './network-policies.ts';
import { addressOf, sidesOf, type Party, type PodParty } from './parties.ts';

export interface CiliumQuestion extends PolicySetting {
  readonly objects: NetworkManifests;
  /** The namespace of the policy; null where it is cluster-wide. */
  readonly policyNamespace: string | null;
}

const NAMESPACE = 'io.kubernetes.pod.namespace';
const NAMESPACE_LABELS = 'io.cilium.k8s.namespace.labels.';

/** Returns the labels by which Cilium knows a pod. */
function ciliumLabels(pod: PodParty): Labels {
  const own = Object.entries(pod.namespaceLabels).map(([key, value]) => [NAMESPACE_LABELS + key, value]);
  return { ...pod.labels, [NAMESPACE]: pod.namespace, ...Object.fromEntries(own) };
}

/** CI-5: returns whether a selector is for the pod; without a namespace it means the policy's own. */
export function endpointIs(question: CiliumQuestion, selector: LabelSelector, pod: PodParty): boolean {
  const { policyNamespace, world } = question;
  const bare = withBareKeys(selector);
  const isOfNamespace = policyNamespace === null || asksFor(bare, (key) => key === NAMESPACE);
  world.note('CI-5');
  return (
    (isOfNamespace || pod.namespace === policyNamespace) && matchesLabels(world, bare, ciliumLabels(pod))
  );
}

/** Returns the selector without the sources of labels, which stand before their keys. */
export function withBareKeys(selector: LabelSelector): LabelSelector {
  return {
    matchLabels: Object.fromEntries(
      Object.entries(selector.matchLabels ?? {}).map(([key, value]) => [bareKey(key), value]),
    ),
    matchExpressions: (selector.matchExpressions ?? []).map((one) => ({ ...one, key: bareKey(one.key) })),
  };
}

function bareKey(key: string): string {
  return key.startsWith('k8s:') || key.startsWith('any:') ? key.slice(4) : key;
}

/** Returns whether the rule is for the other side; null where it says nothing of it. */
export function peerIs(question: CiliumQuestion, rule: CiliumRule): boolean | null {
  const { packet, direction, world } = question;
  const { peer } = sidesOf(packet, direction);
  const { endpoints, entities, cidrs, names } = peersOf(rule, direction);
  const said = [
    endpoints?.some((one) => isEndpoint(question, one, peer)),
    entities?.some((entity) => isEntity(question, entity)),
    cidrs?.some((set) => cidrHolds(question, set, peer)),
    names && peer.kind === 'outside' && world.maybe('CI-15', `names ${JSON.stringify(names)}`),
  ].filter((one) => one !== undefined);
  if (entities !== undefined) world.note('CI-9');
  return said.length === 0 ? null : said.includes(true);
}

function peersOf(rule: CiliumRule, direction: Direction) {
  const isIngress = direction === 'ingress';
  const plain = isIngress ? rule.fromCIDR : rule.toCIDR;
  return {
    endpoints: isIngress ? rule.fromEndpoints : rule.toEndpoints,
    entities: isIngress ? rule.fromEntities : rule.toEntities,
    cidrs: plain?.map((cidr): CiliumCidr => ({ cidr })) ?? (isIngress ? rule.fromCIDRSet : rule.toCIDRSet),
    names: isIngress ? undefined : rule.toFQDNs,
  };
}

function isEndpoint(question: CiliumQuestion, selector: LabelSelector, peer: Party): boolean {
  return peer.kind === 'pod' && endpointIs(question, selector, peer);
}

/** CI-9. */
function isEntity(question: CiliumQuestion, entity: string): boolean {
  const { subject, peer } = sidesOf(question.packet, question.direction);
  const isHost = peer.kind === 'host';
  const isLocal = isHost && subject.kind === 'pod' && peer.node !== null && peer.node === subject.node;
  switch (entity) {
    case 'all':
      return true;
    case 'world':
      return peer.kind === 'outside';
    case 'cluster':
      return peer.kind !== 'outside';
    case 'host':
      return isLocal;
    case 'remote-node':
      return isHost && !isLocal;
    case 'kube-apiserver':
      return peer.kind !== 'pod' && isApiServer(question, peer);
    default:
      return false;
  }
}

/** CI-9: the API server is where the Service `kubernetes` leads to; where that was not seen, nobody knows. */
function isApiServer({ objects, packet, world }: CiliumQuestion, peer: Party): boolean {
  const addresses = (objects.endpointSlices ?? [])
    .filter(({ metadata }) => metadata.namespace === 'default')
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === 'kubernetes')
    .flatMap(({ endpoints }) => endpoints.flatMap((one) => one.addresses));
  if (addresses.length === 0) return world.maybe('CI-9', 'where the API server is');
  return isInAny(addresses, addressOf(peer, packet.family));
}

/** CI-8: address blocks are for what is outside, never for pods and nodes. */
function cidrHolds(question: CiliumQuestion, set: CiliumCidr, peer: Party): boolean {
  const address = addressOf(peer, question.packet.family);
  const holds = blocksOf(question, set).some((block) => placeIn(block, address) === 'in');
  if (!holds) return false;
  question.world.note('CI-8');
  if (!matchesByAddress(question.dataplane, peer)) return false;
  return !(set.except ?? []).some((block) => placeIn(block, address) === 'in');
}

function blocksOf({ objects, world }: CiliumQuestion, set: CiliumCidr): readonly string[] {
  if (set.cidr !== undefined) return [set.cidr];
  const groups = (objects.ciliumCIDRGroups ?? []).filter(({ metadata }) =>
    set.cidrGroupRef === undefined
      ? matchesLabels(world, set.cidrGroupSelector ?? {}, metadata.labels ?? {})
      : metadata.name === set.cidrGroupRef,
  );
  return groups.flatMap(({ spec }) => spec.externalCIDRs);
}
