import { isEverything } from '#lib/analysis/rbac/rule-power.ts';
import type { ChainGrant } from '#lib/model/escalation.ts';
import type { PolicyRule } from '#lib/model/rbac.ts';
import { rightsOfRule, type AttackResource, type RuleRight } from './attack-rights.ts';

/** A rule that somebody holds, and where. */
export interface HeldRule {
  readonly grant: ChainGrant;
  /** Null on the whole cluster. */
  readonly namespace: string | null;
}

/** A right that somebody holds, or several that hold together. */
export interface HeldRight {
  readonly grants: readonly ChainGrant[];
  /** Null on the whole cluster. */
  readonly namespace: string | null;
  /** The objects it is limited to; null for any. */
  readonly names: readonly string[] | null;
}

type Rights = ReadonlyMap<string, readonly HeldRight[]>;

/** What one identity holds of the rights that lead on, by verb and resource. */
export class Holding {
  readonly rules: readonly HeldRule[];
  readonly #rights: Rights;
  readonly #full: ReadonlySet<string | null>;

  constructor(rules: readonly HeldRule[], rights: Rights = rightsOf(rules, rightsOnce)) {
    this.rules = rules;
    this.#rights = rights;
    this.#full = new Set(
      rules.filter(({ grant }) => isEverything(grant.rules)).map(({ namespace }) => namespace),
    );
  }

  get isEmpty(): boolean {
    return this.#rights.size === 0;
  }

  /** The rule by which it may do everything on the whole cluster. */
  get everything(): ChainGrant | null {
    if (!this.hasEverythingIn(null)) return null;
    const isAll = ({ grant, namespace }: HeldRule): boolean =>
      namespace === null && isEverything(grant.rules);
    return this.rules.find(isAll)?.grant ?? null;
  }

  /** Returns whether its holder may do everything in a namespace, so that no role bound there adds to it. */
  hasEverythingIn(namespace: string | null): boolean {
    return this.#full.has(namespace);
  }

  /** Returns the rights to one verb, in the order of bindings and rules. */
  of(verb: string, resource: AttackResource): readonly HeldRight[] {
    return this.#rights.get(`${verb} ${resource}`) ?? NONE;
  }

  /** Returns the rights to change an object that is there. */
  changes(resource: AttackResource): readonly HeldRight[] {
    return [...this.of('patch', resource), ...this.of('update', resource)];
  }

  /** Returns the rights to see an object. */
  reads(resource: AttackResource): readonly HeldRight[] {
    return [...this.of('list', resource), ...this.of('get', resource), ...this.of('watch', resource)];
  }

  /**
   * Returns the rights to make an object. A POST carries no name, so a rule with names does not allow it; but
   * server-side apply, and PUT for the kinds of RBAC, make an object at its name, and the server then asks for
   * `create` with that name.
   */
  creates(resource: AttackResource): readonly HeldRight[] {
    const made = this.of('create', resource);
    const free = made.filter(({ names }) => names === null);
    if (free.length === made.length) return free;
    const named = made.filter(({ names }) => names !== null);
    const others = MADE_BY_PUT.has(resource) ? this.changes(resource) : this.of('patch', resource);
    return [...free, ...named.flatMap((one) => others.flatMap((other) => joined([one, other])))];
  }

  /**
   * Returns what is left of it for somebody who acts as its holder in a constrained mode, by what that mode allows;
   * the rules they hold themself stay their own.
   */
  within(allowed: Holding, own: readonly HeldRule[]): Holding {
    const rights = new Map<string, readonly HeldRight[]>();
    for (const [key, held] of this.#rights) {
      const [verb = ''] = key.split(' ');
      if (verb.startsWith('impersonate')) continue;
      // These the server asks of the one acted as, not of the request that is sent.
      const left = ASKED_INSIDE.has(verb)
        ? held
        : held.flatMap((one) => (allowed.#rights.get(key) ?? NONE).flatMap((other) => joined([one, other])));
      if (left.length > 0) rights.set(key, left);
    }
    return new Holding(own, rights);
  }

  /** Returns what it allows in a constrained mode of impersonation: its verbs `impersonate-on:<mode>:…`. */
  allowedIn(mode: string): Holding {
    const prefix = `impersonate-on:${mode}:`;
    const rules = this.rules.filter(({ grant }) =>
      grant.rules.verbs.some((verb) => verb === '*' || verb.startsWith(prefix)),
    );
    const inMode = (rule: PolicyRule): readonly RuleRight[] =>
      rightsOfRule({
        ...rule,
        verbs: rule.verbs.flatMap((verb) =>
          verb === '*' ? [verb] : verb.startsWith(prefix) ? [verb.slice(prefix.length)] : [],
        ),
      });
    return new Holding(rules, rightsOf(rules, inMode));
  }
}

const NONE: readonly HeldRight[] = [];
const MADE_BY_PUT = new Set<AttackResource>(['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings']);
const ASKED_INSIDE = new Set(['bind', 'escalate', 'approve']);

const KNOWN = new WeakMap<PolicyRule, readonly RuleRight[]>();

/** One rule is bound to many subjects, and read once. */
function rightsOnce(rule: PolicyRule): readonly RuleRight[] {
  let rights = KNOWN.get(rule);
  if (rights === undefined) {
    rights = rightsOfRule(rule);
    KNOWN.set(rule, rights);
  }
  return rights;
}

/** Returns whether a rule gives any right that may lead on, by itself or in a constrained mode of impersonation. */
export function leadsOn(rule: PolicyRule): boolean {
  return rightsOnce(rule).length > 0 || rule.verbs.some((verb) => verb.startsWith('impersonate-on:'));
}

function rightsOf(rules: readonly HeldRule[], read: (rule: PolicyRule) => readonly RuleRight[]): Rights {
  const rights = new Map<string, HeldRight[]>();
  for (const { grant, namespace } of rules) {
    for (const right of read(grant.rules)) {
      const names = namesIn(right, namespace);
      if (names === undefined) continue;
      const key = `${right.verb} ${right.resource}`;
      const held = { grants: [grant], namespace, names };
      const known = rights.get(key);
      if (known === undefined) rights.set(key, [held]);
      else known.push(held);
    }
  }
  return rights;
}

/** Returns the names a right holds for where it is given; undefined where it gives nothing there. */
function namesIn(
  { resource, names, isNamespaced }: RuleRight,
  namespace: string | null,
): readonly string[] | null | undefined {
  if (namespace === null || isNamespaced) return names;
  // A request for one namespace carries it as its own, so a right there covers the namespace itself.
  const isOwn = resource === 'namespaces' && (names?.includes(namespace) ?? true);
  return isOwn ? [namespace] : undefined;
}

/** Returns where all these rights hold together, with the objects they have in common; nothing where nowhere. */
export function joined(rights: readonly HeldRight[]): HeldRight[] {
  const namespace = commonPlace(rights);
  if (namespace === undefined) return [];
  let names: readonly string[] | null = null;
  for (const { names: own } of rights) {
    if (own === null) continue;
    names = names === null ? own : names.filter((name) => own.includes(name));
  }
  return names?.length === 0 ? [] : [{ namespace, names, grants: grantsOf(rights) }];
}

/** Returns the place that rights on different objects have in common, whatever their names; undefined for none. */
export function commonPlace(
  rights: readonly { readonly namespace: string | null }[],
): string | null | undefined {
  const places = new Set(rights.flatMap(({ namespace }) => namespace ?? []));
  return places.size > 1 ? undefined : ([...places][0] ?? null);
}

/** Returns the grants of rights, each once. */
export function grantsOf(rights: readonly HeldRight[]): readonly ChainGrant[] {
  return [...new Set(rights.flatMap(({ grants }) => grants))];
}

/** Returns whether a right covers an object of this name. */
export function covers({ names }: Pick<HeldRight, 'names'>, name: string): boolean {
  return names === null || names.includes(name);
}
