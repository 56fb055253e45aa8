import type { AddressRange, Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { PodEndpoint } from '#lib/analysis/network/reach/pod-endpoints.ts';
import { NO_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import type { NetworkPolicyPeer } from '#lib/model/network.ts';
import { text, type Text } from '#lib/model/text.ts';
import { cidrsOf, cidrText } from './cidr-blocks.ts';
import { tellingLabels } from './label-choice.ts';

/** A pod by its index, or a class of hosts or addresses. */
export type Peer = { readonly pod: number } | { readonly at: number };

/** The ports wanted between one pod and each peer of a family. */
export type WantedRow = (peer: Peer) => PortSetId;

export interface PeerSources {
  readonly reach: Reachability;
  readonly family: Family;
  readonly wanted: WantedRow;
  readonly report: (problem: Text) => void;
}

/** Returns the peers that are to have exactly these ports, or more, as a rule lists them. */
export function peersWith(sources: PeerSources, ports: PortSetId): NetworkPolicyPeer[] {
  return [...podPeers(sources, ports), ...hostPeers(sources, ports), ...outsidePeers(sources, ports)];
}

function podPeers({ reach, wanted, report }: PeerSources, ports: PortSetId): NetworkPolicyPeer[] {
  const { pods } = reach.space;
  const inside = pods.filter(({ isOnHost }) => !isOnHost);
  const chosen = new Set(pods.filter((pod, at) => !pod.isOnHost && wanted({ pod: at }) === ports));
  const byNamespace = Map.groupBy(inside, ({ namespace }) => namespace);
  return [...byNamespace].flatMap(([namespace, all]): NetworkPolicyPeer[] => {
    const own = all.filter((pod) => chosen.has(pod));
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
    if (own.length === 0) return [];
    const others = all.filter((pod) => !chosen.has(pod));
    if (others.length === 0) return [{ namespaceSelector }];
    return [...Map.groupBy(own, ({ owner }) => `${owner.kind} ${owner.name}`).values()].flatMap((pods_) => {
      const matchLabels = tellingLabels(pods_, others);
      if (matchLabels === null) report(noLabels(pods_));
      return matchLabels === null ? [] : [{ namespaceSelector, podSelector: { matchLabels } }];
    });
  });
}

/** Returns what is said of pods that no labels tell from others. */
export function noLabels([pod]: readonly PodEndpoint[]): Text {
  const name = pod === undefined ? '' : `${pod.namespace}/${pod.owner.name}`;
  return text(
    `No labels tell the pods of ${name} from others of their namespace that are to have other rules.`,
    `没有标签能将 ${name} 的 Pod 与同一命名空间中需要不同规则的 Pod 区分开。`,
  );
}

interface HostAddress {
  readonly at: number;
  readonly range: AddressRange;
}

function hostAddresses({ reach, family }: PeerSources): HostAddress[] {
  return [...reach.nodeAt].flatMap(([key, node]) => {
    const at = reach.space.classOfNode.get(node);
    if (at === undefined || !key.startsWith(`${family} `)) return [];
    const value = BigInt(key.slice(family.length + 1));
    return [{ at, range: { family, first: value, last: value } }];
  });
}

function hostPeers(sources: PeerSources, ports: PortSetId): NetworkPolicyPeer[] {
  return hostAddresses(sources)
    .filter(({ at }) => sources.wanted({ at }) === ports)
    .map(({ range }) => ({ ipBlock: { cidr: cidrText(range) } }));
}

/** A block of addresses also holds the pods and nodes in it (NP-21): those that are to have less are left out. */
function outsidePeers(sources: PeerSources, ports: PortSetId): NetworkPolicyPeer[] {
  const { reach, family, wanted, report } = sources;
  const { atomsFrom } = reach.families[family].family;
  const ranges = joined(
    reach.space.atoms[family].filter((_, index) => wanted({ at: atomsFrom + index }) === ports),
  );
  if (ranges.length === 0) return [];
  if (reach.space.pods.some((pod) => !pod.isOnHost && !pod.isAddressKnown)) report(ADDRESSES_UNKNOWN);
  const kept = keptOut(sources, ports);
  return ranges.flatMap(cidrsOf).flatMap((block): NetworkPolicyPeer[] => {
    const inside = kept.filter(({ first }) => block.first <= first && first <= block.last);
    // NP-20: what is left out must lie strictly inside.
    if (inside.some(({ first, last }) => first === block.first && last === block.last)) return [];
    const except = inside.map(cidrText);
    return [{ ipBlock: { cidr: cidrText(block), ...(except.length === 0 ? {} : { except }) } }];
  });
}

function keptOut(sources: PeerSources, ports: PortSetId): AddressRange[] {
  const { reach, family, wanted } = sources;
  const isLess = (peer: Peer): boolean => reach.ports.minus(ports, wanted(peer)) !== NO_PORTS;
  const { pods } = reach.space;
  const ofPods = pods.flatMap((pod, at) => {
    const value = pod.isOnHost ? undefined : pod.addresses[family];
    return value === undefined || !isLess({ pod: at }) ? [] : [{ family, first: value, last: value }];
  });
  const ofHosts = hostAddresses(sources)
    .filter(({ at }) => isLess({ at }))
    .map(({ range }) => range);
  return [...ofPods, ...ofHosts];
}

function joined(ranges: readonly AddressRange[]): AddressRange[] {
  const out: AddressRange[] = [];
  for (const range of ranges) {
    const last = out.at(-1);
    if (last !== undefined && last.last + 1n === range.first)
      out[out.length - 1] = { ...last, last: range.last };
    else out.push(range);
  }
  return out;
}

const ADDRESSES_UNKNOWN = text(
  'Addresses of pods are not known here; a rule for addresses outside may hold some of them, too.',
  '此处不知道 Pod 的地址；针对外部地址的规则可能也会包含其中一部分。',
);
