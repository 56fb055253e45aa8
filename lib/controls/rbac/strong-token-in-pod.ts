import { AUTHENTICATED, userOf } from '#lib/analysis/rbac/identity.ts';
import type { EffectiveRule, Permissions } from '#lib/analysis/rbac/permissions.ts';
import type { RiskReport, SubjectRisks } from '#lib/analysis/rbac/risk-hit.ts';
import { subjectKey } from '#lib/analysis/rbac/subject-ref.ts';
import { isMirrorPod } from '#lib/analysis/workloads/pod-owner.ts';
import { systemComponentOf } from '#lib/analysis/workloads/system-component.ts';
import type { WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import { judgeUnits } from '#lib/controls/workloads/judge-units.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import { isAtLeast, type Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';
import { grantEvidence, listNames } from './judge-grants.ts';
import { accountKey, accountOf, accountsByName, isMounting } from './unit-token.ts';

const READS = ['get', 'list', 'watch'];

export const strongTokenInPod = defineControl({
  id: 'strong-token-in-pod',
  aliases: [],
  title: text('Tokens in pods read their own namespace at most', 'Pod 中的令牌至多只能读取自身命名空间'),
  failTitle: text('Pods hold tokens that may do more', '有 Pod 持有权限更大的令牌'),
  stake: text(
    'Whoever breaks into the pod has the token and all it may do',
    '攻破该 Pod 的人就得到其令牌，可以做它能做的一切',
  ),
  description: text(
    'Whoever gets into a container has the token that lies in it. Where its account holds a risk of high or critical weight, one break-in gives that risk away; where it may write, or see beyond its namespace, it is told as low. Parts of Kubernetes itself that need their rights are shown and weigh nothing. Only tokens that Kubernetes mounts by itself are judged.',
    '进入容器的人就会得到其中的令牌。如果其账号具有高或严重级别的风险，一次入侵就会使该风险成为现实；如果它可以写入，或能看到自身命名空间以外的内容，则按低级别报告。Kubernetes 自身确实需要这些权限的组件只作展示，不计分。仅判断由 Kubernetes 自动挂载的令牌。',
  ),
  remediation: {
    text: text(
      'Give the workload an account of its own with what it asks the API for, and set automountServiceAccountToken to false where it asks for nothing.',
      '为工作负载创建单独的服务账号，仅授予其调用 API 所需的权限；如果不调用 API，请将 automountServiceAccountToken 设为 false。',
    ),
  },
  messages: {
    strong: text(
      'The token of {account} in its pods brings risks ({count}): {risks}.',
      '其 Pod 中 {account} 的令牌带来 {count} 项风险：{risks}。',
    ),
    beyond: text(
      'The token of {account} in its pods may do more than read its namespace.',
      '其 Pod 中 {account} 的令牌不仅能读取自身命名空间。',
    ),
  },
  severity: 'high',
  category: 'rbac',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.6', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N1.5' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9016' },
    { framework: 'mitre-attack', id: 'T1528' },
    { framework: 'measures', id: 'S21' },
  ],
  references: [
    {
      title: 'Good practices: minimize distribution of privileged tokens',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#minimize-distribution-of-privileged-tokens',
    },
  ],
  needs: { workloads: 'matters', permissions: 'matters', risks: 'matters', serviceAccounts: 'whole' },
  evaluate: ({ workloads, permissions, risks, serviceAccounts }) => {
    const accounts = accountsByName(serviceAccounts);
    const holds = accountHolds(permissions, risks);
    return judgeUnits(workloads, (unit) => {
      if (unit.pods.some(isMirrorPod)) return [];
      const podSpec = unit.podSpecs.find((one) =>
        isMounting(one, accounts.get(accountKey(unit.namespace, accountOf(one)))),
      );
      return podSpec === undefined ? [] : violationOf(unit, holds(unit.namespace, accountOf(podSpec)));
    });
  },
});

interface AccountHold {
  readonly label: string;
  readonly risks: SubjectRisks | null;
  /** Rules that let it do more than read its own namespace. */
  readonly beyond: readonly EffectiveRule[];
}

/** Returns what an account holds, asked for once however many workloads run as it. */
function accountHolds(permissions: Permissions, { subjects }: RiskReport) {
  const risksOf = new Map(subjects.map((one) => [subjectKey(one.subject), one]));
  const known = new Map<string, AccountHold>();
  return (namespace: string, name: string): AccountHold => {
    const subject = { kind: 'ServiceAccount', namespace, name };
    const key = subjectKey(subject);
    let hold = known.get(key);
    if (hold === undefined) {
      const beyond = permissions.grants(userOf(subject)).filter((rule) => isBeyond(rule, namespace));
      hold = { label: `${namespace}/${name}`, risks: risksOf.get(key) ?? null, beyond };
      known.set(key, hold);
    }
    return hold;
  };
}

/** What every authenticated user holds says nothing of this account. */
function isBeyond({ grant, rule, namespace, isDefault }: EffectiveRule, own: string): boolean {
  const { kind, name } = grant.subject;
  if (kind === 'Group' && (isDefault || name === AUTHENTICATED)) return false;
  return namespace !== own || !rule.verbs.every((verb) => READS.includes(verb));
}

function violationOf(unit: WorkloadUnit, { label, risks, beyond }: AccountHold): Violation[] {
  const grave = risks !== null && isAtLeast(risks.severity, 'high') ? risks : null;
  if (grave === null && beyond.length === 0) return [];
  const hits = (
    grave === null ? [] : [...grave.hits, ...grave.defaultRoles.flatMap((one) => one.hits)]
  ).filter(({ severity }) => isAtLeast(severity, 'high'));
  const severity: Severity = grave === null ? 'low' : 'high';
  return [
    {
      resource: unit.ref,
      detailKey: 'token',
      messageId: grave === null ? 'beyond' : 'strong',
      params: {
        account: label,
        count: hits.length,
        risks: listNames(hits.map(({ risk }) => risk.id.replace(/^rbac-/, ''))),
      },
      evidence: grantEvidence(
        hits.length > 0 ? hits.flatMap(({ rules }) => rules.slice(0, 1)) : beyond,
        text('get, list and watch in its own namespace', '仅限在自身命名空间内 get、list、watch'),
      ),
      severity: systemComponentOf(unit) === null ? severity : 'info',
    },
  ];
}
