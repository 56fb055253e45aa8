import type { ApiResource } from '#lib/model/cluster-objects.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { Grant, PolicyRule } from '#lib/model/rbac.ts';
import { isNamed } from './rule-power.ts';
import { ruleAllows } from './rule-match.ts';
import type { EffectiveRule } from './permissions.ts';

/** One verb on one resource that the cluster serves, and what grants it in one place. */
export interface ExpandedRight {
  readonly group: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  readonly verb: string;
  /** Null on the whole cluster. */
  readonly namespace: string | null;
  /** Only these objects, sorted; empty for all. */
  readonly names: readonly string[];
  readonly grants: readonly Grant[];
}

/** Where discovery does not list one of these, the server has no such request; `*` is no verb. */
const COMMON = new Set([
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  '*',
]);

/** A resource or subresource with the verbs it is served with. */
interface Served {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/**
 * Returns what rules come to on what the cluster serves, sorted by group, resource, place and verb: wildcards
 * written out, rules on what is not served left out, and namespaced grants on cluster-scoped resources too, for no
 * request ever meets them. Verbs that discovery does not know, such as `bind`, count where a rule names them.
 */
export function expandRights(
  rules: readonly EffectiveRule[],
  resources: readonly ApiResource[],
): ExpandedRight[] {
  const found = new Map<string, ExpandedRight & { grants: Grant[] }>();
  const served = servedOnce(resources);
  for (const held of rules) {
    for (const right of servedTo(held, served).flatMap((one) => rightsOn(one, held))) {
      const { group, resource, namespace, names, verb } = right;
      const key = [group, resource, namespace ?? '', names.join(' '), verb].join('\0');
      const known = found.get(key);
      if (known === undefined) found.set(key, { ...right, grants: [held.grant] });
      else known.grants.push(held.grant);
    }
  }
  return [...found].toSorted(([a], [b]) => byCodeUnit(a, b)).map(([, right]) => right);
}

/** Returns how many rights the rules come to at most, without writing them out. */
export function rightsAtMost(rules: readonly EffectiveRule[], resources: readonly ApiResource[]): number {
  const served = servedOnce(resources);
  let most = 0;
  for (const held of rules)
    for (const { verbs } of servedTo(held, served)) most += verbs.length + held.rule.verbs.length;
  return most;
}

/** Returns the resources a rule can be about: those it names, or all where it names them by a wildcard. */
function servedTo({ rule: { resources = [] } }: EffectiveRule, served: ServedByName): readonly Served[] {
  if (resources.some((name) => name.startsWith('*'))) return served.all;
  return [...new Set(resources)].flatMap((name) => served.byName.get(name) ?? []);
}

/** Returns what one rule comes to on one resource. */
function rightsOn(served: Served, { rule, namespace }: EffectiveRule): Omit<ExpandedRight, 'grants'>[] {
  const { group, resource, subresource, verbs } = served;
  const names = namesIn(served, rule, namespace);
  if (names === null) return [];
  const whole = wholeName(served);
  const name = rule.resourceNames?.[0] ?? '';
  const asked = { group, resource, ...(subresource === '' ? {} : { subresource }), name };
  return [...new Set([...verbs, ...rule.verbs.filter((verb) => !COMMON.has(verb))])]
    .filter((verb) => ruleAllows(rule, { ...asked, verb }))
    .map((verb) => ({ group, resource: whole, verb, namespace, names }));
}

/**
 * Returns the objects a rule is limited to (none: it is not), or null where no request can ever meet it: for a
 * cluster-scoped resource in a namespace. A request for a namespace by name carries that namespace, so a grant in
 * it reaches that one object.
 */
function namesIn(served: Served, rule: PolicyRule, namespace: string | null): readonly string[] | null {
  const names = isNamed(rule) ? [...new Set(rule.resourceNames)].toSorted(byCodeUnit) : [];
  if (namespace === null || served.namespaced) return names;
  if (served.group !== '' || served.resource !== 'namespaces') return null;
  return names.length === 0 || names.includes(namespace) ? [namespace] : null;
}

interface ServedByName {
  readonly all: readonly Served[];
  /** By resource, with its subresource: `pods/exec`; of each group that has it. */
  readonly byName: ReadonlyMap<string, readonly Served[]>;
}

/** Every resource once, whatever versions it is served in. */
function servedOnce(resources: readonly ApiResource[]): ServedByName {
  const served = new Map<string, Served & { verbs: string[] }>();
  const add = (one: Served): void => {
    const key = `${one.group}\0${one.resource}\0${one.subresource}`;
    const known = served.get(key);
    if (known === undefined) served.set(key, { ...one, verbs: [...one.verbs] });
    else known.verbs.push(...one.verbs);
  };
  for (const { group, resource, namespaced, verbs, subresources } of resources) {
    add({ group, resource, subresource: '', namespaced, verbs });
    for (const { name, verbs: own } of subresources)
      add({ group, resource, subresource: name, namespaced, verbs: own });
  }
  const all = [...served.values()];
  return { all, byName: Map.groupBy(all, wholeName) };
}

function wholeName({ resource, subresource }: Served): string {
  return subresource === '' ? resource : `${resource}/${subresource}`;
}
