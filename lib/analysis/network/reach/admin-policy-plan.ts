import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { text, type Text } from '#lib/model/text.ts';
import { parseCidr, type AddressRange } from './address-ranges.ts';
import { ANY_LABELS, labelExprOf, type LabelExpr } from './label-expr.ts';
import type {
  EndpointSet,
  PolicyProblem,
  PolicyRef,
  PortTerm,
  PortTerms,
  ReachPolicy,
  ReachRule,
  RuleAction,
} from './policy-ir.ts';
import { LANE_MOST, type Lane } from './port-sets.ts';
import { fieldLists, fieldsOf, selectorOf, textOf, textsOf, type Fields } from './raw-fields.ts';
import { isValidButForPorts, refusedInAdminPolicy } from './refused-admin-policy.ts';
import { inDoubt, inDoubtOfPorts } from './in-doubt.ts';
import { refusedWords } from './refused-words.ts';

/** One tier of admin or baseline policies, in each direction. */
export interface AdminTierPlan {
  readonly ingress: readonly ReachPolicy[];
  readonly egress: readonly ReachPolicy[];
  readonly problems: readonly PolicyProblem[];
}

const ACTIONS: Readonly<Record<string, RuleAction>> = {
  Accept: 'allow',
  Allow: 'allow',
  Deny: 'deny',
  Pass: 'pass',
};
const LANES_WITH_PORTS: readonly Lane[] = ['TCP', 'UDP', 'SCTP'];
const KNOWN_PEERS = ['namespaces', 'pods', 'networks', 'nodes', 'domainNames'];

/**
 * Returns one tier of ClusterNetworkPolicies v1alpha2, or of Admin- and BaselineAdminNetworkPolicies v1alpha1
 * (CN-1 to CN-14, AN-1 to AN-4): their subjects are not isolated, and only rules that match decide.
 */
export function planAdminTier(policies: readonly SpecObject[]): AdminTierPlan {
  const problems: PolicyProblem[] = [];
  const doubts = new Map<SpecObject, Text>();
  for (const policy of policies) {
    const refused = refusedInAdminPolicy(policy);
    if (refused === null) continue;
    doubts.set(policy, refusedWords(refused));
    problems.push({ ref: refOf(policy), rule: 'CN-6', message: refusedWords(refused) });
  }
  const of = (direction: 'ingress' | 'egress') =>
    policies.map((policy) => {
      const made = policyOf(policy, direction, problems);
      const doubt = doubts.get(policy);
      const hasRules = fieldLists(policy.spec[direction]).length > 0;
      if (doubt === undefined || !hasRules) return made;
      return isValidButForPorts(policy)
        ? inDoubtOfPorts(made, doubt)
        : inDoubt(made, doubt, ['allow', 'deny']);
    });
  return { ingress: of('ingress'), egress: of('egress'), problems };
}

function refOf({ kind, metadata }: SpecObject): PolicyRef {
  return { kind, namespace: null, name: metadata.name };
}

function policyOf(
  policy: SpecObject,
  direction: 'ingress' | 'egress',
  problems: PolicyProblem[],
): ReachPolicy {
  const { spec } = policy;
  const ref = refOf(policy);
  const context: Context = {
    direction,
    report: (rule, message) => problems.push({ ref, rule, message }),
  };
  return {
    ref,
    subject: podsIn(fieldsOf(spec['subject'])),
    // CN-2: lower numbers first; the one baseline policy of v1alpha1 has none.
    rank: typeof spec['priority'] === 'number' ? spec['priority'] : 0,
    governs: false,
    rules: fieldLists(spec[direction]).flatMap((rule, index) => rulesOf(rule, index, context)),
  };
}

interface Context {
  readonly direction: 'ingress' | 'egress';
  readonly report: (rule: string, message: Text) => void;
}

function rulesOf(raw: Fields, index: number, context: Context): readonly ReachRule[] {
  const action = ACTIONS[textOf(raw['action'])] ?? 'deny';
  const peers = fieldLists(raw[context.direction === 'ingress' ? 'from' : 'to']);
  const ports = portsOf(raw, context);
  const unknownPeer = peers.find((peer) => !KNOWN_PEERS.some((field) => peer[field] !== undefined));
  if (unknownPeer !== undefined) return failClosed({ index, action, ports }, context);
  const [byPods, byAddress, byName] = [
    peers.filter((peer) => peer['namespaces'] !== undefined || peer['pods'] !== undefined),
    peers.filter((peer) => peer['networks'] !== undefined || peer['nodes'] !== undefined),
    peers.filter((peer) => peer['domainNames'] !== undefined),
  ].map((some) => ({
    index,
    action,
    peer: { op: 'or' as const, of: some.map((peer) => peerOf(peer, context)) },
  }));
  // CN-10: what is matched by an address has no named ports.
  const numbers = ports === 'all' ? ports : ports.filter((term) => !('named' in term));
  const doubt = text(
    'It names domains; which addresses they stand for is not known here.',
    '规则使用域名；此处无法得知域名对应的地址。',
  );
  return [
    ...(byPods === undefined ? [] : [{ ...byPods, ports }]),
    ...(byAddress === undefined ? [] : [{ ...byAddress, ports: numbers }]),
    ...(byName === undefined ? [] : [{ ...byName, ports: numbers, doubt }]),
  ].filter(({ peer }) => peer.of.length > 0);
}

/** CN-11: a peer of a kind that is not known makes the whole rule fail closed, whoever stands beside it. */
function failClosed(
  { index, action, ports }: Pick<ReachRule, 'index' | 'action' | 'ports'>,
  { report }: Context,
): readonly ReachRule[] {
  report(
    'CN-11',
    text(
      'A peer holds no field that is known here; the rule fails closed: an accept matches nothing, anything else denies.',
      '某个对端不含任何已知字段；该规则按拒绝处理：Accept 不匹配任何对象，其他动作一律拒绝。',
    ),
  );
  if (action === 'allow') return [{ index, action, peer: { op: 'none' }, ports }];
  const whole = { index, action: 'deny', peer: { op: 'all' }, ports: 'all' } as const;
  if (ports === 'all') return [whole];
  // Whether a list of ports narrows that is not stated: what it names is denied in any case.
  const doubt = text(
    'A peer of an unknown kind makes the rule deny; whether its ports narrow that is not defined.',
    '未知类型的对端使规则变为拒绝；端口是否会缩小其范围没有定义。',
  );
  return [
    { ...whole, ports },
    { ...whole, doubt },
  ];
}

function peerOf(peer: Fields, { direction, report }: Context): EndpointSet {
  const sets: EndpointSet[] = [];
  if (peer['namespaces'] !== undefined || peer['pods'] !== undefined) sets.push(podsIn(peer));
  if (direction === 'egress') {
    if (peer['networks'] !== undefined) sets.push(networksOf(peer['networks'], report));
    // CN-8: the addresses of nodes; an empty selector means all of them.
    if (peer['nodes'] !== undefined) sets.push(nodesOf(peer['nodes']));
    if (peer['domainNames'] !== undefined) sets.push({ op: 'external' });
  }
  return { op: 'or', of: sets };
}

/** CN-6, CN-7: by namespace alone, or by both; a namespace selector that is left out means every namespace. */
function podsIn(fields: Fields): EndpointSet {
  const { namespaces, pods } = fields;
  if (pods === undefined && namespaces === undefined) return { op: 'doubt' };
  const { namespaceSelector = namespaces, podSelector } = fieldsOf(pods);
  const [inNamespace, labels] = [exprOf(namespaceSelector), exprOf(podSelector)];
  const set: EndpointSet = {
    op: 'pods',
    namespace: { labels: inNamespace ?? ANY_LABELS },
    labels: labels ?? ANY_LABELS,
  };
  return inNamespace === null || labels === null ? { op: 'and', of: [set, { op: 'doubt' }] } : set;
}

function nodesOf(value: unknown): EndpointSet {
  const labels = exprOf(value);
  if (labels !== null) return { op: 'hosts', labels };
  return { op: 'and', of: [{ op: 'hosts', labels: ANY_LABELS }, { op: 'doubt' }] };
}

function networksOf(value: unknown, report: Context['report']): EndpointSet {
  const texts = textsOf(value);
  const ranges: AddressRange[] = [];
  let isWhole = true;
  for (const one of texts) {
    const range = parseCidr(one);
    if (range !== null) {
      ranges.push(range);
      continue;
    }
    isWhole = false;
    report(
      'CN-8',
      text(
        `"${one}" is no CIDR, so what it matches cannot be told.`,
        `“${one}”不是有效的 CIDR，无法判断它匹配哪些地址。`,
      ),
    );
  }
  const known: EndpointSet = { op: 'addresses', ranges };
  return isWhole ? known : { op: 'or', of: [known, { op: 'doubt' }] };
}

/** CN-9: v1alpha2 has `protocols`, v1alpha1 `ports` (AN-2); without either a rule is about all traffic. */
function portsOf(raw: Fields, context: Context): PortTerms {
  if (raw['protocols'] !== undefined) {
    const items = fieldLists(raw['protocols']);
    return items.length === 0 ? 'all' : items.flatMap((item) => protocolTerms(item, context));
  }
  const items = fieldLists(raw['ports']);
  return items.length === 0 ? 'all' : items.flatMap(portTerms);
}

function protocolTerms(item: Fields, { report }: Context): readonly PortTerm[] {
  const { destinationNamedPort: name } = item;
  // CN-10: the name carries no protocol; it takes that of the container's port.
  if (typeof name === 'string') return [{ named: name, lanes: LANES_WITH_PORTS }];
  return LANES_WITH_PORTS.flatMap((lane): PortTerm[] => {
    const field = item[lane.toLowerCase()];
    if (field === undefined) return [];
    const { destinationPort } = fieldsOf(field);
    const found = rangeOf(destinationPort, lane);
    if (found !== null) return [found];
    report(
      'CN-9',
      text(
        `A rule names ${lane} without a port; that is taken for every ${lane} port.`,
        `某条规则只写了 ${lane} 而没有端口；按所有 ${lane} 端口处理。`,
      ),
    );
    return [{ lane, from: 0, to: LANE_MOST[lane] }];
  });
}

function portTerms(item: Fields): readonly PortTerm[] {
  const { portNumber, portRange, namedPort } = item;
  if (typeof namedPort === 'string') return [{ named: namedPort, lanes: LANES_WITH_PORTS }];
  if (portNumber !== undefined) {
    const { protocol, port } = fieldsOf(portNumber);
    return typeof port === 'number' ? [{ lane: laneOf(protocol), from: port, to: port }] : [];
  }
  const { protocol, start, end } = fieldsOf(portRange);
  if (typeof start !== 'number' || typeof end !== 'number') return [];
  return [{ lane: laneOf(protocol), from: start, to: end }];
}

function rangeOf(destination: unknown, lane: Lane): PortTerm | null {
  const { number, range } = fieldsOf(destination);
  if (typeof number === 'number') return { lane, from: number, to: number };
  const { start, end } = fieldsOf(range);
  if (typeof start === 'number' && typeof end === 'number') return { lane, from: start, to: end };
  return null;
}

function laneOf(protocol: unknown): Lane {
  return LANES_WITH_PORTS.find((lane) => lane === protocol) ?? 'TCP';
}

/** Null where it cannot be read: whom it selects cannot be told. */
function exprOf(value: unknown): LabelExpr | null {
  const selector = selectorOf(value);
  return selector === null ? null : labelExprOf(selector);
}
