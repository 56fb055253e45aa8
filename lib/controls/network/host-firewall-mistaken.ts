import { defineControl } from '#lib/controls/define-control.ts';
import { CLUSTER_REF, showCommand } from '#lib/controls/show-command.ts';
import type { Violation } from '#lib/model/control.ts';
import type { HostLint } from '#lib/model/host-firewall.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import { text } from '#lib/model/text.ts';
import { HOST_LINT_MESSAGES } from './host-lint-messages.ts';
import { nodeRef } from './host-refs.ts';

/** They are findings of controls of their own, or no fault of the firewall. */
const ELSEWHERE = new Set([
  'open-by-failsafe',
  'node-without-endpoint',
  'node-without-policy',
  'no-installer',
]);

const VERSIONS: Readonly<Record<string, string>> = {
  GlobalNetworkPolicy: 'projectcalico.org/v3',
  HostEndpoint: 'projectcalico.org/v3',
  CiliumClusterwideNetworkPolicy: 'cilium.io/v2',
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
};

export const hostFirewallMistaken = defineControl({
  id: 'host-firewall-mistaken',
  aliases: [],
  title: text('The host firewall does what its objects say', '主机防火墙与其对象所写一致'),
  failTitle: text('Parts of the host firewall do not do what they say', '主机防火墙有部分内容与所写不符'),
  stake: text(
    'A rule that never acts, or acts on more than it names, is believed and not there',
    '从不生效或影响超出预期的规则，会让人误以为存在保护',
  ),
  description: text(
    'Policies for nodes fail in ways that no status shows: a Deny that is asked before the Allow it should follow, two policies of equal order that disagree, rules before DNAT without applyOnForward, a selector that matches no endpoint, a node label that Cilium does not take over, a closed tunnel between nodes.',
    '针对节点的策略会以任何状态字段都看不出的方式失效：Deny 先于本应在其前的 Allow 被判断、order 相同却互相矛盾的策略、缺少 applyOnForward 的 DNAT 前规则、匹配不到任何端点的选择器、Cilium 不采用的节点标签、被关闭的节点间隧道。',
  ),
  remediation: {
    text: text(
      'Read what is said of each object, mend it, and look at the table of hosts again: it is judged packet by packet, as the nodes do.',
      '阅读针对每个对象的说明并修正，然后再次查看主机表：它与节点一样逐个报文地判断。',
    ),
    command: 'npm run -s merlon -- network hosts --context CONTEXT',
  },
  messages: HOST_LINT_MESSAGES,
  severity: 'medium',
  category: 'network',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N2.1' },
    { framework: 'measures', id: 'S22' },
  ],
  references: [
    {
      title: 'Host endpoints',
      url: 'https://docs.tigera.io/calico/latest/reference/host-endpoints/overview',
    },
    { title: 'Host policies of Cilium', url: 'https://docs.cilium.io/en/stable/security/policy/host/' },
  ],
  needs: { hostFirewall: 'whole' },
  evaluate: ({ hostFirewall: { kind, nodes, lints, notes } }) => {
    if (kind === 'none') return { kind: 'not-applicable', reason: NOT_USED };
    const own = lints.filter(({ id }) => !ELSEWHERE.has(id));
    const verdict = { kind: 'judged', checked: nodes.length, violations: own.flatMap(violationsOf) } as const;
    const [reason] = notes;
    return kind === 'unknown' && reason !== undefined
      ? { ...verdict, unseen: { reason, gapIds: [] } }
      : verdict;
  },
});

/** A fault of several nodes is one of each; one between policies is that of the first. */
function violationsOf(lint: HostLint): Violation[] {
  const isOfNodes = lint.objects.every((object) => object.startsWith('Node '));
  const named = isOfNodes ? lint.objects : lint.objects.slice(0, 1);
  const objects = named.length === 0 ? [''] : named;
  return objects.map((object) => violationOf(lint, object));
}

function violationOf({ id, severity, message, objects }: HostLint, object: string): Violation {
  const resource = refOf(object);
  const others = objects.filter((one) => one !== object && !one.startsWith('Node '));
  return {
    resource,
    detailKey: [id, ...others].join(' '),
    messageId: Object.hasOwn(HOST_LINT_MESSAGES, id) ? id : 'other',
    params: { object: object || 'Cluster' },
    evidence: [
      {
        path: object || 'Cluster',
        observed: message,
        expected: text('an object that does what it says', '与所写一致的对象'),
        command: commandOf(resource),
      },
    ],
    severity,
  };
}

/** `Kind name` or `Kind namespace/name`, as lints name objects. */
function refOf(object: string): ResourceRef {
  const [kind = '', path = ''] = object.split(' ');
  if (kind === 'Node') return nodeRef(path);
  const apiVersion = VERSIONS[kind];
  if (apiVersion === undefined) return CLUSTER_REF;
  const [name = '', namespace = null] = path.split('/').toReversed();
  return { apiVersion, kind, namespace, name, uid: null };
}

function commandOf(resource: ResourceRef): string {
  const { kind, name, namespace, apiVersion } = resource;
  if (kind === 'Cluster') return 'kubectl get nodes -o wide';
  const [group = ''] = apiVersion.split('/');
  // Calico's names are those of Kubernetes kinds, too; with the group there is no mistaking them.
  const isPlain = kind === 'Node' || namespace !== null;
  return isPlain ? showCommand(resource) : `kubectl get ${kind.toLowerCase()}.${group} ${name} -o yaml`;
}

const NOT_USED = text('No host firewall is used in the cluster.', '集群没有使用主机防火墙。');
