import type { PolicyRule } from '#lib/model/rbac.ts';

/** One verb on one resource as rules write it (`pods`, `pods/exec`, the wildcard), or on one path pattern. */
export type Right = ResourceRight | PathRight;

export interface ResourceRight {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** Only the object of this name; null for all, and for requests without a name. */
  readonly name: string | null;
  /** Null on the whole cluster. */
  readonly namespace: string | null;
}

export interface PathRight {
  readonly verb: string;
  readonly path: string;
}

const ANY = '*';

/** Returns a rule taken apart where it holds; two ways to write the same come out the same. */
export function rightsOf(rule: PolicyRule, namespace: string | null): Right[] {
  // No request carries an empty namespace, so a binding without one gives nothing.
  if (namespace === '') return [];
  const names = rule.resourceNames?.length ? [...new Set(rule.resourceNames)] : [null];
  const groups = widest(rule.apiGroups);
  const resources = widest(rule.resources);
  // Paths belong to no namespace: a rule bound in one gives none.
  const paths = namespace === null ? widest(rule.nonResourceURLs?.map(plainPattern)) : [];
  return widest(rule.verbs).flatMap((verb) => [
    ...groups.flatMap((group) =>
      resources.flatMap((resource) =>
        names.map((name): Right => ({ verb, group, resource, name, namespace })),
      ),
    ),
    ...paths.map((path): Right => ({ verb, path })),
  ]);
}

/** Returns how many rights a rule comes to at most, without taking it apart. */
export function rightCount({
  verbs,
  apiGroups,
  resources,
  resourceNames,
  nonResourceURLs,
}: PolicyRule): number {
  const [groups, kinds] = [widest(apiGroups).length, widest(resources).length];
  const names = Math.max(1, resourceNames?.length ?? 0);
  return widest(verbs).length * (groups * kinds * names + (nonResourceURLs?.length ?? 0));
}

/** Beside the wildcard nothing else of a list says anything. */
function widest(list: readonly string[] = []): readonly string[] {
  return list.includes(ANY) ? [ANY] : [...new Set(list)];
}

/** Several stars at the end say no more than one. */
function plainPattern(path: string): string {
  return path.replace(/\*+$/, ANY);
}
