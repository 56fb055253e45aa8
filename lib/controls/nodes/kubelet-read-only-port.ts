import {
  answerEvidence,
  isBrokenOff,
  judgePorts,
  type PortJudgement,
} from '#lib/controls/exposure/judge-ports.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { text } from '#lib/model/text.ts';

const READ_ONLY_PORT = 10255;

export const kubeletReadOnlyPort = defineControl({
  id: 'kubelet-read-only-port',
  aliases: [],
  title: text("The kubelet's read-only port is closed", 'kubelet 的只读端口已关闭'),
  failTitle: text("The kubelet's read-only port is open", 'kubelet 的只读端口处于开放状态'),
  stake: text(
    'Whoever reaches it reads which pods run here, with all their settings',
    '能访问该端口的人可以读到这里运行的 Pod 及其全部配置',
  ),
  description: text(
    'The read-only port answers over plain HTTP and asks nobody who they are. It tells every pod of the node with images, environment names, addresses and volumes: a map for an attacker, free of charge.',
    '只读端口使用明文 HTTP，且不验证任何请求者的身份。它会泄露节点上每个 Pod 的镜像、环境变量名、地址和卷，等于把地图白送给攻击者。',
  ),
  remediation: {
    text: text(
      'Set the read-only port to 0 in the kubelet configuration of each node and restart the kubelet. Metrics are served on the authenticated port 10250 as well.',
      '在每个节点的 kubelet 配置中将只读端口设为 0 并重启 kubelet。指标同样可以从需要认证的 10250 端口获取。',
    ),
    yaml: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
readOnlyPort: 0`,
  },
  messages: {
    open: text(
      '{target} serves the pods of its node to anyone, in plain HTTP.',
      '{target} 以明文 HTTP 向任何人提供其节点的 Pod 信息。',
    ),
  },
  severity: 'high',
  category: 'nodes',
  frameworks: [
    { framework: 'cis-k8s', id: '4.2.4', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N2.5' },
    { framework: 'threat-matrix', id: 'MS-TA9030' },
    { framework: 'mitre-attack', id: 'T1613' },
    { framework: 'owasp-k8s', id: 'K09', version: '2022' },
    { framework: 'measures', id: 'S7' },
  ],
  references: [
    {
      title: 'Kubelet configuration',
      url: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    },
  ],
  needs: { probes: 'matters' },
  evaluate: ({ probes }) =>
    judgePorts(
      probes,
      (probe) => probe.target.port === READ_ONLY_PORT || probe.service === 'kubelet-read-only',
      judge,
    ),
});

function judge(probe: ProbeResult): PortJudgement {
  if (probe.service === 'kubelet-read-only') {
    return {
      messageId: 'open',
      evidence: answerEvidence(probe, '/pods', text('no answer: the port is closed', '无应答：端口已关闭')),
    };
  }
  const isAnotherService =
    probe.state === 'open' && probe.service !== null && probe.service !== 'unidentified';
  const isSure = probe.tls !== null || !isBrokenOff(probe);
  return probe.state === 'refused' || (isAnotherService && isSure) ? 'fine' : 'unknown';
}
