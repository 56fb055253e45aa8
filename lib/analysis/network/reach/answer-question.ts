import type { NetworkAnswer, Verdict } from '#lib/model/network-answer.ts';
import { text, type Text } from '#lib/model/text.ts';
import { FAMILIES, parseAddress, type Family } from './address-ranges.ts';
import { answerPair } from './answer-pair.ts';
import type { Reachability } from './build-reach.ts';
import { nodeDoubt } from './node-doubt.ts';
import { ALL_PORTS, LANES, NO_PORTS, type Lane } from './port-sets.ts';
import { portsText } from './ports-text.ts';
import type { Reach } from './reach-matrix.ts';
import { atomAt } from './visit-plan.ts';

/** May one reach the other on this port? Sides are `namespace/pod` or an address. */
export interface NetworkQuestion {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** `TCP`, `UDP`, `SCTP`, or a protocol without ports. */
  readonly protocol: string;
  /** Asks for one address family alone; both where it is left out. */
  readonly family?: Family;
}

/** A question that cannot be asked of this cluster, and why. */
export interface UnknownParty {
  readonly problem: Text;
}

/** One side of a connection: a pod, a host, or an address outside. */
interface Party {
  /** The class of each family it has an address of. */
  readonly classes: Readonly<Partial<Record<Family, number>>>;
  /** Index of the pod; null where it is none. */
  readonly pod: number | null;
  /** The node it is, or runs on. */
  readonly node: string | null;
  readonly isHost: boolean;
}

/** Returns the answer to a question; a problem where one of its sides is not there. */
export function answerQuestion(reach: Reachability, ask: NetworkQuestion): NetworkAnswer | UnknownParty {
  const from = partyOf(reach, ask.from);
  const to = partyOf(reach, ask.to);
  if ('problem' in from) return from;
  if ('problem' in to) return to;
  const families = FAMILIES.filter(
    (family) =>
      (ask.family ?? family) === family &&
      from.classes[family] !== undefined &&
      to.classes[family] !== undefined,
  );
  const lane = LANES.find((one) => one.toLowerCase() === ask.protocol.toLowerCase());
  if (lane === undefined)
    return {
      problem: text(
        `"${ask.protocol}" is no protocol that is known here.`,
        `“${ask.protocol}”不是已知的协议。`,
      ),
    };
  const [first, second] = families.map((family) =>
    asFarAsSeen(reach, { from, to }, answerIn(reach, { family, from, to, lane, port: ask.port })),
  );
  if (first === undefined) return { problem: NO_COMMON_FAMILY };
  if (second === undefined || second.verdict === first.verdict) return first;
  return {
    ...first,
    verdict: 'unknown',
    reasons: [familiesDiffer(first.verdict, second.verdict), ...second.reasons],
  };
}

/** Returns the ports that are open between two sides, and those of which it cannot be told; as texts. */
export function openPorts(
  reach: Reachability,
  from: string,
  to: string,
): { readonly must: string; readonly perhaps: string } | UnknownParty {
  const source = partyOf(reach, from);
  const target = partyOf(reach, to);
  if ('problem' in source) return source;
  if ('problem' in target) return target;
  const { ports } = reach;
  let must = NO_PORTS;
  let may = NO_PORTS;
  for (const family of FAMILIES) {
    if (source.classes[family] === undefined || target.classes[family] === undefined) continue;
    const found = portsIn(reach, family, { from: source, to: target });
    must = ports.union(must, found.must);
    may = ports.union(may, found.may);
  }
  return { must: portsText(ports, must), perhaps: portsText(ports, ports.minus(may, must)) };
}

function portsIn(
  reach: Reachability,
  family: Family,
  { from, to }: { readonly from: Party; readonly to: Party },
): Reach {
  const matrix = reach.families[family];
  const { source, target, isLetInByNode, isWithin } = endsOf(reach, { family, from, to });
  if (isWithin) return { must: ALL_PORTS, may: ALL_PORTS };
  if (isLetInByNode)
    return { must: matrix.row('egress', source)?.mustAt(target) ?? ALL_PORTS, may: ALL_PORTS };
  const { must, may } = matrix.between(source, target);
  if (unseenBetween(reach, { from, to }).length > 0) return { must: NO_PORTS, may: ALL_PORTS };
  const isOpen = nodeDoubt(reach.dataplane, { from, to }) !== null;
  return { must, may: reach.mayNotEnforce !== null || isOpen ? ALL_PORTS : may };
}

interface FamilyQuestion {
  readonly family: Family;
  readonly from: Party;
  readonly to: Party;
  readonly lane: Lane;
  readonly port: number;
}

function answerIn(reach: Reachability, ask: FamilyQuestion): NetworkAnswer {
  const { from, lane, port } = ask;
  const matrix = reach.families[ask.family];
  const { source, target, isLetInByNode, isWithin } = endsOf(reach, ask);
  // NP-17: NetworkPolicy says nothing of other protocols.
  const isDefined = lane === 'TCP' || lane === 'UDP' || lane === 'SCTP';
  const isUndefined = !isDefined && reach.dataplane.otherProtocols === 'unknown';
  const plain = answerPair(matrix, { from: source, to: target, lane, number: port, isUndefined });
  if (isWithin) return { ...plain, verdict: 'allowed', reasons: [from.isHost ? ONE_HOST : ITSELF] };
  // NP-24: what comes from a pod's own node is let in, whatever its policies say.
  if (isLetInByNode) return fromOwnNode(plain);
  const doubt = nodeDoubt(reach.dataplane, ask);
  if (doubt !== null && plain.verdict === 'denied') return { ...plain, verdict: 'unknown', reasons: [doubt] };
  return isUndefined ? withOtherProtocols(plain) : plain;
}

interface Ends {
  readonly from: Party;
  readonly to: Party;
}

/** What was not read and may change the answer: a pod that was not may have the address of a stranger. */
function unseenBetween({ blind }: Reachability, { from, to }: Ends): readonly Text[] {
  const isStranger = ({ pod, isHost }: Party): boolean => pod === null && !isHost;
  return isStranger(from) || isStranger(to) ? [...blind.everywhere, ...blind.outside] : blind.everywhere;
}

/** What may not be enforced may be allowed; where something was not read, nothing that policies say is sure. */
function asFarAsSeen(reach: Reachability, ends: Ends, answer: NetworkAnswer): NetworkAnswer {
  const { mayNotEnforce } = reach;
  const isByNature = answer.verdict === 'allowed' && answer.reasons.length > 0;
  const doubts = [
    ...(isByNature ? [] : unseenBetween(reach, ends)),
    ...(mayNotEnforce !== null && answer.verdict === 'denied' ? [mayNotEnforce] : []),
  ];
  if (doubts.length === 0) return answer;
  return { ...answer, verdict: 'unknown', reasons: [...answer.reasons, ...doubts] };
}

/** CI-10: whether rules for what a host itself sends are asked first is not said. */
function fromOwnNode(plain: NetworkAnswer): NetworkAnswer {
  const isSent = plain.egress.verdict === 'allowed';
  return isSent
    ? { ...plain, verdict: 'allowed', reasons: [OWN_NODE] }
    : { ...plain, verdict: 'unknown', reasons: [OWN_NODE_SENDS] };
}

/**
 * Returns who is asked about. Cilium's policies tell a pod's own node from the others, so there it is a peer of its
 * own; to all others it is what has its address. What does not leave a pod, or a host, meets no policy.
 */
function endsOf(
  { dataplane, families }: Reachability,
  { family, from, to }: Pick<FamilyQuestion, 'family' | 'from' | 'to'>,
) {
  const isOneNode = from.node !== null && from.node === to.node;
  const isFromOwnNode = isOneNode && from.isHost && !to.isHost;
  const isToOwnNode = isOneNode && to.isHost && !from.isHost;
  const classOf = (party: Party, isOwn: boolean): number => {
    const at = party.classes[family] ?? 0;
    return isOwn ? families[family].family.ownOf(at) : at;
  };
  return {
    source: classOf(from, isFromOwnNode),
    target: classOf(to, isToOwnNode && dataplane.name === 'cilium'),
    isLetInByNode: isFromOwnNode && dataplane.fromOwnNode === 'exempt',
    isWithin: isWithinOne(from, to),
  };
}

function isWithinOne(from: Party, to: Party): boolean {
  if (from.isHost && to.isHost) return from.node !== null && from.node === to.node;
  return from.pod !== null && from.pod === to.pod;
}

function withOtherProtocols(answer: NetworkAnswer): NetworkAnswer {
  const isByEnd = [answer.egress, answer.ingress].some(
    ({ verdict, decider }) => verdict === 'unknown' && (decider === null || decider.rule === null),
  );
  if (answer.verdict !== 'unknown' || !isByEnd) return answer;
  return { ...answer, reasons: [...answer.reasons, OTHER_PROTOCOL] };
}

function partyOf(reach: Reachability, written: string): Party | UnknownParty {
  return written.includes('/') ? podParty(reach, written) : addressParty(reach, written);
}

function podParty({ space }: Reachability, written: string): Party | UnknownParty {
  const slash = written.indexOf('/');
  const namespace = written.slice(0, slash);
  const name = written.slice(slash + 1);
  const inNamespace = space.pods.entries().filter(([, pod]) => pod.namespace === namespace);
  const list = [...inNamespace];
  const found = list.find(([, pod]) => pod.name === name) ?? list.find(([, pod]) => pod.owner.name === name);
  if (found === undefined) {
    return {
      problem: text(
        `There is no pod ${written} that has an address.`,
        `没有名为 ${written} 且拥有地址的 Pod。`,
      ),
    };
  }
  return podAt(space, found[0]);
}

function podAt(space: Reachability['space'], at: number): Party {
  const pod = space.pods[at];
  const class_ = space.classOfPod[at] ?? 0;
  const families = FAMILIES.filter((family) =>
    pod?.isAddressKnown === true ? pod.addresses[family] !== undefined : family === 'IPv4',
  );
  return {
    classes: Object.fromEntries(families.map((family) => [family, class_])),
    pod: at,
    node: pod?.node ?? null,
    isHost: pod?.isOnHost ?? false,
  };
}

/** Who is asked about by an address takes part by that one alone. */
function ofFamily(party: Party, family: Family): Party {
  const class_ = party.classes[family];
  return { ...party, classes: class_ === undefined ? {} : { [family]: class_ } };
}

function addressParty(reach: Reachability, written: string): Party | UnknownParty {
  const parsed = parseAddress(written);
  if (parsed === null) {
    return {
      problem: text(
        `"${written}" is neither namespace/pod nor an address.`,
        `“${written}”既不是 namespace/pod，也不是地址。`,
      ),
    };
  }
  const { space, families, nodeAt } = reach;
  const { family, value } = parsed;
  const pod = space.pods.findIndex((one) => !one.isOnHost && one.addresses[family] === value);
  if (pod !== -1) return ofFamily(podAt(space, pod), family);
  const node = nodeAt.get(`${family} ${value}`);
  const host = node === undefined ? undefined : space.classOfNode.get(node);
  if (node !== undefined && host !== undefined) {
    return { classes: { [family]: host }, pod: null, node, isHost: true };
  }
  const starts = space.atoms[family].map(({ first }) => first);
  const atom = families[family].family.atomsFrom + atomAt(starts, value);
  return { classes: { [family]: atom }, pod: null, node: null, isHost: false };
}

function familiesDiffer(v4: Verdict, v6: Verdict): Text {
  return text(
    `It is ${v4} over IPv4 and ${v6} over IPv6.`,
    `IPv4：${VERDICT_ZH[v4]}；IPv6：${VERDICT_ZH[v6]}。`,
  );
}

const VERDICT_ZH: Readonly<Record<Verdict, string>> = { allowed: '允许', denied: '拒绝', unknown: '未知' };

/** Why a pod is let in by itself. */
export const ITSELF = text('A pod always reaches itself.', 'Pod 始终可以访问自身。');
const OWN_NODE = text(
  'It comes from the node that the pod runs on, which no policy keeps out.',
  '流量来自该 Pod 所在的节点，策略无法阻止。',
);
const OWN_NODE_SENDS = text(
  "It comes from the node that the pod runs on, which the pod's policies never keep out; but a policy for that node does not let it out, and which of the two holds is not said.",
  '流量来自该 Pod 所在的节点，Pod 的策略从不阻止它；但针对该节点的策略不放行此出站流量，两者以谁为准没有说明。',
);
const ONE_HOST = text(
  'Both are on the network of one node, which such traffic does not leave.',
  '双方都在同一节点的网络中，流量不会离开该节点。',
);
const OTHER_PROTOCOL = text(
  'Policies speak of TCP, UDP and SCTP only; what an isolated pod does with other protocols depends on the plugin.',
  '策略只涉及 TCP、UDP 和 SCTP；被隔离的 Pod 如何处理其他协议取决于网络插件。',
);
const NO_COMMON_FAMILY = text('The two have no address of the same family.', '双方没有同一协议族的地址。');
