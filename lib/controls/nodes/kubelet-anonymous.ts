import { answerEvidence, judgePorts, type PortJudgement } from '#lib/controls/exposure/judge-ports.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { text } from '#lib/model/text.ts';

const KUBELET_PORT = 10250;

export const kubeletAnonymous = defineControl({
  id: 'kubelet-anonymous',
  aliases: [],
  title: text('Kubelets turn anonymous requests away', 'kubelet 拒绝匿名请求'),
  failTitle: text('Kubelets let anonymous requests in', 'kubelet 接受匿名请求'),
  stake: text(
    'One setting at most stands between a stranger and every pod of the node',
    '陌生人与该节点上的所有 Pod 之间，至多只隔着一项设置',
  ),
  description: text(
    'The kubelet can list, read and run commands in every pod of its node. Where it accepts requests without credentials and authorises them, anyone who reaches the port controls the node. Where it accepts them and refuses later, one setting alone still guards it.',
    'kubelet 可以列出、读取其节点上的所有 Pod，并在其中执行命令。如果它接受并授权无凭据的请求，任何能访问该端口的人都能控制节点；如果它接受后再拒绝，则只剩一项设置在保护它。',
  ),
  remediation: {
    text: text(
      'Switch anonymous authentication off in the kubelet configuration of each node, let the API server decide what requests may do, and restart the kubelet.',
      '在每个节点的 kubelet 配置中关闭匿名认证，改由 API server 授权，然后重启 kubelet。',
    ),
    yaml: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous:
    enabled: false
  webhook:
    enabled: true
authorization:
  mode: Webhook`,
  },
  messages: {
    allowed: text(
      '{target} lists its pods to anyone: no credentials are asked for.',
      '{target} 向任何人列出其 Pod，无需凭据。',
    ),
    denied: text(
      '{target} lets anonymous requests in and only then refuses them.',
      '{target} 先接受匿名请求，之后才拒绝。',
    ),
  },
  severity: 'critical',
  category: 'nodes',
  frameworks: [
    { framework: 'cis-k8s', id: '4.2.1', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N2.5' },
    { framework: 'nsa-1.2', id: 'N3.1' },
    { framework: 'threat-matrix', id: 'MS-TA9030' },
    { framework: 'mitre-attack', id: 'T1613' },
    { framework: 'owasp-k8s', id: 'K09', version: '2022' },
    { framework: 'measures', id: 'S7' },
  ],
  references: [
    {
      title: 'Kubelet authentication and authorization',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
    },
  ],
  needs: { probes: 'matters' },
  evaluate: ({ probes }) => {
    const isKubelet = (probe: ProbeResult): boolean => probe.service === 'kubelet';
    const seenNodes = new Set(probes.filter(isKubelet).map((probe) => probe.target.node));
    return judgePorts(
      probes,
      (probe) => probe.target.port === KUBELET_PORT || isKubelet(probe),
      (probe) => (isKubelet(probe) ? judge(probe) : judgeOther(probe, seenNodes)),
    );
  },
});

/**
 * A refusal may come from a firewall before the kubelet: it tells nothing of a node whose kubelet was seen on no
 * other address. An endpoint that is no node has no kubelet to look for.
 */
function judgeOther(probe: ProbeResult, seenNodes: ReadonlySet<string | null>): PortJudgement {
  const { node } = probe.target;
  return probe.state === 'refused' && (node === null || seenNodes.has(node)) ? 'fine' : 'unknown';
}

function judge(probe: ProbeResult): PortJudgement {
  const evidence = answerEvidence(probe, '/pods', '401');
  switch (probe.anonymous) {
    case 'allowed':
      return { messageId: 'allowed', severity: 'critical', evidence };
    case 'denied':
      return { messageId: 'denied', severity: 'medium', evidence };
    case 'off':
    case 'health-only':
      return 'fine';
    case 'unknown':
      return 'unknown';
  }
}
