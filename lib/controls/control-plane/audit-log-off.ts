import type { ComponentInstance } from '#lib/analysis/control-plane/component-flags.ts';
import { flagValue } from '#lib/analysis/control-plane/parse-flags.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Evidence, Violation } from '#lib/model/control.ts';
import { text } from '#lib/model/text.ts';
import { flagEvidence, judgeComponents } from './judge-components.ts';

export const auditLogOff = defineControl({
  id: 'audit-log-off',
  aliases: [],
  title: text('The API server keeps an audit log', 'API server 保留审计日志'),
  failTitle: text('The API server keeps no audit log', 'API server 没有保留审计日志'),
  description: text(
    'The audit log is the only record of who asked the API for what. It needs two things: a policy that says which events count, and a file or a receiver to write them to. Without either nothing is recorded, and an intrusion leaves no trace to follow.',
    '审计日志是“谁向 API 请求了什么”的唯一记录。它需要两样东西：说明记录哪些事件的策略，以及写入事件的文件或接收端。缺少任何一样都不会留下记录，入侵也就无迹可循。',
  ),
  remediation: {
    text: text(
      'Write an audit policy, mount it into the API server and name a log file with its limits, or a webhook that receives the events.',
      '编写审计策略并挂载到 API server，同时指定日志文件及其保留限制，或指定接收事件的 webhook。',
    ),
    command: `kube-apiserver --audit-policy-file=/etc/kubernetes/audit-policy.yaml \\
  --audit-log-path=/var/log/kubernetes/audit.log \\
  --audit-log-maxage=30 --audit-log-maxbackup=10 --audit-log-maxsize=100`,
    yaml: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: None
    verbs: [watch]
  - level: Metadata`,
  },
  messages: {
    noBackend: text('{name} writes its audit events nowhere.', '{name} 没有将审计事件写到任何地方。'),
    noPolicy: text(
      '{name} has no audit policy, so it records nothing.',
      '{name} 没有审计策略，因此不记录任何事件。',
    ),
  },
  severity: 'medium',
  category: 'control-plane',
  frameworks: [
    { framework: 'cis-k8s', id: '1.2.16', version: '1.12' },
    { framework: 'cis-k8s', id: '3.2.1', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N4.1' },
    { framework: 'mitre-attack', id: 'T1562' },
    { framework: 'owasp-k8s', id: 'K05', version: '2022' },
    { framework: 'measures', id: 'S8' },
  ],
  references: [{ title: 'Auditing', url: 'https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/' }],
  needs: { flags: 'matters' },
  evaluate: ({ flags }) => judgeComponents(flags, 'kube-apiserver', judge),
});

function judge(instance: ComponentInstance): Violation[] {
  // A path that is empty is none.
  const [policy, path, webhook] = ['audit-policy-file', 'audit-log-path', 'audit-webhook-config-file'].map(
    (name) => flagValue(instance.flags, name),
  );
  const violation = (messageId: string, evidence: Evidence): Violation => ({
    resource: instance.resource,
    detailKey: 'audit',
    messageId,
    params: { name: instance.resource.name },
    evidence: [evidence],
  });
  if (!path && !webhook) {
    const expected = text(
      'a file, or --audit-webhook-config-file',
      '一个文件，或 --audit-webhook-config-file',
    );
    return [
      violation('noBackend', flagEvidence(instance, { name: 'audit-log-path', observed: null, expected })),
    ];
  }
  if (!policy) {
    const flag = {
      name: 'audit-policy-file',
      observed: null,
      expected: text('a policy file', '一个审计策略文件'),
    };
    return [violation('noPolicy', flagEvidence(instance, flag))];
  }
  return [];
}
