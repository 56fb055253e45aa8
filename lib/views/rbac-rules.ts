import type { GrantSource, PolicyRule } from '#lib/model/rbac.ts';

/** A rule of a role as a line: what may be done, on what. */
export interface RuleLine {
  readonly verbs: readonly string[];
  /** `pods`, `deployments.apps`, `*.batch`; `*` alone stands for every resource of every group. */
  readonly resources: readonly string[];
  /** Only these objects; empty for all. */
  readonly names: readonly string[];
  readonly paths: readonly string[];
  /** Every verb on every resource. */
  readonly isEverything: boolean;
}

const ANY = '*';

/** Returns a rule as a line; each resource carries its group where it is not the core one. */
export function ruleLine(rule: PolicyRule): RuleLine {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const qualified = apiGroups.flatMap((group) => resources.map((resource) => inGroup(resource, group)));
  return {
    verbs: [...new Set(verbs)],
    resources: [...new Set(qualified)],
    names: resourceNames,
    paths: nonResourceURLs,
    isEverything:
      resourceNames.length === 0 && [verbs, apiGroups, resources].every((list) => list.includes(ANY)),
  };
}

function inGroup(resource: string, group: string): string {
  if (group === '') return resource;
  if (group === ANY) return resource === ANY ? ANY : `${resource}.*`;
  const [name = '', subresource] = resource.split('/');
  return subresource === undefined ? `${name}.${group}` : `${name}.${group}/${subresource}`;
}

/** Returns an object's name with its namespace. */
export function placedName({ namespace, name }: Pick<GrantSource, 'namespace' | 'name'>): string {
  return namespace === null ? name : `${namespace}/${name}`;
}
