import type { DnsLoss } from '#lib/analysis/network/derived/network-picture.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import { text } from '#lib/model/text.ts';

export const dnsBlockedByPolicy = defineControl({
  id: 'dns-blocked-by-policy',
  aliases: [],
  title: text('Policies let workloads ask the cluster’s DNS', '策略允许工作负载访问集群 DNS'),
  failTitle: text('Policies keep workloads from the cluster’s DNS', '策略阻止工作负载访问集群 DNS'),
  stake: text(
    'Names cannot be looked up, and who is in a hurry tears the policy down',
    '无法解析域名；情急之下，这类策略往往会被整条删除',
  ),
  description: text(
    'A policy that closes outgoing traffic closes DNS as well, over UDP and TCP: what is too long for UDP is asked for again over TCP. Only very few workloads need no names. A workload counts where some of its pods reach none of the DNS pods, and none of the caches of nodes where the cluster runs them.',
    '限制出站流量的策略也会限制 DNS，包括 UDP 和 TCP：UDP 放不下的应答会改用 TCP 再次查询。不需要解析域名的工作负载极少。如果工作负载有 Pod 无法访问任何 DNS Pod，也无法访问节点本地缓存（如果集群使用），则计入此项。',
  ),
  remediation: {
    text: text(
      'Allow UDP and TCP 53 to the DNS pods beside what closes outgoing traffic.',
      '在限制出站流量的同时，放行到 DNS Pod 的 UDP 和 TCP 53 端口。',
    ),
    yaml: `egress:
  - to:
      - namespaceSelector:
          matchLabels:
            kubernetes.io/metadata.name: kube-system
        podSelector:
          matchLabels:
            k8s-app: kube-dns
    ports:
      - { protocol: UDP, port: 53 }
      - { protocol: TCP, port: 53 }`,
  },
  messages: {
    lost: text(
      'Policies keep {name} from the cluster’s DNS over {protocols}.',
      '策略阻止 {name} 通过 {protocols} 访问集群 DNS。',
    ),
  },
  severity: 'low',
  category: 'network',
  frameworks: [{ framework: 'measures', id: 'S10' }],
  references: [
    {
      title: 'DNS for Services and Pods',
      url: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
    },
  ],
  // Who answers, and what closes or opens the way, must all be known.
  needs: { network: 'whole', pods: 'whole', services: 'whole', endpointSlices: 'whole' },
  evaluate: ({ network: { dns } }) => {
    if (dns === null) {
      return {
        kind: 'not-applicable',
        reason: text(
          'No DNS of the cluster is known, or nothing enforces policies.',
          '未找到集群 DNS，或没有任何组件执行策略。',
        ),
      };
    }
    return {
      kind: 'judged',
      checked: dns.checked,
      violations: dns.lost.map(violationOf),
      ...(dns.unknown === 0
        ? {}
        : {
            unseen: {
              reason: text(
                `Of ${dns.unknown} workloads it cannot be told whether they reach DNS.`,
                `有 ${dns.unknown} 个工作负载无法判断能否访问 DNS。`,
              ),
              gapIds: [],
            },
          }),
    };
  },
});

function violationOf({ workload, protocols }: DnsLoss): Violation {
  const { kind, namespace, name } = workload;
  const told = protocols.join(', ');
  return {
    resource: workload,
    detailKey: 'egress',
    messageId: 'lost',
    params: { name: `${namespace ?? 'default'}/${name}`, protocols: told },
    evidence: [
      {
        path: `${kind} ${name} to the DNS pods`,
        observed: text(`${told} denied`, `${told} 被拒绝`),
        expected: text('UDP and TCP allowed', '放行 UDP 和 TCP'),
        command: `kubectl get networkpolicies -n ${namespace ?? 'default'} -o yaml`,
      },
    ],
  };
}
