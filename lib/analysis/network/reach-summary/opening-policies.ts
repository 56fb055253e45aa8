import { addressText, parseAddress } from '#lib/analysis/network/reach/address-ranges.ts';
import type { EndpointSpace } from '#lib/analysis/network/reach/endpoint-space.ts';
import type { PodEndpoint } from '#lib/analysis/network/reach/pod-endpoints.ts';
import type { ReachDirection } from '#lib/analysis/network/reach/policy-ir.ts';
import { PORT_PROTOCOLS } from '#lib/model/asked-port.ts';
import type { NetworkAnswer } from '#lib/model/network-answer.ts';
import type { NetworkPolicy, NetworkPolicyPeer } from '#lib/model/network.ts';

/** A connection that is denied; of ICMP the port says nothing. */
export interface OpenedConnection {
  readonly port: number;
  readonly protocol: string;
  /** `namespace/pod` or an address. */
  readonly from: string;
  readonly to: string;
}

/** Labels that a controller gives each pod or each version of a workload: a policy by them would not last. */
const PASSING_LABELS = [
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
  'job-name',
  'batch.kubernetes.io/job-name',
];

/**
 * Returns the least NetworkPolicies that would let a denied connection through, one for each end that denies it:
 * one peer and one port each. None where a rule denies by itself: what is added to others' allows cannot undo it,
 * or where an end cannot be told from others by its labels.
 */
export function openingPolicies(
  space: EndpointSpace,
  ask: OpenedConnection,
  answer: NetworkAnswer,
): readonly NetworkPolicy[] {
  const closed = (['egress', 'ingress'] as const).filter(
    (direction) => answer[direction].verdict === 'denied',
  );
  const made = closed.map((direction) =>
    answer[direction].decider?.rule === null ? policyOf(space, ask, direction) : null,
  );
  return made.every((policy) => policy !== null) ? made : [];
}

function policyOf(
  space: EndpointSpace,
  ask: OpenedConnection,
  direction: ReachDirection,
): NetworkPolicy | null {
  const subject = podOf(space, direction === 'egress' ? ask.from : ask.to);
  const other = direction === 'egress' ? ask.to : ask.from;
  const peer = peerOf(space, other, subject?.namespace);
  if (subject === null || subject.isOnHost || peer === null) return null;
  const labels = lastingLabels(subject);
  if (Object.keys(labels).length === 0) return null;
  const protocol = PORT_PROTOCOLS.find((one) => one === ask.protocol);
  // A NetworkPolicy says nothing of the others.
  if (protocol === undefined) return null;
  const ports = [{ protocol, port: ask.port }];
  const name = nameOf(subject, podOf(space, other), { direction, ...ask });
  const common = { podSelector: { matchLabels: labels } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: subject.namespace },
    spec:
      direction === 'egress'
        ? { ...common, policyTypes: ['Egress'], egress: [{ to: [peer], ports }] }
        : { ...common, policyTypes: ['Ingress'], ingress: [{ from: [peer], ports }] },
  };
}

function podOf({ pods }: EndpointSpace, written: string): PodEndpoint | null {
  const [namespace, name] = written.split('/');
  return pods.find((pod) => pod.namespace === namespace && pod.name === name) ?? null;
}

/** Within a namespace a peer needs no namespace; what shares a node's network is known by its address. */
function peerOf(space: EndpointSpace, written: string, here: string | undefined): NetworkPolicyPeer | null {
  const pod = podOf(space, written);
  if (pod === null) {
    const parsed = parseAddress(written);
    return parsed === null ? null : blockOf(parsed.family, parsed.value);
  }
  if (pod.isOnHost) {
    const { IPv4, IPv6 } = pod.addresses;
    if (IPv4 !== undefined) return blockOf('IPv4', IPv4);
    return IPv6 === undefined ? null : blockOf('IPv6', IPv6);
  }
  const labels = lastingLabels(pod);
  if (Object.keys(labels).length === 0) return null;
  const podSelector = { matchLabels: labels };
  if (pod.namespace === here) return { podSelector };
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': pod.namespace } },
    podSelector,
  };
}

function blockOf(family: 'IPv4' | 'IPv6', value: bigint): NetworkPolicyPeer {
  return { ipBlock: { cidr: `${addressText(family, value)}/${family === 'IPv4' ? 32 : 128}` } };
}

function lastingLabels({ labels }: PodEndpoint): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !PASSING_LABELS.includes(key)));
}

const MOST_NAME = 63;

function nameOf(
  subject: PodEndpoint,
  peer: PodEndpoint | null,
  { direction, port, protocol }: OpenedConnection & { direction: ReachDirection },
): string {
  const other = peer === null ? 'address' : peer.owner.name;
  const word = direction === 'egress' ? 'to' : 'from';
  const end = `-${protocol.toLowerCase()}-${port}`;
  const start = `allow-${subject.owner.name}-${word}-${other}`.slice(0, MOST_NAME - end.length);
  return `${start.replaceAll('.', '-')}${end}`;
}
