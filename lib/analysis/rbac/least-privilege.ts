import type { ApiResource } from '#lib/model/cluster-objects.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { PolicyRule } from '#lib/model/rbac.ts';
import { isAtLeast } from '#lib/model/severity.ts';
import { expandRights, type ExpandedRight } from './expand-rights.ts';
import type { EffectiveRule } from './permissions.ts';
import { RightSet } from './right-set.ts';
import { rightsOf, type Right } from './right.ts';
import { RiskPatterns, type RiskContext } from './risk-patterns.ts';
import { weighPlace } from './weigh-risk.ts';

/** Why a right is left out. */
export type TakenFor = 'risky' | 'wildcard' | 'unserved';

/** The rights that hold in one place, written without wildcards and without what should go. */
export interface LeastRole {
  /** Null for a cluster role. */
  readonly namespace: string | null;
  readonly rules: readonly PolicyRule[];
}

/** Rights that would be gone, as rules. */
export interface TakenRights {
  readonly reason: TakenFor;
  readonly namespace: string | null;
  readonly rules: readonly PolicyRule[];
}

export interface LeastPrivilege {
  /** Sorted by namespace, the whole cluster first; a place where nothing is left has no role. */
  readonly roles: readonly LeastRole[];
  /** What the engine proves to be taken away: the rights before, less those after. */
  readonly taken: readonly TakenRights[];
}

const ANY = '*';
const REASONS: readonly TakenFor[] = ['risky', 'wildcard', 'unserved'];
/** Verbs that no role for daily work should hold, whatever it is on. */
const HANDING_OUT = /^(bind|escalate|impersonate.*)$/;

/**
 * Returns roles that give what the rules give on the resources the cluster serves, but no wildcard, nothing that is
 * a risk of high or critical weight by itself, and nothing on what the cluster does not serve. Whether the rest is
 * used cannot be told from a scan: that stands in the audit log.
 */
export function leastPrivilege(
  rules: readonly EffectiveRule[],
  resources: readonly ApiResource[],
  context: RiskContext,
): LeastPrivilege {
  const patterns = new RiskPatterns(context);
  const expanded = [
    ...expandRights(rules, resources),
    ...expandRights(rules.filter(namesSigners), [SIGNERS]),
  ];
  const { risky = [], kept = [] } = Object.groupBy(expanded, (right) =>
    isRisky(right, patterns) ? 'risky' : 'kept',
  );
  const paths = plainPaths(rules);
  const places = [...new Set(rules.map(({ namespace }) => namespace))].toSorted((a, b) =>
    byCodeUnit(a ?? '', b ?? ''),
  );
  const keptBy = Map.groupBy(kept, ({ namespace }) => namespace);
  const roles = places
    .map((namespace) => ({
      namespace,
      rules: [...written(keptBy.get(namespace) ?? []), ...(namespace === null ? paths : [])],
    }))
    .filter((role) => role.rules.length > 0);
  return { roles, taken: takenAway(rules, roles, risky) };
}

/** Discovery lists no signers: the server asks for this right itself when a certificate is approved or signed. */
const SIGNERS: ApiResource = {
  group: 'certificates.k8s.io',
  version: 'v1',
  kind: 'Signer',
  resource: 'signers',
  namespaced: false,
  verbs: ['approve', 'sign', 'attest'],
  subresources: [],
  preferred: true,
};

function namesSigners({ rule }: EffectiveRule): boolean {
  return rule.resources?.includes(SIGNERS.resource) === true;
}

function isRisky(
  { group, resource, verb, names, namespace }: ExpandedRight,
  patterns: RiskPatterns,
): boolean {
  if (HANDING_OUT.test(verb)) return true;
  const rule = { verbs: [verb], apiGroups: [group], resources: [resource], resourceNames: names };
  return patterns
    .of(rule)
    .filter(({ isBeside, risk }) => !isBeside && (namespace === null || risk.severity.namespace !== null))
    .filter(({ risk }) => namespace === null || risk.onlyIn?.includes(namespace) !== false)
    .some(({ risk, isNamed }) =>
      isAtLeast(weighPlace(risk, { place: namespace, isNamed, minor: null }), 'high'),
    );
}

/** Paths that are written out are kept as they stand. */
function plainPaths(rules: readonly EffectiveRule[]): PolicyRule[] {
  return rules.flatMap(({ rule, namespace }) => {
    const nonResourceURLs = (rule.nonResourceURLs ?? []).filter((path) => !path.includes(ANY));
    const verbs = rule.verbs.includes(ANY) ? ['get'] : rule.verbs;
    return namespace === null && nonResourceURLs.length > 0 ? [{ verbs, nonResourceURLs }] : [];
  });
}

interface Written {
  readonly group: string;
  readonly resource: string;
  readonly names: readonly string[];
  readonly verbs: string[];
}

/** Returns the rights of one place as rules: one for each group, set of names and set of verbs. */
function written(
  rights: readonly Pick<ExpandedRight, 'group' | 'resource' | 'verb' | 'names'>[],
): PolicyRule[] {
  const byResource = new Map<string, Written>();
  for (const { group, resource, verb, names } of rights) {
    const key = JSON.stringify([group, resource, names]);
    const known = byResource.get(key);
    if (known === undefined) byResource.set(key, { group, resource, names, verbs: [verb] });
    else known.verbs.push(verb);
  }
  const byRule = Map.groupBy(byResource.values(), ({ group, names, verbs }) =>
    JSON.stringify([group, names, verbs]),
  );
  return [...byRule.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { group, names, verbs } = first;
    const rule = { apiGroups: [group], resources: same.map(({ resource }) => resource), verbs };
    return [names.length === 0 ? rule : { ...rule, resourceNames: names }];
  });
}

function takenAway(
  before: readonly EffectiveRule[],
  roles: readonly LeastRole[],
  risky: readonly ExpandedRight[],
): TakenRights[] {
  const after = new RightSet(
    roles.flatMap(({ rules, namespace }) => rules.flatMap((rule) => rightsOf(rule, namespace))),
  );
  const dangers = new Set(risky.flatMap((right) => namesOf(right).map((name) => keyOf({ ...right, name }))));
  const gone = before
    .flatMap(({ rule, namespace }) => rightsOf(rule, namespace).map(asMet))
    .filter((right) => !after.covers(right));
  const lost = gone.map((right) => ({ right, reason: reasonOf(right, dangers) }));
  // What a wildcard gave is lost right by right: the risky ones among it are worth naming.
  const hidden = risky.map((right) => ({ reason: 'risky' as const, right }));
  return REASONS.flatMap((reason) => {
    const resources = [
      ...lost
        .filter((one) => one.reason === reason && !(reason === 'risky' && dangers.has(rightKey(one.right))))
        .flatMap(({ right }) => resourceRight(right)),
      ...hidden.filter((one) => one.reason === reason).map(({ right }) => right),
    ];
    const paths = lost.filter((one) => one.reason === reason).flatMap(({ right }) => pathRule(right));
    const places = Map.groupBy(resources, ({ namespace }) => namespace);
    const found = [...places].map(([namespace, rights]) => ({ reason, namespace, rules: written(rights) }));
    return paths.length === 0 ? found : [...found, { reason, namespace: null, rules: paths }];
  });
}

/** A grant in a namespace reaches of all namespaces that one object. */
function asMet(right: Right): Right {
  if ('path' in right || right.namespace === null || right.name !== null) return right;
  const isOwn = right.group === '' && right.resource === 'namespaces';
  return isOwn ? { ...right, name: right.namespace } : right;
}

function reasonOf(right: Right, dangers: ReadonlySet<string>): TakenFor {
  if ('path' in right) return 'wildcard';
  if ([right.verb, right.group].includes(ANY) || right.resource.startsWith(ANY)) return 'wildcard';
  // Users and groups are served nowhere, and impersonated all the same.
  return HANDING_OUT.test(right.verb) || dangers.has(keyOf(right)) ? 'risky' : 'unserved';
}

function rightKey(right: Right): string {
  return 'path' in right ? '' : keyOf(right);
}

function namesOf({ names }: ExpandedRight): readonly (string | null)[] {
  return names.length === 0 ? [null] : names;
}

function keyOf(right: {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly name: string | null;
  readonly namespace: string | null;
}): string {
  return [right.verb, right.group, right.resource, right.name ?? '', right.namespace ?? ''].join('\0');
}

function resourceRight(right: Right) {
  if ('path' in right) return [];
  const { verb, group, resource, name, namespace } = right;
  return [{ verb, group, resource, names: name === null ? [] : [name], namespace }];
}

function pathRule(right: Right): PolicyRule[] {
  return 'path' in right ? [{ verbs: [right.verb], nonResourceURLs: [right.path] }] : [];
}
