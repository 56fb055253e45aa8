import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { text, type Text } from '#lib/model/text.ts';
import {
  accountLabels,
  calicoEntity,
  ipVersionSet,
  namespaceLabels,
  type EntityContext,
} from './calico-entity.ts';
import { calicoPorts } from './calico-ports.ts';
import { parseCalicoSelector } from './calico-selector.ts';
import { calicoServices } from './calico-services.ts';
import { allOf, ANY_LABELS, type LabelExpr } from './label-expr.ts';
import type { EndpointSet, PortTerms, ReachDirection, ReachRule, RuleAction } from './policy-ir.ts';
import { fieldLists, fieldsOf, textOf, textsOf, type Fields } from './raw-fields.ts';

type Report = EntityContext['report'];

/** Returns the pods a Calico policy selects (CA-11). */
export function calicoSubject(spec: Fields, context: EntityContext): EndpointSet {
  const { namespace, report } = context;
  const own = exprOf(spec['selector'], report);
  const accounts = exprOf(spec['serviceAccountSelector'], report);
  const spaces = namespace === null ? exprOf(spec['namespaceSelector'], report) : ANY_LABELS;
  if (spaces === 'global' || own === 'global' || accounts === 'global') return { op: 'none' };
  const labels = allOf([own ?? ANY_LABELS, accountLabels(accounts ?? ANY_LABELS)]);
  const inNamespace = namespaceLabels(spaces ?? ANY_LABELS);
  const pods: EndpointSet = {
    op: 'pods',
    namespace: namespace === null ? { labels: inNamespace } : { name: namespace },
    labels,
  };
  const isRead = own !== null && accounts !== null && spaces !== null;
  return isRead ? pods : { op: 'and', of: [pods, { op: 'doubt' }] };
}

function exprOf(written: unknown, report: Report): LabelExpr | 'global' | null {
  const parsed = parseCalicoSelector(textOf(written));
  if (parsed !== null) return parsed.kind === 'global' ? 'global' : parsed.expr;
  report(
    'CA-19',
    text(
      `The selector "${textOf(written)}" cannot be read, so whom the policy selects cannot be told.`,
      `无法读取选择器“${textOf(written)}”，因此无法判断该策略选中了谁。`,
    ),
  );
  return null;
}

/** Returns the directions of a policy, by its types or what stands for them (CA-8). */
export function calicoTypes(
  { apiVersion, metadata, spec }: SpecObject,
  report: Report,
): { readonly types: readonly ReachDirection[]; readonly doubts: Partial<Record<ReachDirection, Text>> } {
  const named = textsOf(spec['types']).map((type) => type.toLowerCase());
  if (named.length > 0) return { types: directions((one) => named.includes(one)), doubts: {} };
  const isEmptyList = Array.isArray(spec['types']);
  if (metadata.uid !== undefined && (isEmptyList || apiVersion.startsWith('crd.'))) {
    report(
      'CA-8',
      text(
        'It has no types; Felix takes that for both directions.',
        '它没有 types；Felix 视为同时包含两个方向。',
      ),
    );
    return { types: ['ingress', 'egress'], doubts: {} };
  }
  const hasIngress = fieldLists(spec['ingress']).length > 0;
  const hasEgress = fieldLists(spec['egress']).length > 0;
  const byRules = directions((one) => (one === 'egress' ? hasEgress : hasIngress || !hasEgress));
  const isEmptyEgress = Array.isArray(spec['egress']) && !hasEgress && !hasIngress;
  if (!isEmptyEgress && !isEmptyList) return { types: byRules, doubts: {} };
  const doubt = text(
    'It names no types, and versions of Calico read that differently.',
    '它没有写明 types，不同版本的 Calico 对此解读不同。',
  );
  // An empty list is filled in by the rules or means both: what the rules give is in force either way.
  const isSure = (one: ReachDirection) => !isEmptyEgress && byRules.includes(one);
  const doubts = directions((one) => !isSure(one)).map((one) => [one, doubt]);
  return { types: ['ingress', 'egress'], doubts: Object.fromEntries(doubts) };
}

function directions(isIn: (one: ReachDirection) => boolean): ReachDirection[] {
  return (['ingress', 'egress'] as const).filter(isIn);
}

const ACTIONS: Readonly<Record<string, RuleAction>> = { allow: 'allow', deny: 'deny', pass: 'pass' };

/** Returns the rules of one direction; `Log` decides nothing (CA-6). */
export function calicoRules(value: unknown, direction: ReachDirection, context: EntityContext): ReachRule[] {
  return fieldLists(value).flatMap((raw, index) => {
    const action = ACTIONS[textOf(raw['action']).toLowerCase()];
    return action === undefined ? [] : rulesOf(raw, { index, action, direction }, context);
  });
}

interface RuleHead {
  readonly index: number;
  readonly action: RuleAction;
  readonly direction: ReachDirection;
}

function rulesOf(raw: Fields, { index, action, direction }: RuleHead, context: EntityContext): ReachRule[] {
  const isIngress = direction === 'ingress';
  const peer = fieldsOf(raw[isIngress ? 'source' : 'destination']);
  const self = calicoEntity(fieldsOf(raw[isIngress ? 'destination' : 'source']), context);
  const version = ipVersionSet(raw['ipVersion']);
  const whom = calicoEntity(peer, context);
  const ports = calicoPorts(raw);
  const doubt = doubtOf(raw, ports.isBySource);
  const common = {
    index,
    action,
    ...(self.op === 'all' ? {} : { self }),
    ...(doubt === null ? {} : { doubt }),
  };
  const services =
    peer['services'] === undefined ? null : calicoServices(fieldsOf(peer['services']), context);
  const parts = services ?? [{ peer: { op: 'all' } as const, ports: null }];
  return parts.map((part) => ({
    ...common,
    peer: both(both(whom, part.peer), version ?? { op: 'all' }),
    // CA-17: a service as the destination brings its own ports; as the source it is addresses alone.
    ports: isIngress || part.ports === null ? ports.terms : ofProtocols(part.ports, ports.terms),
  }));
}

/** Leaves of a service's ports those whose protocol the rule is about; it has no ports of its own beside them. */
function ofProtocols(ports: PortTerms, protocols: PortTerms): PortTerms {
  if (ports === 'all' || protocols === 'all') return ports === 'all' ? protocols : ports;
  const lanes = protocols.flatMap((term) => ('lane' in term ? [term.lane] : term.lanes));
  return ports.filter((term) => ('lane' in term ? lanes.includes(term.lane) : true));
}

function both(a: EndpointSet, b: EndpointSet): EndpointSet {
  if (a.op === 'all') return b;
  return b.op === 'all' ? a : { op: 'and', of: [a, b] };
}

function doubtOf(raw: Fields, isBySource: boolean): Text | null {
  if (raw['http'] !== undefined) {
    return text(
      'It is about HTTP requests, which only an application layer policy judges.',
      '规则针对 HTTP 请求，只有应用层策略才会判断。',
    );
  }
  if (!isBySource) return null;
  return text('It depends on the port a packet is sent from.', '它取决于报文的源端口。');
}
