import { headsOf, inOrder, tierDoubt, type Placed } from '#lib/analysis/network/reach/calico-plan.ts';
import { accountLabels, type CalicoCluster } from '#lib/analysis/network/reach/calico-entity.ts';
import { calicoRules, calicoTypes } from '#lib/analysis/network/reach/calico-rules.ts';
import { parseCalicoSelector } from '#lib/analysis/network/reach/calico-selector.ts';
import { allOf, mapLabelKeys, meetsLabels, type LabelExpr } from '#lib/analysis/network/reach/label-expr.ts';
import type {
  PolicyPlan,
  PolicyProblem,
  PolicyRef,
  ReachDirection,
  ReachTier,
} from '#lib/analysis/network/reach/policy-ir.ts';
import { textOf } from '#lib/analysis/network/reach/raw-fields.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { text, type Text } from '#lib/model/text.ts';

/** Where on a packet's way policies of a host are asked, in that order; `forward` instead of `normal` for what a host passes on. */
export const HOST_STAGES = ['untracked', 'pre-dnat', 'normal', 'forward'] as const;
export type HostStage = (typeof HOST_STAGES)[number];

/** A global policy as far as it can be about hosts. */
export interface HostPolicy {
  readonly name: string;
  readonly stages: readonly HostStage[];
  readonly tier: string;
  readonly order: number | null;
  readonly types: readonly ReachDirection[];
  /** Whether it selects an endpoint with these labels; null where its selector cannot be read. */
  readonly selects: (labels: Readonly<Record<string, string>>) => boolean | null;
  readonly source: SpecObject;
}

/** What decides about traffic of hosts: tiers of each stage, as pods' tiers are planned. */
export interface HostPlan {
  readonly policies: readonly HostPolicy[];
  readonly stages: Readonly<Record<HostStage, PolicyPlan>>;
  readonly problems: readonly PolicyProblem[];
}

interface HostSources {
  readonly tiers: readonly SpecObject[];
  readonly policies: readonly SpecObject[];
  readonly cluster: CalicoCluster;
}

/** Returns the plan of all global policies; those of namespaces never select a host (CA-11). */
export function planHosts({ tiers, policies, cluster }: HostSources): HostPlan {
  const problems: PolicyProblem[] = [];
  const planned = policies.map((policy) => hostPolicy(policy, problems));
  const placed = planned.flatMap((policy) => placeOf(policy, cluster, problems));
  const planOf = (stage: HostStage): PolicyPlan => ({
    tiers: tiersOf(
      tiers,
      placed.filter(({ stages }) => stages.includes(stage)),
      stage,
    ),
    problems: [],
  });
  return {
    policies: planned,
    stages: {
      untracked: planOf('untracked'),
      'pre-dnat': planOf('pre-dnat'),
      normal: planOf('normal'),
      forward: planOf('forward'),
    },
    problems,
  };
}

type StagedPlaced = Placed & { readonly stages: readonly HostStage[] };

function tiersOf(
  tiers: readonly SpecObject[],
  placed: readonly StagedPlaced[],
  stage: HostStage,
): ReachTier[] {
  const isEarly = stage === 'untracked' || stage === 'pre-dnat';
  return headsOf(tiers, placed).map((head) => {
    const of = (direction: ReachDirection) =>
      inOrder(placed.filter((one) => one.tier === head.name && one.direction === direction));
    return {
      name: head.name,
      // CA-5: the early stages end without a drop.
      end: isEarly ? 'pass' : head.end,
      ties: 'unknown',
      ...tierDoubt(head),
      ingress: of('ingress'),
      egress: of('egress'),
    };
  });
}

function hostPolicy(source: SpecObject, problems: PolicyProblem[]): HostPolicy {
  const { spec, metadata } = source;
  const ref: PolicyRef = { kind: source.kind, namespace: null, name: metadata.name };
  const { types } = calicoTypes(source, () => undefined);
  return {
    name: metadata.name,
    stages: stagesOf(spec),
    tier: textOf(spec['tier']) || 'default',
    order: typeof spec['order'] === 'number' ? spec['order'] : null,
    types,
    selects: selectorOf(spec, (message) => problems.push({ ref, rule: 'CA-19', message })),
    source,
  };
}

function stagesOf(spec: SpecObject['spec']): HostStage[] {
  if (spec['doNotTrack'] === true) return ['untracked'];
  if (spec['preDNAT'] === true) return ['pre-dnat'];
  return spec['applyOnForward'] === true ? ['normal', 'forward'] : ['normal'];
}

/** CA-11: a condition on a namespace or an account leaves hosts out only where it needs a label that they lack. */
function selectorOf(spec: SpecObject['spec'], report: (message: Text) => void): HostPolicy['selects'] {
  const parts = [
    exprOf(spec['selector'], (expr) => expr),
    exprOf(spec['namespaceSelector'], spaceLabels),
    exprOf(spec['serviceAccountSelector'], accountLabels),
  ];
  if (parts.includes(null)) {
    report(
      text(
        'A selector cannot be read, so whom the policy selects cannot be told.',
        '无法读取选择器，因此无法判断该策略选中了谁。',
      ),
    );
    return () => null;
  }
  const expr = allOf(parts.flatMap((part) => part ?? []));
  return (labels) => meetsLabels(expr, labels);
}

/** `global()` means what is in no namespace, as hosts are. */
function exprOf(written: unknown, keyed: (expr: LabelExpr) => LabelExpr): LabelExpr | null {
  const parsed = parseCalicoSelector(textOf(written));
  if (parsed === null) return null;
  return parsed.kind === 'global' ? { op: 'true' } : keyed(parsed.expr);
}

function spaceLabels(expr: LabelExpr): LabelExpr {
  return mapLabelKeys(expr, (key) =>
    key === 'projectcalico.org/name' ? 'projectcalico.org/namespace' : `pcns.${key}`,
  );
}

function placeOf(policy: HostPolicy, cluster: CalicoCluster, problems: PolicyProblem[]): StagedPlaced[] {
  const { source, stages, tier, name } = policy;
  const { spec } = source;
  const ref: PolicyRef = { kind: source.kind, namespace: null, name };
  const report = (rule: string, message: Text): void => void problems.push({ ref, rule, message });
  const { doubts } = calicoTypes(source, report);
  const unsure = doubtOf(spec);
  const isEarly = stages.includes('untracked') || stages.includes('pre-dnat');
  const order = policy.order ?? Number.POSITIVE_INFINITY;
  return (
    policy.types
      // HE-7: before DNAT there is nothing outbound.
      .filter((direction) => direction === 'ingress' || !stages.includes('pre-dnat'))
      .map((direction) => ({
        stages,
        tier,
        order,
        name,
        direction,
        policy: {
          ref,
          rank: 0,
          governs: !isEarly,
          subject: { op: 'all' },
          rules: calicoRules(spec[direction], direction, { cluster, namespace: null, report }),
          ...doubtful(unsure ?? doubts[direction]),
        },
      }))
  );
}

/** HE-7: Calico's API refuses such a policy; what becomes of one that got past it is not defined. */
function doubtOf(spec: SpecObject['spec']): Text | null {
  const isEarly = spec['preDNAT'] === true || spec['doNotTrack'] === true;
  const isBoth = spec['preDNAT'] === true && spec['doNotTrack'] === true;
  if (!isEarly || (spec['applyOnForward'] === true && !isBoth)) return null;
  return text(
    'It is for packets before DNAT or without tracking, which needs applyOnForward and only one of the two.',
    '它作用于 DNAT 之前或不跟踪连接的报文，必须设置 applyOnForward，且两者只能取其一。',
  );
}

function doubtful(doubt: Text | undefined): { doubt?: Text } {
  return doubt === undefined ? {} : { doubt };
}
