import type { PolicyRule } from '#lib/model/rbac.ts';

/** Returns the manifest of a ClusterRole with these rules. */
export function clusterRoleYaml(name: string, rules: readonly PolicyRule[]): string {
  const lines = [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: ClusterRole',
    'metadata:',
    `  name: ${name}`,
    'rules:',
    ...rules.flatMap(ruleLines),
  ];
  return `${lines.join('\n')}\n`;
}

function ruleLines({ apiGroups = [], resources = [], verbs }: PolicyRule): string[] {
  return [
    `  - apiGroups: [${apiGroups.map((group) => `"${group}"`).join(', ')}]`,
    '    resources:',
    ...resources.map((resource) => `      - ${resource}`),
    `    verbs: [${verbs.join(', ')}]`,
  ];
}
