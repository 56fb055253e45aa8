import type { NetworkPlugin } from '#lib/analysis/network/network-plugin.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import type { Violation } from '#lib/model/control.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text } from '#lib/model/text.ts';

export const policiesNotEnforced = defineControl({
  id: 'policies-not-enforced',
  aliases: [],
  title: text('NetworkPolicies take effect', 'NetworkPolicy 实际生效'),
  failTitle: text('NetworkPolicies are written but not enforced', 'NetworkPolicy 已编写但未被执行'),
  stake: text(
    'Every pod can reach every other, whatever the policies say',
    '无论策略怎么写，Pod 之间都能互相访问',
  ),
  description: text(
    'The API server keeps any NetworkPolicy; closing the traffic is up to the network plugin, and some do not. Policies then look like a wall and are none, which is worse than having none: nobody looks again.',
    'API server 会保存任何 NetworkPolicy，但真正限制流量的是网络插件，而有些插件并不支持。此时策略看似围墙、实则不存在，这比没有策略更糟：不会有人再去检查。',
  ),
  remediation: {
    text: text(
      'Switch policy enforcement on in the plugin where it has such a setting, add a policy engine beside it (Calico beside flannel, the node agent of the AWS plugin), or move to a plugin that enforces. Then try one denied connection.',
      '如果插件有策略执行选项则将其打开，或在旁边添加策略引擎（在 flannel 旁使用 Calico，启用 AWS 插件的节点代理），或迁移到会执行策略的插件。然后实际测试一次应被拒绝的连接。',
    ),
  },
  messages: {
    inert: text(
      '{count} NetworkPolicies in {namespace} do nothing: {plugin} does not enforce them.',
      '{namespace} 中的 {count} 条 NetworkPolicy 不起作用：{plugin} 不会执行它们。',
    ),
  },
  severity: 'critical',
  category: 'network',
  frameworks: [
    { framework: 'cis-k8s', id: '5.3.1', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N2.2' },
    { framework: 'threat-matrix', id: 'MS-TA9034' },
    { framework: 'mitre-attack', id: 'T1046' },
    { framework: 'owasp-k8s', id: 'K07', version: '2022' },
    { framework: 'measures', id: 'S10' },
  ],
  references: [
    {
      title: 'Network policies',
      url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    },
  ],
  // An engine that enforces may run in a namespace that was not read.
  needs: { networkPolicies: 'matters', plugin: 'matters', pods: 'whole' },
  evaluate: ({ networkPolicies, plugin }) => {
    const byNamespace = Map.groupBy(networkPolicies, ({ metadata }) => metadata.namespace ?? 'default');
    if (byNamespace.size === 0) {
      return {
        kind: 'not-applicable',
        reason: text('There are no NetworkPolicies.', '没有任何 NetworkPolicy。'),
      };
    }
    const counts = [...byNamespace].map(([namespace, policies]) => ({ namespace, count: policies.length }));
    const verdict = { kind: 'judged', checked: counts.length, violations: [] } as const;
    switch (plugin.enforces) {
      case 'yes':
        return verdict;
      case 'no':
        return { ...verdict, violations: counts.map((each) => violationOf(each, plugin)) };
      case 'unknown':
        return { ...verdict, unseen: { reason: plugin.reason, gapIds: [] } };
    }
  },
});

function violationOf(
  { namespace, count }: { namespace: string; count: number },
  plugin: NetworkPlugin,
): Violation {
  return {
    resource: { apiVersion: 'v1', kind: 'Namespace', namespace: null, name: namespace, uid: null },
    detailKey: 'networkpolicies',
    messageId: 'inert',
    params: { namespace, count, plugin: plugin.name ?? '' },
    evidence: plugin.evidence
      .map(({ resource, path, observed }) => ({
        path: `${resource.kind} ${resource.name}: ${path}`,
        observed,
        expected: text('a plugin that enforces NetworkPolicies', '执行 NetworkPolicy 的网络插件'),
        command: showCommand(resource),
      }))
      .toSorted((a, b) => byCodeUnit(a.path, b.path)),
  };
}
