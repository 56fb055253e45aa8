import { ANY_LABELS, allOf, labelExprOf, type LabelExpr } from '#lib/analysis/network/reach/label-expr.ts';
import { addressSet } from '#lib/analysis/network/reach/network-policy-plan.ts';
import type {
  EndpointSet,
  PolicyPlan,
  PolicyProblem,
  PolicyRef,
  PortTerm,
  ReachPolicy,
  ReachRule,
} from '#lib/analysis/network/reach/policy-ir.ts';
import { LANE_MOST } from '#lib/analysis/network/reach/port-sets.ts';
import type { NetworkPolicyPeer, NetworkPolicyPort } from '#lib/model/network.ts';
import { text } from '#lib/model/text.ts';
import type { MultiPolicy, MultiRule } from './multi-policy-rules.ts';

/** Labels that endpoints carry beside those of their pod; no user's label can have such a key. */
export const NETWORK_LABEL = '\0network';
export const POLICED_LABEL = '\0policed';

/**
 * Returns what MultiNetworkPolicies do, over endpoints that are one interface of a pod each: they isolate pod,
 * direction and interface (MN-3), and their selectors stand for the peers' addresses on the same networks.
 */
export function planMultiPolicies(policies: readonly MultiPolicy[]): PolicyPlan {
  const problems: PolicyProblem[] = [];
  const active = policies.filter(({ networks }) => networks.length > 0);
  const of = (policy: MultiPolicy, rules: readonly MultiRule[]): ReachPolicy => {
    const { namespace, name, networks } = policy;
    const ref: PolicyRef = { kind: 'MultiNetworkPolicy', namespace, name };
    const report = (rule: string, en: string, zh: string): void => {
      problems.push({ ref, rule, message: text(en, zh) });
    };
    const onNetworks: LabelExpr = { op: 'in', key: NETWORK_LABEL, values: networks };
    return {
      ref,
      rank: 0,
      governs: true,
      subject: {
        op: 'pods',
        namespace: { name: namespace },
        labels: allOf([onNetworks, { op: 'has', key: POLICED_LABEL }, selected(policy)]),
      },
      rules: rules.flatMap((rule, index) => rulesOf(rule, { index, namespace, onNetworks, report })),
    };
  };
  const tier = {
    name: 'MultiNetworkPolicy',
    end: 'deny' as const,
    ties: 'add' as const,
    ingress: active.filter(({ isFor }) => isFor.ingress).map((policy) => of(policy, policy.ingress)),
    egress: active.filter(({ isFor }) => isFor.egress).map((policy) => of(policy, policy.egress)),
  };
  return { tiers: [tier], problems };
}

function selected({ podSelector }: MultiPolicy): LabelExpr {
  return podSelector === null ? { op: 'false' } : labelExprOf(podSelector);
}

interface RuleContext {
  readonly index: number;
  readonly namespace: string;
  readonly onNetworks: LabelExpr;
  readonly report: (rule: string, en: string, zh: string) => void;
}

/** What names ports by their name is apart: nobody can tell which numbers they are (amendment MN named ports). */
function rulesOf({ peers, ports }: MultiRule, context: RuleContext): ReachRule[] {
  const { index } = context;
  // NP-6: no peers is everybody, also what is outside.
  const peer: EndpointSet =
    peers.length === 0 ? { op: 'all' } : { op: 'or', of: peers.map((one) => peerOf(one, context)) };
  const common = { index, action: 'allow' as const, peer };
  if (ports.length === 0) return [{ ...common, ports: 'all' }];
  const numbers = ports.flatMap((one) => numberTerm(one) ?? []);
  const named = ports.filter(({ port }) => typeof port === 'string');
  return [
    ...(numbers.length === 0 ? [] : [{ ...common, ports: numbers }]),
    ...(named.length === 0
      ? []
      : [{ ...common, ports: named.map(({ protocol }) => wholeLane(protocol)), doubt: NAMED_PORT }]),
  ];
}

function peerOf(peer: NetworkPolicyPeer, { namespace, onNetworks, report }: RuleContext): EndpointSet {
  const { ipBlock, podSelector, namespaceSelector } = peer;
  // Amendment NP-28: ipBlock beside a selector is the ipBlock alone, an empty peer matches nothing.
  if (ipBlock !== undefined) return addressSet(ipBlock, report);
  if (podSelector === undefined && namespaceSelector === undefined) return { op: 'none' };
  const labels = podSelector === undefined ? ANY_LABELS : labelExprOf(podSelector);
  return {
    op: 'pods',
    // NP-8: a selector that is absent means the policy's own namespace.
    namespace:
      namespaceSelector === undefined ? { name: namespace } : { labels: labelExprOf(namespaceSelector) },
    labels: allOf([onNetworks, labels]),
  };
}

function wholeLane(protocol: NetworkPolicyPort['protocol']): PortTerm {
  return { lane: protocol, from: 0, to: LANE_MOST[protocol] };
}

function numberTerm({ protocol, port, endPort }: NetworkPolicyPort): PortTerm | null {
  if (port === undefined) return wholeLane(protocol);
  if (typeof port === 'string') return null;
  return { lane: protocol, from: port, to: Math.max(port, endPort ?? port) };
}

const NAMED_PORT = text(
  'A rule names a port by its name; on secondary networks the controller looks such names up among the services of the host, so which port it is cannot be told.',
  '某条规则使用了端口名称；在附加网络上，控制器会在主机的服务列表中查找该名称，因此无法判断它对应哪个端口。',
);
