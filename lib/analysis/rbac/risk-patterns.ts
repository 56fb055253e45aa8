import { RBAC_RISKS, type RbacRisk, type RiskGrant } from '#lib/facts/rbac-risks.ts';
import type { PolicyRule } from '#lib/model/rbac.ts';
import { isEverything, isNamed } from './rule-power.ts';

/** What of the cluster decides which risks there are. */
export interface RiskContext {
  /** The server's minor version; null where it could not be read: then every risk counts. */
  readonly minor: number | null;
  /** `get` on exec, attach and portforward opens a session, as `create` does. */
  readonly isExecByGet: boolean;
}

/** One thing a rule of a role gives that a risk asks for. */
export interface RiskMatch {
  readonly risk: RbacRisk;
  /** Meets what the risk needs beside its main right. */
  readonly isBeside: boolean;
  readonly isClusterScoped: boolean;
  /** The rule is limited to objects it names. */
  readonly isNamed: boolean;
  /** The resource is the namespace itself: a RoleBinding covers that of its own. */
  readonly isNamespace: boolean;
}

/** One resource of one grant of a risk. */
interface Pattern {
  readonly risk: RbacRisk;
  readonly grant: RiskGrant;
  readonly isBeside: boolean;
  readonly resource: string;
}

interface Asked {
  readonly grants: readonly RiskGrant[] | undefined;
  readonly isBeside: boolean;
}

const ANY = '*';

/** Finds what the rules of roles give that risks ask for; each rule is looked at once. */
export class RiskPatterns {
  readonly #byResource = new Map<string, Pattern[]>();
  readonly #bySubresource = new Map<string, Pattern[]>();
  readonly #all: Pattern[] = [];
  readonly #kinds: readonly RbacRisk[];
  readonly #known = new WeakMap<PolicyRule, readonly RiskMatch[]>();

  constructor(context: RiskContext) {
    const risks = risksOf(context);
    this.#kinds = risks.filter(({ kind }) => kind !== undefined);
    for (const risk of risks) {
      this.#add(risk, { grants: risk.grants, isBeside: false }, context);
      this.#add(risk, { grants: risk.needs, isBeside: true }, context);
    }
  }

  /** Returns what one rule gives, wherever it holds. */
  of(rule: PolicyRule): readonly RiskMatch[] {
    let found = this.#known.get(rule);
    if (found === undefined) {
      found = this.#find(rule);
      this.#known.set(rule, found);
    }
    return found;
  }

  #find(rule: PolicyRule): readonly RiskMatch[] {
    const patterns = [...this.#candidates(rule.resources ?? [])].filter((pattern) => gives(rule, pattern));
    const byGrants = patterns.map(({ risk, grant, isBeside, resource }) => ({
      risk,
      isBeside,
      isClusterScoped: grant.isClusterScoped === true,
      // A name that the risk itself asks for limits nothing.
      isNamed: isNamed(rule) && grant.names === undefined,
      isNamespace: resource === 'namespaces',
    }));
    const byKind = this.#kinds
      .filter((risk) => isOfKind(rule, risk))
      .map((risk) => ({
        risk,
        isBeside: false,
        isClusterScoped: risk.kind === 'path',
        isNamed: isNamed(rule),
        isNamespace: false,
      }));
    return [...byKind, ...byGrants];
  }

  #candidates(resources: readonly string[]): Iterable<Pattern> {
    if (resources.includes(ANY)) return this.#all;
    const found = new Set<Pattern>();
    for (const resource of resources) {
      const [whole, sub] = [resource, resource.startsWith('*/') ? resource.slice(2) : null];
      const lists = [this.#byResource.get(whole), this.#byResource.get(ANY)];
      if (sub !== null) lists.push(this.#bySubresource.get(sub));
      for (const pattern of lists.flatMap((list) => list ?? [])) found.add(pattern);
    }
    return found;
  }

  #add(risk: RbacRisk, { grants = [], isBeside }: Asked, context: RiskContext): void {
    for (const grant of grants) {
      if (grant.onlyIf === 'exec-by-get' && !context.isExecByGet) continue;
      for (const resource of grant.resources) {
        const pattern = { risk, grant, isBeside, resource };
        this.#all.push(pattern);
        push(this.#byResource, resource, pattern);
        const slash = resource.indexOf('/');
        if (slash !== -1) push(this.#bySubresource, resource.slice(slash + 1), pattern);
      }
    }
  }
}

/** Returns the risks that mean something in this version. */
export function risksOf({ minor }: RiskContext): readonly RbacRisk[] {
  return RBAC_RISKS.filter(
    ({ since = 0, until = Number.MAX_SAFE_INTEGER }) => minor === null || (since <= minor && minor <= until),
  );
}

function push(map: Map<string, Pattern[]>, key: string, pattern: Pattern): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [pattern]);
  else list.push(pattern);
}

/** Returns whether a rule whose resource is covered already gives what the pattern asks for. */
function gives(rule: PolicyRule, { grant, resource }: Pattern): boolean {
  if (!holdsAny(rule.apiGroups ?? [], grant.groups)) return false;
  if (!isNamed(rule)) return holdsAny(rule.verbs, grant.verbs);
  if (grant.names !== undefined && !grant.names.some((name) => rule.resourceNames?.includes(name)))
    return false;
  return holdsAny(
    rule.verbs,
    grant.verbs.filter((verb) => hasName(verb, resource)),
  );
}

function holdsAny(list: readonly string[], asked: readonly string[]): boolean {
  return asked.length > 0 && (list.includes(ANY) || asked.some((one) => list.includes(one)));
}

/** A request that creates an object or deletes a collection has no name that a rule could list. */
function hasName(verb: string, resource: string): boolean {
  if (verb === 'deletecollection') return false;
  return verb !== 'create' || resource.includes('/');
}

/** Risks that no list of grants tells. */
const KINDS: Readonly<Record<NonNullable<RbacRisk['kind']>, (rule: PolicyRule, risk: RbacRisk) => boolean>> =
  {
    everything: isEverything,
    'every-resource': (rule, { verbs = [] }) =>
      rule.resources?.includes(ANY) === true && isInCore(rule) && holdsVerb(rule, verbs, ANY),
    'every-group': (rule, { verbs = [] }) => {
      const named = rule.resources?.find((resource) => resource !== ANY);
      return named !== undefined && rule.apiGroups?.includes(ANY) === true && holdsVerb(rule, verbs, named);
    },
    path: (rule, { verbs = [], paths = [] }) =>
      holdsAny(rule.verbs, verbs) &&
      (rule.nonResourceURLs ?? []).some((entry) => paths.some((path) => meetsPath(entry, path))),
    // Found by the engine of escalation.
    route: () => false,
  };

function isOfKind(rule: PolicyRule, risk: RbacRisk): boolean {
  return risk.kind !== undefined && KINDS[risk.kind](rule, risk);
}

function isInCore({ apiGroups = [] }: PolicyRule): boolean {
  return apiGroups.includes('') || apiGroups.includes(ANY);
}

function holdsVerb(rule: PolicyRule, verbs: readonly string[], resource: string): boolean {
  const counting = isNamed(rule) ? verbs.filter((verb) => hasName(verb, resource)) : verbs;
  return holdsAny(rule.verbs, counting);
}

/** Returns whether an entry of a rule covers a part of the paths; all of them are covered by all only. */
function meetsPath(entry: string, path: string): boolean {
  if (path === ANY) return entry === ANY || entry === '/*';
  const [mine, theirs] = [entry, path].map((one) => one.replace(/\*+$/, ''));
  if (mine === undefined || theirs === undefined) return false;
  const covers = entry.endsWith(ANY) ? theirs.startsWith(mine) : false;
  const within = path.endsWith(ANY) ? mine.startsWith(theirs) : mine === theirs && !entry.endsWith(ANY);
  return covers || within;
}
