import { DEFAULT_RBAC } from '#lib/facts/default-rbac.ts';
import type { DefaultRbacObject } from '#lib/facts/default-rbac.ts';
import type { ClusterRole, PolicyRule } from '#lib/model/rbac.ts';

/**
 * Returns the rules of a default role in a minor version; empty where it has none. Of the variants of one version
 * the one with fewest rules stands: the others need a feature gate that is off by itself.
 */
export function defaultRules({ variants }: DefaultRbacObject, minor: number): readonly PolicyRule[] {
  const at = Math.min(Math.max(minor, DEFAULT_RBAC.oldest), DEFAULT_RBAC.newest);
  const lists = variants.filter(({ from, to }) => from <= at && at <= to).map(({ rules = [] }) => rules);
  return lists.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

/** Returns the roles with those of Kubernetes that are not among them, as the newest version known makes them. */
export function withDefaultRoles(roles: readonly ClusterRole[]): ClusterRole[] {
  const given = new Set(roles.map(({ metadata }) => metadata.name));
  const born = DEFAULT_RBAC.objects.filter(
    ({ kind, installer, name, variants }) =>
      kind === 'ClusterRole' &&
      installer === undefined &&
      !given.has(name) &&
      isOf(DEFAULT_RBAC.newest, variants),
  );
  return [...roles, ...born.map(roleOf)];
}

function roleOf(object: DefaultRbacObject): ClusterRole {
  const { name, labels = {}, variants } = object;
  const aggregationRule = variants.at(-1)?.aggregationRule;
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name, labels },
    rules: defaultRules(object, DEFAULT_RBAC.newest),
  };
  return aggregationRule === undefined ? role : { ...role, aggregationRule };
}

function isOf(minor: number, variants: DefaultRbacObject['variants']): boolean {
  return variants.some(({ from, to }) => from <= minor && minor <= to);
}
