import { defineControl } from '#lib/controls/define-control.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { text } from '#lib/model/text.ts';
import { answerEvidence, isBrokenOff, judgePorts, type PortJudgement } from './judge-ports.ts';

const INSECURE_PORT = 8080;

const NO_ANSWER = text('no answer', '无应答');

export const insecureApiPort = defineControl({
  id: 'insecure-api-port',
  aliases: [],
  title: text('No API server answers in plain HTTP', '没有 API server 以明文 HTTP 应答'),
  failTitle: text('An API server answers in plain HTTP', 'API server 以明文 HTTP 应答'),
  stake: text(
    'Requests pass in the clear, and whoever reaches the port skips the usual door',
    '请求以明文传输，能访问该端口的人绕过了正常入口',
  ),
  description: text(
    'The insecure port of old API servers (8080) passes by authentication, authorization and admission alike: every request is an administrator. Later versions took it out, so a cluster that still answers there is old, or something forwards to it.',
    '旧版 API server 的非安全端口（8080）绕过认证、授权和准入：任何请求都等同于管理员。新版本已将其移除，因此仍在该端口应答的集群要么版本过旧，要么有程序在转发请求。',
  ),
  remediation: {
    text: text(
      'Start the API server with --insecure-port=0 (before 1.24), stop whatever proxies to it (such as kubectl proxy on all addresses), and upgrade to a supported version.',
      '以 --insecure-port=0 启动 API server（1.24 之前的版本），停止任何指向它的代理（例如监听所有地址的 kubectl proxy），并升级到受支持的版本。',
    ),
    command: 'kube-apiserver --insecure-port=0',
  },
  messages: {
    open: text(
      '{target} is an API server that obeys anyone, in plain HTTP.',
      '{target} 是一个以明文 HTTP 服从任何人的 API server。',
    ),
    plain: text(
      '{target} is an API server reached in plain HTTP; it refused an anonymous list.',
      '{target} 是一个可通过明文 HTTP 访问的 API server；它拒绝了匿名列表请求。',
    ),
  },
  severity: 'critical',
  category: 'exposure',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N2.4' },
    { framework: 'nsa-1.2', id: 'N2.6' },
    { framework: 'threat-matrix', id: 'MS-TA9029' },
    { framework: 'mitre-attack', id: 'T1133' },
    { framework: 'owasp-k8s', id: 'K09', version: '2022' },
    { framework: 'measures', id: 'S5' },
  ],
  references: [
    {
      title: 'Controlling access to the Kubernetes API',
      url: 'https://kubernetes.io/docs/concepts/security/controlling-access/',
    },
  ],
  needs: { probes: 'matters' },
  evaluate: ({ probes }) =>
    judgePorts(probes, (probe) => probe.target.port === INSECURE_PORT || isPlainApiServer(probe), judge),
});

function isPlainApiServer(probe: ProbeResult): boolean {
  return probe.service === 'kube-apiserver' && probe.tls === null;
}

function judge(probe: ProbeResult): PortJudgement {
  if (!isPlainApiServer(probe)) {
    const isKnown = probe.service !== null && probe.service !== 'unidentified';
    const isOther = isKnown && (probe.tls !== null || !isBrokenOff(probe));
    return probe.state === 'refused' || isOther ? 'fine' : 'unknown';
  }
  if (probe.anonymous === 'allowed') {
    return { messageId: 'open', evidence: answerEvidence(probe, '/api/v1/namespaces', NO_ANSWER) };
  }
  return { messageId: 'plain', severity: 'high', evidence: answerEvidence(probe, '/version', NO_ANSWER) };
}
