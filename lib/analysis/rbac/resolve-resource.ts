import type { ApiResource } from '#lib/model/cluster-objects.ts';
import { byCodeUnit } from '#lib/model/order.ts';

/** A resource as somebody typed it, told as the authorizer is asked. */
export interface ResolvedResource {
  readonly group: string;
  readonly resource: string;
  /** Empty where none was named. */
  readonly subresource: string;
  /** What the cluster serves under that name. */
  readonly served: ApiResource | undefined;
}

/**
 * Returns what `deploy`, `deployments.apps`, `pods/exec` or `Role.rbac` stands for, as kubectl reads it: plural,
 * singular, kind and short name, a group by its beginning, and without a group the core group's first. A name that
 * is not served is taken as it stands.
 */
export function resolveResource(typed: string, resources: readonly ApiResource[]): ResolvedResource {
  const slash = typed.indexOf('/');
  const whole = slash < 0 ? typed : typed.slice(0, slash);
  const subresource = slash < 0 ? '' : typed.slice(slash + 1);
  const [name = '', ...rest] = whole.split('.');
  const group = rest.join('.');
  const served = findServed(name.toLowerCase(), rest, resources);
  return { group: served?.group ?? group, resource: served?.resource ?? name, subresource, served };
}

function findServed(
  name: string,
  rest: readonly string[],
  resources: readonly ApiResource[],
): ApiResource | undefined {
  const candidates = calledSo(name, resources);
  if (rest.length === 0) return candidates.toSorted(byPreference)[0];
  const group = rest.join('.').toLowerCase();
  const [version = '', ...versioned] = rest;
  return (
    candidates.find((one) => one.group === group) ??
    candidates.find((one) => /^v\d/.test(version) && one.group === versioned.join('.')) ??
    candidates.toSorted(byPreference).find((one) => one.group.startsWith(group))
  );
}

/** The plural is a resource's own name; only where nothing has it the other names count. */
function calledSo(name: string, resources: readonly ApiResource[]): readonly ApiResource[] {
  const ways: ((one: ApiResource) => boolean)[] = [
    ({ resource }) => resource === name,
    ({ singular, kind }) => singular === name || kind.toLowerCase() === name,
    ({ shortNames }) => shortNames?.includes(name) === true,
  ];
  return ways.map((way) => resources.filter(way)).find((found) => found.length > 0) ?? [];
}

function byPreference(a: ApiResource, b: ApiResource): number {
  return rankOf(a.group) - rankOf(b.group) || byCodeUnit(a.group, b.group);
}

/** The core group, then Kubernetes' own, then everybody's. */
function rankOf(group: string): number {
  if (group === '') return 0;
  return !group.includes('.') || group.endsWith('.k8s.io') ? 1 : 2;
}
