import { AUTHENTICATED, userOf } from '#lib/analysis/rbac/identity.ts';
import type { Permissions } from '#lib/analysis/rbac/permissions.ts';
import { isMirrorPod } from '#lib/analysis/workloads/pod-owner.ts';
import type { UnitPodSpec, WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import { fieldEvidence, judgeUnits } from '#lib/controls/workloads/judge-units.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import { text } from '#lib/model/text.ts';
import { accountKey, accountOf, accountsByName, isMounting } from './unit-token.ts';

export const tokenMountedWithoutNeed = defineControl({
  id: 'token-mounted-without-need',
  aliases: [],
  title: text(
    'Pods mount a service account token only where it is of use',
    '只有需要的 Pod 才挂载服务账号令牌',
  ),
  failTitle: text('Pods mount a token that gives them nothing', '有 Pod 挂载了毫无用处的令牌'),
  description: text(
    'Kubernetes puts a token into every pod that does not refuse it. Where its service account holds no right beyond those of every authenticated user, the program cannot have a use for it at the API server, but an intruder has: it lets them in where strangers are turned away, names the cluster, and gains whatever the account is given later. Tokens that a pod asks for by a projected volume of its own, as for a vault or a cloud, are not judged.',
    'Kubernetes 会把令牌放入每一个没有拒绝它的 Pod。如果其服务账号没有超出普通已认证用户的权限，程序在 API server 上就用不到它，而入侵者却用得到：凭它可以通过认证、识别集群，并获得该账号以后被授予的任何权限。Pod 通过自身的 projected 卷申请的令牌（例如用于密钥库或云服务）不在判断范围内。',
  ),
  remediation: {
    text: text(
      'Set automountServiceAccountToken to false in the pod template, or on the service account where none of its pods calls the API.',
      '在 Pod 模板中将 automountServiceAccountToken 设为 false；如果该服务账号的所有 Pod 都不调用 API，也可以设置在服务账号上。',
    ),
    yaml: `spec:
  template:
    spec:
      automountServiceAccountToken: false`,
  },
  messages: {
    mounted: text(
      'It mounts the token of service account {account}, which holds no right of its own.',
      '它挂载了服务账号 {account} 的令牌，而该账号没有任何自己的权限。',
    ),
  },
  severity: 'low',
  category: 'rbac',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.6', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N1.5' },
    { framework: 'threat-matrix', id: 'MS-TA9016' },
    { framework: 'mitre-attack', id: 'T1528' },
    { framework: 'measures', id: 'S21' },
  ],
  references: [
    {
      title: 'Opt out of API credential automounting',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
    },
  ],
  needs: { workloads: 'matters', permissions: 'whole', serviceAccounts: 'whole' },
  evaluate: ({ workloads, permissions, serviceAccounts }) => {
    const accounts = accountsByName(serviceAccounts);
    const useless = new Map<string, boolean>();
    const isUseless = (namespace: string, name: string): boolean => {
      const key = accountKey(namespace, name);
      const known = useless.get(key) ?? !holdsRights(permissions, namespace, name);
      useless.set(key, known);
      return known;
    };
    return judgeUnits(workloads, (unit) => {
      if (unit.pods.some(isMirrorPod)) return [];
      const podSpec = unit.podSpecs.find((one) => {
        const name = accountOf(one);
        return (
          isMounting(one, accounts.get(accountKey(unit.namespace, name))) && isUseless(unit.namespace, name)
        );
      });
      return podSpec === undefined ? [] : [violationOf(unit, podSpec)];
    });
  },
});

/** Returns whether a service account holds a right that not every authenticated user holds. */
function holdsRights(permissions: Permissions, namespace: string, name: string): boolean {
  return permissions
    .grants(userOf({ kind: 'ServiceAccount', namespace, name }))
    .some(
      ({ grant, isDefault }) =>
        !(grant.subject.kind === 'Group' && (isDefault || grant.subject.name === AUTHENTICATED)),
    );
}

function violationOf(unit: WorkloadUnit, podSpec: UnitPodSpec): Violation {
  const observation = {
    podSpec,
    path: `${podSpec.path}.automountServiceAccountToken`,
    observed:
      podSpec.spec.automountServiceAccountToken === undefined
        ? text('not set (true)', '未设置（即 true）')
        : String(podSpec.spec.automountServiceAccountToken),
    expected: 'false',
  };
  return {
    resource: unit.ref,
    detailKey: 'token',
    messageId: 'mounted',
    params: { account: accountOf(podSpec) },
    evidence: [fieldEvidence(unit, observation)],
  };
}
