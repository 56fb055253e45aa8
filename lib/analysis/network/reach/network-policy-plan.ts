import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '#lib/model/network.ts';
import { text } from '#lib/model/text.ts';
import { parseCidr, type AddressRange } from './address-ranges.ts';
import { inDoubt } from './in-doubt.ts';
import { ANY_LABELS, labelExprOf } from './label-expr.ts';
import type { UnreadPolicies } from './network-objects.ts';
import type {
  EndpointSet,
  PolicyProblem,
  PolicyRef,
  PortTerm,
  ReachDirection,
  ReachPolicy,
  ReachRule,
} from './policy-ir.ts';
import { LANE_MOST } from './port-sets.ts';

/** NetworkPolicies as they apply to pods, in each direction. */
export interface NetworkPolicyPlan {
  readonly ingress: readonly ReachPolicy[];
  readonly egress: readonly ReachPolicy[];
  readonly problems: readonly PolicyProblem[];
}

interface RawRule {
  readonly peers: readonly NetworkPolicyPeer[] | undefined;
  readonly ports: readonly NetworkPolicyPort[] | undefined;
}

/**
 * Returns what NetworkPolicies allow (NP-1 to NP-20): they only ever add, select pods of their own namespace, and
 * isolate them in the directions of `policyTypes`. `rank` is where they stand in their tier.
 */
export function planNetworkPolicies(
  policies: readonly NetworkPolicy[],
  { rank = 0, unread = [] }: { readonly rank?: number; readonly unread?: readonly UnreadPolicies[] } = {},
): NetworkPolicyPlan {
  const planned = policies.map(plannedOnce);
  const inDirection = (direction: ReachDirection) => [
    ...planned.flatMap(({ [direction]: policy }) => {
      if (policy === null) return [];
      return [policy.rank === rank ? policy : { ...policy, rank }];
    }),
    ...unread.map((one) => unreadPolicy(one, rank)),
  ];
  return {
    ingress: inDirection('ingress'),
    egress: inDirection('egress'),
    problems: planned.flatMap(({ problems }) => problems),
  };
}

/** NP-4: what could not be read may isolate pods of its namespace and allow anything; it takes back no allow. */
function unreadPolicy({ namespace, why }: UnreadPolicies, rank: number): ReachPolicy {
  const subject = { op: 'pods', namespace: { name: namespace }, labels: ANY_LABELS } as const;
  const ref = { kind: 'NetworkPolicy', namespace, name: '*' };
  return inDoubt({ ref, rank, governs: true, subject, rules: [] }, why, ['allow']);
}

interface PlannedPolicy {
  readonly ingress: ReachPolicy | null;
  readonly egress: ReachPolicy | null;
  readonly problems: readonly PolicyProblem[];
}

/** An object that was read never changes, and a simulation is mostly about the same ones again. */
const known = new WeakMap<NetworkPolicy, PlannedPolicy>();

function plannedOnce(policy: NetworkPolicy): PlannedPolicy {
  let found = known.get(policy);
  if (found === undefined) {
    found = plannedPolicy(policy);
    known.set(policy, found);
  }
  return found;
}

function plannedPolicy({ metadata, spec }: NetworkPolicy): PlannedPolicy {
  const problems: PolicyProblem[] = [];
  const namespace = metadata.namespace ?? 'default';
  const ref: PolicyRef = { kind: 'NetworkPolicy', namespace, name: metadata.name };
  const report = (rule: string, en: string, zh: string): void => {
    problems.push({ ref, rule, message: text(en, zh) });
  };
  const subject = {
    op: 'pods',
    namespace: { name: namespace },
    labels: labelExprOf(spec.podSelector),
  } as const;
  const of = (rules: readonly RawRule[]): ReachPolicy => ({
    ref,
    rank: 0,
    governs: true,
    subject,
    rules: rules.flatMap((rule, index) => rulesOf(rule, { index, namespace, report })),
  });
  const { policyTypes, ingress = [], egress = [] } = spec;
  // NP-3: rules of a direction that policyTypes leaves out do nothing.
  return {
    ingress: policyTypes.includes('Ingress')
      ? of(ingress.map(({ from, ports }) => ({ peers: from, ports })))
      : null,
    egress: policyTypes.includes('Egress') ? of(egress.map(({ to, ports }) => ({ peers: to, ports }))) : null,
    problems,
  };
}

interface RuleContext {
  readonly index: number;
  readonly namespace: string;
  readonly report: (rule: string, en: string, zh: string) => void;
}

/** A port that cannot be one leaves open which ports its rule is about: whatever it allows is in doubt. */
function rulesOf({ peers = [], ports = [] }: RawRule, context: RuleContext): ReachRule[] {
  const { index } = context;
  // NP-6: no peers is everybody, also what is outside.
  const peer: EndpointSet =
    peers.length === 0 ? { op: 'all' } : { op: 'or', of: peers.map((one) => peerOf(one, context)) };
  // NP-12: no list is every port of every protocol.
  if (ports.length === 0) return [{ index, action: 'allow', peer, ports: 'all' }];
  const terms = ports.map((one) => portOf(one, context));
  const known = terms.filter((term) => term !== null);
  if (known.length === terms.length) return [{ index, action: 'allow', peer, ports: known }];
  const doubt: EndpointSet = { op: 'and', of: [peer, { op: 'doubt' }] };
  return [
    { index, action: 'allow', peer, ports: known },
    { index, action: 'allow', peer: doubt, ports: 'all' },
  ];
}

function peerOf(peer: NetworkPolicyPeer, { namespace, report }: RuleContext): EndpointSet {
  const { ipBlock, podSelector, namespaceSelector } = peer;
  if (ipBlock !== undefined) {
    if (podSelector !== undefined || namespaceSelector !== undefined) {
      report(
        'NP-28',
        'A peer has an ipBlock beside a selector; the API server refuses that, so whom it means cannot be told.',
        '某个对端同时包含 ipBlock 和选择器；API 服务器会拒绝这种写法，因此无法判断它指的是谁。',
      );
      return { op: 'doubt' };
    }
    return addressSet(ipBlock, report);
  }
  if (podSelector === undefined && namespaceSelector === undefined) {
    report(
      'NP-28',
      'A peer is empty; the API server refuses that, so whom it means cannot be told.',
      '某个对端为空；API 服务器会拒绝这种写法，因此无法判断它指的是谁。',
    );
    return { op: 'doubt' };
  }
  return {
    op: 'pods',
    // NP-8: a selector that is absent means the policy's own namespace, an empty one every namespace.
    namespace:
      namespaceSelector === undefined ? { name: namespace } : { labels: labelExprOf(namespaceSelector) },
    labels: podSelector === undefined ? ANY_LABELS : labelExprOf(podSelector),
  };
}

/** Returns the addresses of a CIDR less its exceptions (NP-20); what cannot be read is in doubt. */
export function addressSet(
  { cidr, except = [] }: { readonly cidr: string; readonly except?: readonly string[] },
  report: RuleContext['report'],
): EndpointSet {
  const block = rangeOf(cidr, report);
  if (block === null) return { op: 'doubt' };
  const holes = except.map((one) => holeOf(one, block, report));
  const rest: EndpointSet = {
    op: 'addresses',
    ranges: without(
      block,
      holes.flatMap((hole) => hole ?? []),
    ),
  };
  return holes.includes(null) ? { op: 'and', of: [rest, { op: 'doubt' }] } : rest;
}

function rangeOf(cidr: string, report: RuleContext['report']): AddressRange | null {
  const range = parseCidr(cidr);
  if (range === null) {
    report(
      'NP-20',
      `"${cidr}" is no CIDR; it matches nothing.`,
      `“${cidr}”不是有效的 CIDR，不匹配任何地址。`,
    );
  }
  return range;
}

/** NP-20: an exception is a part of its block, and never all of it. */
function holeOf(cidr: string, block: AddressRange, report: RuleContext['report']): AddressRange | null {
  const hole = rangeOf(cidr, report);
  if (hole === null) return null;
  const isInside = hole.family === block.family && hole.first >= block.first && hole.last <= block.last;
  if (isInside && (hole.first > block.first || hole.last < block.last)) return hole;
  report(
    'NP-20',
    `The exception ${cidr} is not a part of its block; the API server refuses that, so which addresses are meant cannot be told.`,
    `例外 ${cidr} 不是其网段的一部分；API 服务器会拒绝这种写法，因此无法判断它指的是哪些地址。`,
  );
  return null;
}

function without(block: AddressRange, holes: readonly AddressRange[]): AddressRange[] {
  let left: AddressRange[] = [block];
  for (const hole of holes) {
    left = left.flatMap((range) => {
      if (hole.last < range.first || range.last < hole.first) return [range];
      return [
        { ...range, last: hole.first - 1n },
        { ...range, first: hole.last + 1n },
      ].filter(({ first, last }) => first <= last);
    });
  }
  return left;
}

const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LANES: readonly string[] = ['TCP', 'UDP', 'SCTP'];

/** Null where it names no port that there can be. */
function portOf({ protocol, port, endPort }: NetworkPolicyPort, { report }: RuleContext): PortTerm | null {
  if (!LANES.includes(protocol)) {
    report(
      'NP-17',
      `"${protocol}" is no protocol of a NetworkPolicy; it can be TCP, UDP or SCTP, so what the rule allows cannot be told.`,
      `“${protocol}”不是 NetworkPolicy 支持的协议，只能是 TCP、UDP 或 SCTP，因此无法判断该规则允许什么。`,
    );
    return null;
  }
  if (port === undefined && endPort === undefined) {
    return { lane: protocol, from: 0, to: LANE_MOST[protocol] };
  }
  // NP-16: only a number begins a range.
  if (typeof port === 'string' && endPort === undefined && PORT_NAME.test(port)) {
    return { named: port, lanes: [protocol] };
  }
  const last = endPort ?? port;
  if (isPortNumber(port) && isPortNumber(last) && port <= last)
    return { lane: protocol, from: port, to: last };
  reportPort([port, endPort], report);
  return null;
}

function reportPort(ends: readonly (string | number | undefined)[], report: RuleContext['report']): void {
  const written = ends.filter((end) => end !== undefined).join('-');
  report(
    'NP-16',
    `"${written}" is no port; the API server refuses it, so what the rule allows cannot be told.`,
    `“${written}”不是有效端口；API 服务器会拒绝它，因此无法判断该规则允许什么。`,
  );
}

function isPortNumber(port: number | string | undefined): port is number {
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535;
}
