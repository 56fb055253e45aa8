import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { text, type Text } from '#lib/model/text.ts';
import { ciliumPeer, type CiliumCluster } from './cilium-peer.ts';
import { ciliumPorts } from './cilium-ports.ts';
import { ciliumSubject, type HostSettings } from './cilium-subject.ts';
import type {
  EndpointSet,
  PolicyProblem,
  PolicyRef,
  ReachDirection,
  ReachPolicy,
  ReachRule,
} from './policy-ir.ts';
import { fieldLists, fieldsOf, type Fields } from './raw-fields.ts';

/** Denials are asked before every allow of any kind (CI-4). */
const CILIUM_DENY_RANK = 0;
export const CILIUM_ALLOW_RANK = 1;

/** Cilium policies as they apply to pods and hosts, in each direction. */
export interface CiliumPlan {
  readonly ingress: readonly ReachPolicy[];
  readonly egress: readonly ReachPolicy[];
  readonly problems: readonly PolicyProblem[];
}

const SECTIONS: Readonly<Record<ReachDirection, readonly [allow: string, deny: string]>> = {
  ingress: ['ingress', 'ingressDeny'],
  egress: ['egress', 'egressDeny'],
};

/** What one spec of a policy is read with. */
export interface CiliumContext {
  readonly cluster: CiliumCluster;
  readonly hosts: HostSettings;
  /** The policy's namespace; null for one of the whole cluster. */
  readonly namespace: string | null;
  readonly direction: ReachDirection;
  readonly report: (rule: string, message: Text) => void;
}

/** Returns what Cilium's own policies do to pods (CI-2 to CI-15), and to hosts (CI-12, CI-13). */
export function planCilium(
  policies: readonly SpecObject[],
  cluster: CiliumCluster,
  hosts: HostSettings,
): CiliumPlan {
  const problems = new Map<string, PolicyProblem>();
  const of = (direction: ReachDirection): ReachPolicy[] =>
    policies.flatMap((policy) =>
      fieldLists(policy.spec['specs']).flatMap((spec) => {
        const namespace = policy.metadata.namespace ?? null;
        const ref: PolicyRef = { kind: policy.kind, namespace, name: policy.metadata.name };
        // What both directions find is told once.
        const report: CiliumContext['report'] = (rule, message) =>
          problems.set(JSON.stringify([ref, rule, message.en]), { ref, rule, message });
        return policiesOf(spec, ref, { cluster, hosts, namespace, direction, report });
      }),
    );
  return { ingress: of('ingress'), egress: of('egress'), problems: [...problems.values()] };
}

/** One spec is up to two policies: what it denies, and what it allows. */
function policiesOf(spec: Fields, ref: PolicyRef, context: CiliumContext): ReachPolicy[] {
  const selected = ciliumSubject(spec, context);
  if (selected === null) return [];
  const [allow, deny] = SECTIONS[context.direction];
  const isDefaultDeny = fieldsOf(spec['enableDefaultDeny'])[context.direction] !== false;
  const of = (section: string, rank: number): ReachPolicy[] => {
    const rules = fieldLists(spec[section]);
    // CI-2: a section that is missing or empty has no effect; CI-3: one may allow without isolating.
    if (rules.length === 0) return [];
    const action = rank === CILIUM_DENY_RANK ? 'deny' : 'allow';
    return [
      {
        ref,
        ...selected,
        rank,
        governs: isDefaultDeny,
        rules: rules.map((rule, index) => ruleOf(rule, { index, action }, context)),
      },
    ];
  };
  return [...of(deny, CILIUM_DENY_RANK), ...of(allow, CILIUM_ALLOW_RANK)];
}

function ruleOf(
  raw: Fields,
  { index, action }: Pick<ReachRule, 'index' | 'action'>,
  context: CiliumContext,
): ReachRule {
  const ports = ciliumPorts(raw, context);
  const peer = ciliumPeer(raw, context);
  // CI-2: an empty rule isolates and allows nothing; ports alone are for everybody.
  const whom: EndpointSet = peer ?? (ports.isLimited ? { op: 'all' } : { op: 'none' });
  const rule: ReachRule = { index, action, peer: whom, ports: ports.terms };
  const doubt = doubtOf(raw, ports.hasRequests && action === 'allow');
  return doubt === null ? rule : { ...rule, doubt };
}

/** What is known only while traffic flows, or outside the cluster (CI-15). */
function doubtOf(raw: Fields, hasRequests: boolean): Text | null {
  if (fieldLists(raw['toFQDNs']).length > 0) {
    return text(
      'It names domains; the addresses Cilium learned for them are not known here.',
      '规则使用域名；此处无法得知 Cilium 为其解析到的地址。',
    );
  }
  if (fieldLists(raw['toGroups']).length > 0 || fieldLists(raw['fromGroups']).length > 0) {
    return text(
      'It names groups of a cloud provider; their addresses are not known here.',
      '规则使用云厂商的安全组；此处无法得知其地址。',
    );
  }
  if (!hasRequests) return null;
  return text(
    'It allows only the requests it lists (layer 7); which requests are made is not known here.',
    '规则只允许其列出的请求（七层规则）；此处无法得知实际的请求。',
  );
}
