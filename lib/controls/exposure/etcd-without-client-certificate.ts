import { defineControl } from '#lib/controls/define-control.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { text } from '#lib/model/text.ts';
import { answerEvidence, isBrokenOff, judgePorts, type PortJudgement } from './judge-ports.ts';

const ETCD_PORTS = new Set([2379, 2380, 4001]);

export const etcdWithoutClientCertificate = defineControl({
  id: 'etcd-without-client-certificate',
  aliases: [],
  title: text('etcd demands a client certificate', 'etcd 要求客户端证书'),
  failTitle: text('etcd answers without a client certificate', 'etcd 无需客户端证书即可应答'),
  stake: text(
    'etcd knows no permissions: whoever it talks to has the whole cluster',
    'etcd 不区分权限：能与它通信，就等于拥有整个集群',
  ),
  description: text(
    'etcd holds the whole state of the cluster, every Secret included, and knows nothing of Kubernetes permissions. Whoever may talk to it may read all of it and write themselves any right. Mutual TLS, for clients and between members, is what keeps it for the API server alone.',
    'etcd 保存集群的全部状态（包括所有 Secret），并且不了解 Kubernetes 的权限。任何能与它通信的人都可以读取全部数据，并为自己写入任意权限。客户端与成员之间的双向 TLS 确保只有 API server 能够使用它。',
  ),
  remediation: {
    text: text(
      'Start etcd with its own certificate authority and demand certificates from clients and from peers; let only the API servers reach ports 2379 and 2380.',
      '为 etcd 使用独立的 CA，并要求客户端与对等成员提供证书；只允许 API server 访问 2379 和 2380 端口。',
    ),
    command: `etcd --client-cert-auth=true --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt \\
  --cert-file=/etc/kubernetes/pki/etcd/server.crt --key-file=/etc/kubernetes/pki/etcd/server.key \\
  --peer-client-cert-auth=true --peer-trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt`,
  },
  messages: {
    readable: text(
      '{target} gives out keys without a client certificate.',
      '{target} 无需客户端证书即可读取键。',
    ),
    answering: text(
      '{target} answers as etcd without a client certificate.',
      '{target} 无需客户端证书即以 etcd 身份应答。',
    ),
    peer: text(
      '{target} lets members in without a certificate.',
      '{target} 允许成员在没有证书的情况下接入。',
    ),
  },
  severity: 'critical',
  category: 'exposure',
  frameworks: [
    { framework: 'cis-k8s', id: '2.2', version: '1.12' },
    { framework: 'cis-k8s', id: '2.5', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N2.4a' },
    { framework: 'threat-matrix', id: 'MS-TA9025' },
    { framework: 'mitre-attack', id: 'T1552' },
    { framework: 'owasp-k8s', id: 'K09', version: '2022' },
    { framework: 'measures', id: 'S4' },
  ],
  references: [{ title: 'etcd transport security', url: 'https://etcd.io/docs/v3.6/op-guide/security/' }],
  needs: { probes: 'matters' },
  evaluate: ({ probes }) =>
    judgePorts(probes, (probe) => ETCD_PORTS.has(probe.target.port) || isEtcd(probe), judge),
});

function isEtcd({ service }: ProbeResult): boolean {
  return service === 'etcd' || service === 'etcd-peer';
}

function judge(probe: ProbeResult): PortJudgement {
  // One that demands a certificate tells nothing of itself; the demand is all that is asked for.
  if (probe.state === 'refused' || probe.clientCertificate === 'required') return 'fine';
  if (!isEtcd(probe)) {
    const isAnother = probe.service === 'http' || probe.service === 'tls';
    return isAnother && !isBrokenOff(probe) ? 'fine' : 'unknown';
  }
  if (probe.tls !== null && probe.clientCertificate === 'unknown') return 'unknown';
  const evidence = answerEvidence(
    probe,
    '/version',
    text('no answer without a client certificate', '没有客户端证书时不予应答'),
  );
  if (probe.service === 'etcd-peer') return { messageId: 'peer', severity: 'high', evidence };
  return probe.anonymous === 'allowed'
    ? { messageId: 'readable', severity: 'critical', evidence }
    : { messageId: 'answering', severity: 'high', evidence };
}
