import { text, type Text } from '#lib/model/text.ts';
import { ciliumLabels } from './cilium-labels.ts';
import type { CiliumContext } from './cilium-plan.ts';
import type { Dataplane } from './dataplane.ts';
import { addLabelKeys, ANY_LABELS, mapLabelKeys, type LabelExpr } from './label-expr.ts';
import type { EndpointSet, ReachPolicy } from './policy-ir.ts';
import type { Fields } from './raw-fields.ts';

/** What decides about policies for nodes beside the policies. */
export type HostSettings = Pick<Dataplane, 'hostPolicies' | 'hostLabels'>;

type Selected = Pick<ReachPolicy, 'subject' | 'isForHosts' | 'doubt'>;

/** Keys of node labels that a host's endpoint does not take over begin like these (CI-13). */
const STRIPPED = [
  'kubernetes.io',
  'io.kubernetes',
  'k8s.io',
  'pod-template-generation',
  'pod-template-hash',
  'controller-revision-hash',
  'annotation',
  'etcd_node',
];

/** Returns whom one spec of a policy selects, pods or hosts; null where it selects nobody. */
export function ciliumSubject(spec: Fields, context: CiliumContext): Selected | null {
  const { endpointSelector, nodeSelector } = spec;
  if (nodeSelector === undefined)
    return endpointSelector === undefined ? null : { subject: podSubject(endpointSelector, context) };
  const fault = faultOf(spec, context);
  if (fault === null) return hostSubject(nodeSelector, context);
  context.report('CI-12', fault);
  return null;
}

function podSubject(selector: unknown, { namespace, report }: CiliumContext): EndpointSet {
  const labels = ciliumLabels(selector);
  if (labels === null) {
    report(
      'CI-5',
      text(
        'The endpoint selector cannot be read, so whom the policy selects cannot be told.',
        '无法读取端点选择器，因此无法判断该策略选中了谁。',
      ),
    );
  }
  const pods: EndpointSet = {
    op: 'pods',
    namespace: namespace === null ? { labels: ANY_LABELS } : { name: namespace },
    labels: labels ?? ANY_LABELS,
  };
  return labels === null ? { op: 'and', of: [pods, { op: 'doubt' }] } : pods;
}

/** CI-12: why a policy for nodes does nothing at all. */
function faultOf({ endpointSelector }: Fields, { namespace, hosts }: CiliumContext): Text | null {
  if (endpointSelector !== undefined) return BOTH;
  if (namespace !== null) return NAMESPACED;
  return hosts.hostPolicies === 'inert' ? FIREWALL_OFF : null;
}

/** CI-13: the labels that count are those of the host's endpoint. */
function hostSubject(selector: unknown, { hosts, report }: CiliumContext): Selected {
  const labels = ciliumLabels(selector);
  const keys = new Set<string>();
  addLabelKeys(labels ?? ANY_LABELS, keys);
  const isReserved = [...keys].some((key) => key.startsWith('reserved'));
  if (labels === null || isReserved) {
    report('CI-13', UNREADABLE);
    return { ...ofHosts(ANY_LABELS), doubt: UNREADABLE };
  }
  if (hosts.hostLabels === 'unknown' && keys.size > 0) return { ...ofHosts(ANY_LABELS), doubt: OWN_FILTER };
  for (const key of keys) if (isStrippedLabel(key)) report('CI-13', strippedKey(key));
  // No node has a label with such a key, so it is absent everywhere.
  return ofHosts(mapLabelKeys(labels, (key) => (isStrippedLabel(key) ? `!${key}` : key)));
}

function ofHosts(labels: LabelExpr): Selected {
  return { subject: { op: 'hosts', labels }, isForHosts: true };
}

/** Returns whether a host's endpoint goes without a label of its node (CI-13). */
export function isStrippedLabel(key: string): boolean {
  return STRIPPED.some((prefix) => key.startsWith(prefix)) || key.includes('beta.kubernetes.io');
}

/** Why policies for nodes may do nothing. */
export const FIREWALL_UNKNOWN = text(
  "Whether Cilium's host firewall is in force cannot be told: `enable-host-firewall` in the ConfigMap cilium-config was not seen, or traffic between nodes is encrypted, beside which it does not hold.",
  '无法判断 Cilium 的主机防火墙是否生效：没有看到 ConfigMap cilium-config 中的 enable-host-firewall，或者节点间流量已加密，此时主机防火墙并不可靠。',
);
const FIREWALL_OFF = text(
  "It is for nodes, and Cilium's host firewall is off (`enable-host-firewall`), so it does nothing.",
  '该策略针对节点，而 Cilium 的主机防火墙未启用（enable-host-firewall），因此不起任何作用。',
);
const BOTH = text(
  'It selects pods and nodes at once, which Cilium refuses; it does nothing.',
  '该策略同时选择 Pod 和节点，Cilium 会拒绝它，因此不起作用。',
);
const NAMESPACED = text(
  'A policy of a namespace cannot select nodes; Cilium refuses it, and it does nothing.',
  '命名空间级策略不能选择节点；Cilium 会拒绝它，因此不起作用。',
);
const UNREADABLE = text(
  'The node selector cannot be read, so which nodes the policy selects cannot be told.',
  '无法读取节点选择器，因此无法判断该策略选中了哪些节点。',
);
const OWN_FILTER = text(
  'Which labels of nodes Cilium looks at is a setting of this cluster, so which nodes the policy selects cannot be told.',
  'Cilium 采用哪些节点标签由本集群的设置决定，因此无法判断该策略选中了哪些节点。',
);

function strippedKey(key: string): Text {
  return text(
    `Cilium does not take the node label ${key} over to the host's endpoint, so the selector never finds it there.`,
    `Cilium 不会把节点标签 ${key} 带到主机端点上，因此选择器在那里永远匹配不到它。`,
  );
}
