import type { EffectiveRule } from '#lib/analysis/rbac/permissions.ts';
import { subjectLabel, subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import type { Subject } from '#lib/model/rbac.ts';
import { text } from '#lib/model/text.ts';
import { byBinding, grantEvidence, sourceLabel, sourceRef } from './judge-grants.ts';
import { accountKey, accountsByName } from './unit-token.ts';

/** The group of all service accounts of one namespace. */
const NAMESPACE_GROUP = /^system:serviceaccounts:(.+)$/;

export const bindingToMissingSubject = defineControl({
  id: 'binding-to-missing-subject',
  aliases: [],
  title: text('Bindings name service accounts that exist', '绑定所引用的服务账号都存在'),
  failTitle: text('Bindings name a service account that does not exist', '绑定引用了不存在的服务账号'),
  description: text(
    'Rights of a service account that is gone wait for whoever creates one of that name: to create a service account, or a namespace, looks harmless and is allowed to many. Users and groups are no objects of the cluster, so whether they exist cannot be told and is not claimed. The bindings Kubernetes makes for its own controllers are not reported while they are unchanged.',
    '已不存在的服务账号的权限会留给任何创建同名账号的人：创建服务账号或命名空间看似无害，很多主体都可以做到。用户和组不是集群对象，无法判断其是否存在，因此不作断言。Kubernetes 为自身控制器创建且未改动的绑定不予报告。',
  ),
  remediation: {
    text: text(
      'Take the subject out of the binding, or delete the binding.',
      '从绑定中移除该主体，或删除该绑定。',
    ),
    command: 'kubectl delete rolebinding NAME -n NAMESPACE',
  },
  messages: {
    account: text(
      '{binding} gives {role} to {subject}, which does not exist.',
      '{binding} 将 {role} 授予不存在的 {subject}。',
    ),
    namespace: text(
      '{binding} gives {role} to {subject}, whose namespace does not exist.',
      '{binding} 将 {role} 授予 {subject}，而其命名空间不存在。',
    ),
  },
  severity: 'low',
  category: 'rbac',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N5.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9016' },
    { framework: 'mitre-attack', id: 'T1098' },
  ],
  references: [
    {
      title: 'Good practices: periodic review',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#periodic-review',
    },
  ],
  needs: { permissions: 'matters', serviceAccounts: 'whole', namespaces: 'whole' },
  evaluate: ({ permissions, serviceAccounts, namespaces }) => {
    const accounts = accountsByName(serviceAccounts);
    const known = new Set(namespaces.map(({ metadata }) => metadata.name));
    const missing = (subject: Subject): keyof typeof MISSING | null => {
      const { kind, namespace, name } = subjectRef(subject);
      const home = kind === 'Group' ? (NAMESPACE_GROUP.exec(name)?.[1] ?? null) : namespace;
      if (home === null) return null;
      if (!known.has(home)) return 'namespace';
      return kind === 'ServiceAccount' && !accounts.has(accountKey(home, name)) ? 'account' : null;
    };
    return {
      kind: 'judged',
      checked: permissions.bindingCount,
      violations: byBinding(permissions.addedRules()).flatMap(({ binding, subjects, rules }) =>
        subjects.flatMap((subject) => {
          const what = missing(subject);
          return what === null ? [] : [violationOf({ binding, subject, what }, rules)];
        }),
      ),
    };
  },
});

const MISSING = {
  account: text('a service account that exists', '存在的服务账号'),
  namespace: text('a namespace that exists', '存在的命名空间'),
};

interface Missing {
  readonly binding: EffectiveRule['grant']['binding'];
  readonly subject: Subject;
  readonly what: keyof typeof MISSING;
}

function violationOf({ binding, subject, what }: Missing, rules: readonly EffectiveRule[]): Violation {
  const [first] = rules;
  return {
    resource: sourceRef(binding),
    detailKey: subjectLabel(subject),
    messageId: what,
    params: {
      binding: sourceLabel(binding),
      subject: subjectLabel(subject),
      role: first === undefined ? '' : sourceLabel(first.grant.role),
    },
    evidence: grantEvidence(rules.slice(0, 1), MISSING[what]),
  };
}
