import { ruleText } from '#lib/analysis/rbac/rule-power.ts';
import { ruleAllows } from '#lib/analysis/rbac/rule-match.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { HostLint } from '#lib/model/host-firewall.ts';
import type { PolicyRule } from '#lib/model/rbac.ts';
import { text } from '#lib/model/text.ts';
import type { Workload } from '#lib/model/workload.ts';
import type { HostEndpoint } from './host-endpoints.ts';
import type { HostSlices } from './host-firewall.ts';

const GROUPS = ['projectcalico.org', 'crd.projectcalico.org'];
const WRITING = ['create', 'update', 'patch', 'delete', 'deletecollection', '*'];
/** Calico's own controllers, which make the automatic endpoints. */
const OF_CALICO = /^calico-|^tigera-/;

interface Installer {
  readonly workload: Workload;
  readonly rules: readonly PolicyRule[];
}

/** Returns what is to be said of the programs that make host endpoints of nodes (S23). */
export function installerLints(slices: HostSlices, endpoints: readonly HostEndpoint[]): HostLint[] {
  if (endpoints.every(({ isAutomatic }) => isAutomatic)) return [];
  const installers = installersIn(slices);
  if (installers.length === 0) return canTell(slices) ? [NO_INSTALLER] : [];
  return installers.flatMap((installer) => [...asRoot(installer), ...beyondNeed(installer)]);
}

function canTell({ daemonSets, deployments, clusterRoles, clusterRoleBindings }: HostSlices): boolean {
  return [daemonSets, deployments, clusterRoles, clusterRoleBindings].every(
    ({ state }) => state === 'complete',
  );
}

function installersIn(slices: HostSlices): Installer[] {
  const roles = new Map(
    itemsOf(slices.clusterRoles).map((role) => [role.metadata.name, role.rules] as const),
  );
  const rulesOf = new Map<string, PolicyRule[]>();
  for (const { roleRef, subjects } of itemsOf(slices.clusterRoleBindings)) {
    for (const { kind, namespace = '', name } of subjects) {
      if (kind !== 'ServiceAccount') continue;
      const key = `${namespace}/${name}`;
      rulesOf.set(key, [...(rulesOf.get(key) ?? []), ...(roles.get(roleRef.name) ?? [])]);
    }
  }
  return [...itemsOf(slices.daemonSets), ...itemsOf(slices.deployments)].flatMap((workload) => {
    const { serviceAccountName = 'default' } = workload.spec.template?.spec ?? {};
    const rules = rulesOf.get(`${workload.metadata.namespace ?? 'default'}/${serviceAccountName}`) ?? [];
    const isInstaller = !OF_CALICO.test(workload.metadata.name) && rules.some(writesEndpoints);
    return isInstaller ? [{ workload, rules }] : [];
  });
}

function writesEndpoints(rule: PolicyRule): boolean {
  // A rule for every group is an administrator's, not an installer's.
  if (rule.apiGroups?.includes('*') === true) return false;
  return GROUPS.some((group) => ruleAllows(rule, { verb: 'create', group, resource: 'hostendpoints' }));
}

function nameOf({ workload }: Installer): string {
  const { namespace = 'default', name } = workload.metadata;
  return `${workload.kind} ${namespace}/${name}`;
}

function asRoot(installer: Installer): HostLint[] {
  const { spec } = installer.workload.spec.template ?? {};
  const isSafe = (spec?.containers ?? []).every(({ securityContext }) => {
    const isNonRoot = securityContext?.runAsNonRoot ?? spec?.securityContext?.runAsNonRoot;
    return isNonRoot === true && securityContext?.privileged !== true;
  });
  if (isSafe) return [];
  const name = nameOf(installer);
  return [
    {
      id: 'installer-as-root',
      rule: 'S23',
      severity: 'medium',
      objects: [name],
      message: text(
        `${name} makes host endpoints and may run as root: it needs no more than the API.`,
        `${name} 负责创建 HostEndpoint，却可能以 root 运行：它只需要访问 API。`,
      ),
    },
  ];
}

function beyondNeed(installer: Installer): HostLint[] {
  const beyond = installer.rules.filter(
    ({ verbs, resources = [] }) =>
      verbs.some((verb) => WRITING.includes(verb)) && resources.some((one) => one !== 'hostendpoints'),
  );
  const [first] = beyond;
  if (first === undefined) return [];
  const name = nameOf(installer);
  return [
    {
      id: 'installer-rights-beyond-need',
      rule: 'S23',
      severity: 'medium',
      objects: [name],
      message: text(
        `${name} may write more than host endpoints: ${ruleText(first)}.`,
        `${name} 可写的对象不止 HostEndpoint：${ruleText(first)}。`,
      ),
    },
  ];
}

const NO_INSTALLER: HostLint = {
  id: 'no-installer',
  rule: 'S23',
  severity: 'low',
  objects: [],
  message: text(
    'No workload may write host endpoints: a node that is added stays without one until somebody makes it.',
    '没有任何工作负载可以写入 HostEndpoint：新增的节点在有人手动创建之前不受保护。',
  ),
};
