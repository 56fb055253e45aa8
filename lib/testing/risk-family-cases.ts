import type { AnyControl } from '#lib/controls/define-control.ts';
import type { PolicyRule } from '#lib/model/rbac.ts';
import { clusterRole, clusterRoleBinding, role, roleBinding, user } from './builders/rbac.ts';
import type { ControlCases, FailCase, PassCase } from './control-tester.ts';
import { caseRules, RISK_CASES, type RiskCase } from './risk-cases.ts';

/** Returns the cases of a family’s control: each risk found on the cluster and in a namespace, each near-miss not. */
export function riskFamilyCases({ id: control, messages }: AnyControl): ControlCases {
  const cases = RISK_CASES.filter(({ id }) => id in messages);
  const [pass, ...morePass] = cases.filter((each) => each.nearGives === undefined).map(nearMiss);
  const [fail, ...moreFail] = cases.flatMap((each) => [
    onCluster(each),
    ...inNamespace(each),
    ...otherOnly(each),
  ]);
  if (pass === undefined || fail === undefined) throw new Error(`${control} has no case`);
  return { pass: [pass, ...morePass], fail: [fail, ...moreFail] };
}

function onCluster({ id, gives, severity, minor, besides = [] }: RiskCase): FailCase {
  const [full] = severity.split('/');
  return {
    name: `${id} on the whole cluster`,
    slices: { ...versionOf(minor), ...boundOnCluster(caseRules(gives)) },
    expect: [`User/ann#${id} (${full ?? ''})`, ...besides.map((other) => `User/ann#${other}`)],
  };
}

function inNamespace({ id, gives, severity, minor }: RiskCase): FailCase[] {
  const [full, local] = severity.split('/');
  if (local === undefined || local === '-') return [];
  // Some count in kube-system alone, where they weigh as on the cluster.
  const namespace = SYSTEM_ONLY.includes(id) ? 'kube-system' : 'shop';
  const weight = namespace === 'shop' ? local : (full ?? local);
  return [
    {
      name: `${id} in ${namespace}`,
      slices: {
        ...versionOf(minor),
        roles: [role('r', caseRules(gives), { namespace })],
        roleBindings: [roleBinding('r', { role: 'Role/r', subjects: [user('ann')] }, { namespace })],
      },
      expect: [`User/ann#${id} (${weight})`],
    },
  ];
}

const SYSTEM_ONLY = ['rbac-configmap-kube-system', 'rbac-bootstrap-token', 'rbac-leases'];

function nearMiss({ id, nearMiss: rights, minor }: RiskCase): PassCase {
  return {
    name: `near ${id}: ${rights}`,
    slices: { ...versionOf(minor), ...boundOnCluster(caseRules(rights)) },
  };
}

/** A near-miss that is another risk of the family, and that one only. */
function otherOnly({ nearGives, ...near }: RiskCase): FailCase[] {
  if (nearGives === undefined) return [];
  return [{ ...nearMiss(near), expect: nearGives.map((other) => `User/ann#${other}`) }];
}

function boundOnCluster(rules: readonly PolicyRule[]) {
  return {
    clusterRoles: [clusterRole('r', rules)],
    clusterRoleBindings: [clusterRoleBinding('r', { role: 'ClusterRole/r', subjects: [user('ann')] })],
  };
}

function versionOf(minor = 36) {
  return { version: [{ gitVersion: `v1.${minor}.0`, major: '1', minor: String(minor) }] };
}
