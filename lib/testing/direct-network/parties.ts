import { parseAddress, type Address, type Family } from './addresses.ts';
import type { Direction, Labels, NetworkManifests, PodManifest } from './manifests.ts';

export const PROTOCOLS = ['TCP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6', 'OTHER'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** How one network plugin reads what the specification leaves to it. */
export interface DirectDataplane {
  readonly name: 'kubernetes' | 'calico' | 'cilium' | 'none';
  readonly addressesMatchPods: boolean;
  readonly addressesMatchHosts: boolean;
  /** Pods are closed before any policy selects them (CI-1). */
  readonly closedByDefault: boolean;
  readonly adminPolicies: 'enforced' | 'inert';
  readonly podToOwnNode: 'by-policy' | 'unknown';
  /** CI-10: what a pod's own node sends it. */
  readonly fromOwnNode: 'exempt' | 'by-policy';
  /** Cilium policies for nodes (CI-12). */
  readonly hostPolicies: 'enforced' | 'inert' | 'unknown';
  readonly otherProtocols: 'by-rule' | 'unknown';
}

/** What is asked: may this side open a connection to that one? */
export interface NetworkAsk {
  /** `namespace/pod` or an address. */
  readonly from: string;
  readonly to: string;
  /** The port; `type * 256 + code` of ICMP; the number of another protocol. */
  readonly port: number;
  readonly protocol: Protocol;
}

export interface PodParty {
  readonly kind: 'pod';
  readonly pod: PodManifest;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly namespaceLabels: Labels;
  readonly node: string | null;
  readonly addresses: readonly Address[];
}

/** A node, or a pod that lives in its network (NP-23). */
export interface HostParty {
  readonly kind: 'host';
  readonly node: string | null;
  readonly addresses: readonly Address[];
}

interface OutsideParty {
  readonly kind: 'outside';
  readonly addresses: readonly Address[];
}

export type Party = PodParty | HostParty | OutsideParty;

/** One packet of one address family between two parties. */
export interface Packet {
  readonly source: Party;
  readonly target: Party;
  readonly family: Family;
  readonly protocol: Protocol;
  readonly port: number;
}

/** Returns whoever is meant by a name or an address, or null where nobody is. */
export function partyCalled(objects: NetworkManifests, text: string): Party | null {
  const slash = text.indexOf('/');
  if (slash >= 0) {
    const [namespace, name] = [text.slice(0, slash), text.slice(slash + 1)];
    const pod = (objects.pods ?? []).find(
      ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
    );
    return pod === undefined || !isAlive(pod) ? null : podParty(objects, pod);
  }
  const address = parseAddress(text);
  return address === null ? null : partyAt(objects, address);
}

function partyAt(objects: NetworkManifests, address: Address): Party {
  const isIt = (one: Address) => one.family === address.family && one.value === address.value;
  for (const node of objects.nodes ?? []) {
    const own = node.status.addresses.flatMap((one) => parseAddress(one.address) ?? []);
    if (own.some(isIt)) return { kind: 'host', node: node.metadata.name, addresses: [address] };
  }
  for (const pod of objects.pods ?? []) {
    if (!isAlive(pod) || !podAddresses(pod).some(isIt)) continue;
    return { ...podParty(objects, pod), addresses: [address] };
  }
  return { kind: 'outside', addresses: [address] };
}

/** NP-26: what has ended, or has no address, is nobody; CA-20: Calico writes down that a dying pod lost its own. */
function isAlive({ metadata, status }: PodManifest): boolean {
  if (status.phase === 'Succeeded' || status.phase === 'Failed') return false;
  if (
    metadata.deletionTimestamp !== undefined &&
    metadata.annotations?.['cni.projectcalico.org/podIP'] === ''
  )
    return false;
  return status.podIP !== undefined;
}

function podAddresses({ status }: PodManifest): readonly Address[] {
  const texts = status.podIPs?.map(({ ip }) => ip) ?? [status.podIP ?? ''];
  return texts.flatMap((text) => parseAddress(text) ?? []);
}

function podParty(objects: NetworkManifests, pod: PodManifest): PodParty | HostParty {
  const addresses = podAddresses(pod);
  const node = pod.spec.nodeName ?? null;
  if (pod.spec.hostNetwork === true) return { kind: 'host', node, addresses };
  const namespace = pod.metadata.namespace ?? 'default';
  return {
    kind: 'pod',
    pod,
    name: pod.metadata.name,
    namespace,
    labels: pod.metadata.labels ?? {},
    namespaceLabels: namespaceLabels(objects, namespace),
    node,
    addresses,
  };
}

/** NP-11: every namespace carries its name as a label. */
function namespaceLabels(objects: NetworkManifests, name: string): Labels {
  const found = (objects.namespaces ?? []).find(({ metadata }) => metadata.name === name);
  return { ...found?.metadata.labels, 'kubernetes.io/metadata.name': name };
}

/** Returns the address by which a party takes part in a packet. */
export function addressOf(party: Party, family: Family): Address {
  const address = party.addresses.find((one) => one.family === family);
  if (address === undefined) throw new Error(`No address of family ${family}.`);
  return address;
}

/** Returns whose policies are asked in a direction, and about whom. */
export function sidesOf(packet: Packet, direction: Direction): { subject: Party; peer: Party } {
  return direction === 'ingress'
    ? { subject: packet.target, peer: packet.source }
    : { subject: packet.source, peer: packet.target };
}
