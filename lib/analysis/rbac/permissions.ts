import { byCodeUnit } from '#lib/model/order.ts';
import type { Grant, GrantSource, PolicyRule, Subject } from '#lib/model/rbac.ts';
import { differingAggregates } from './aggregate-rules.ts';
import { isPathQuestion } from './access-question.ts';
import type { AccessQuestion, RbacAnswer, UserInfo } from './access-question.ts';
import { BoundRoles } from './bound-roles.ts';
import type { BoundRole, RbacObjects } from './bound-roles.ts';
import { DefaultRights } from './default-rights.ts';
import { MASTERS, serviceAccountUser } from './identity.ts';
import type { RbacProblem } from './rbac-problem.ts';
import { RuleTable } from './rule-table.ts';
import type { FoundRule, RuleSource } from './rule-table.ts';
import { subjectLabel, subjectRef } from './subject-ref.ts';

/** One rule that holds for somebody, and how they come by it. */
export interface EffectiveRule {
  readonly grant: Grant;
  readonly rule: PolicyRule;
  /** Where it holds; null on the whole cluster. */
  readonly namespace: string | null;
  /** The cluster was born with it: a default of Kubernetes, kubeadm or the platform, unchanged. */
  readonly isDefault: boolean;
}

/** A subject that may do what was asked, with the grants that let it. */
export interface Holder {
  readonly subject: Subject;
  /** A service account that does not exist: whoever may create it comes by the right. */
  readonly isMissing: boolean;
  readonly grants: readonly Grant[];
}

/** What is bound to one user name or group. */
class Holding {
  readonly subject: Subject;
  readonly bound: BoundRole[] = [];
  #tables: ReadonlyMap<string | null, RuleTable<BoundRole>> | null = null;

  constructor(subject: Subject) {
    this.subject = subject;
  }

  /** The tables are built at the first question: most subjects are never asked about. */
  find(ask: AccessQuestion): FoundRule<BoundRole>[] {
    this.#tables ??= tablesByPlace(this.bound);
    const everywhere = this.#tables.get(null)?.find(ask) ?? [];
    // A namespaced grant counts only for a request that carries its namespace; a path never carries one.
    const namespace = isPathQuestion(ask) ? '' : (ask.namespace ?? '');
    const local = namespace === '' ? undefined : this.#tables.get(namespace);
    return local === undefined ? everywhere : [...everywhere, ...local.find(ask)];
  }
}

function tablesByPlace(bound: readonly BoundRole[]): ReadonlyMap<string | null, RuleTable<BoundRole>> {
  const places = Map.groupBy(bound, ({ namespace }) => namespace);
  return new Map([...places].map(([place, roles]) => [place, new RuleTable(roles)]));
}

interface BoundRule extends FoundRule<BoundRole> {
  readonly rule: PolicyRule;
}

/** A role with everything that gives it to somebody. */
interface UsedRole extends RuleSource {
  readonly bound: BoundRole[];
}

/**
 * Every right that role bindings give, answered as the API server's own RBAC authorizer answers. It knows
 * nothing of other authorizers but that members of `system:masters` pass all of them.
 */
export class Permissions {
  readonly #objects: RbacObjects;
  readonly #unresolved: readonly RbacProblem[];
  readonly #bound: readonly BoundRole[];
  readonly #defaults: DefaultRights;
  readonly #byIdentity = new Map<string, Holding>();
  #byRole: RuleTable<UsedRole> | null = null;
  #rulesByRole: ReadonlyMap<GrantSource, readonly PolicyRule[]> | null = null;
  #accounts: ReadonlySet<string> | null = null;
  #added: readonly EffectiveRule[] | null = null;
  /** Risks, chains and pages ask for the same rules again. */
  readonly #told = new Map<BoundRole, EffectiveRule[]>();

  constructor(objects: RbacObjects) {
    const bound = new BoundRoles(objects);
    this.#objects = objects;
    this.#unresolved = bound.problems;
    this.#bound = bound.all;
    this.#defaults = new DefaultRights(objects.version?.[0] ?? null, objects.platform ?? null);
    for (const role of bound.all) this.#index(role);
  }

  /** Returns whether a user may do what is asked, with every grant that says so. Groups are taken as they stand. */
  can(user: UserInfo, ask: AccessQuestion): RbacAnswer {
    const grants = this.#holdingsOf(user).flatMap((holding) => holding.find(ask));
    const privileged = user.groups.includes(MASTERS);
    return {
      allowed: privileged || grants.length > 0,
      privileged,
      grants: oncePerBinding(grants).map(grantOf),
    };
  }

  /** Returns the subjects that bindings let do what is asked, sorted; members of a named group are not listed. */
  whoCan(ask: AccessQuestion): Holder[] {
    this.#byRole ??= new RuleTable(usedRoles(this.#bound));
    const namespace = isPathQuestion(ask) ? null : ask.namespace || null;
    const holders = new Map<string, { subject: Subject; found: FoundRule<BoundRole>[] }>();
    const granting = this.#byRole
      .find(ask)
      .flatMap(({ source, index }) => source.bound.map((bound) => ({ source: bound, index })));
    for (const found of granting) {
      const { source } = found;
      if (source.namespace !== null && source.namespace !== namespace) continue;
      const key = identityOf(source.subject);
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, { subject: source.subject, found: [found] });
      else holder.found.push(found);
    }
    return [...holders]
      .toSorted(([a], [b]) => byCodeUnit(a, b))
      .map(([, { subject, found }]) => ({
        subject,
        isMissing: this.isMissing(subject),
        grants: oncePerBinding(found).map(grantOf),
      }));
  }

  /** Returns every subject a binding names, sorted; a service account and the user it authenticates as are one. */
  subjects(): Subject[] {
    return [...this.#byIdentity].toSorted(([a], [b]) => byCodeUnit(a, b)).map(([, { subject }]) => subject);
  }

  /** Returns the subjects that a binding gives its role, in its own order; none where it gives nothing. */
  subjectsOf({ kind, namespace, name }: GrantSource): Subject[] {
    return this.#bound
      .filter(
        ({ binding }) => binding.name === name && binding.kind === kind && binding.namespace === namespace,
      )
      .map(({ subject }) => subject);
  }

  /** Returns the rules a subject itself is bound to, without those of its groups, sorted by binding and rule. */
  rulesOf(subject: Subject): EffectiveRule[] {
    const holding = this.#byIdentity.get(identityOf(subject));
    return holding === undefined ? [] : boundRules([holding]).map((one) => this.#effective(one));
  }

  /** Returns every rule that holds for a user and its groups as they stand, sorted by binding and rule. */
  grants(user: UserInfo): EffectiveRule[] {
    return boundRules(this.#holdingsOf(user)).map((one) => this.#effective(one));
  }

  /** Returns every rule of every subject that is no unchanged default, sorted by binding, rule and subject. */
  addedRules(): readonly EffectiveRule[] {
    this.#added ??= this.#bound.flatMap((source) =>
      source.rules
        .map((rule, index) => this.#effective({ source, index, rule }))
        .filter((one) => !one.isDefault),
    );
    return this.#added;
  }

  /** Returns whether a rule is one that a default role of this name came with. */
  isDefaultRule(role: GrantSource, rule: PolicyRule): boolean {
    return this.#defaults.isDefaultRule(role, rule);
  }

  /** Returns the rule behind a grant that this object gave. */
  ruleOf({ role, rule }: Grant): PolicyRule | null {
    this.#rulesByRole ??= new Map(this.#bound.map((bound) => [bound.role, bound.rules]));
    return this.#rulesByRole.get(role)?.[rule] ?? null;
  }

  /** Returns whether a subject is a service account that does not exist; false where that is not known. */
  isMissing(subject: Subject): boolean {
    const { serviceAccounts, fromFiles } = this.#objects;
    const named = subjectRef(subject);
    if (serviceAccounts === undefined || named.kind !== 'ServiceAccount') return false;
    // Every namespace gets one by itself, which manifests need not say.
    if (fromFiles && named.name === 'default') return false;
    this.#accounts ??= new Set(
      serviceAccounts.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`),
    );
    return !this.#accounts.has(`${named.namespace ?? ''}/${named.name}`);
  }

  /** What in the objects grants nothing, or not what it seems to, or differs from what it should be. */
  get problems(): readonly RbacProblem[] {
    const missing = this.#bound.flatMap(({ binding, subject }): RbacProblem[] =>
      this.isMissing(subject)
        ? [{ kind: 'missing-subject', object: binding, detail: subjectLabel(subject) }]
        : [],
    );
    const differing = this.#objects.fromFiles ? [] : differingAggregates(this.#objects.clusterRoles);
    return [...this.#unresolved, ...missing, ...differing];
  }

  /** How many bindings give a role to anybody. */
  get bindingCount(): number {
    return new Set(this.#bound.map(({ order }) => order)).size;
  }

  /** The server's minor version; null where it could not be read. */
  get minor(): number | null {
    return this.#defaults.minor;
  }

  #effective({ source, index, rule }: BoundRule): EffectiveRule {
    let told = this.#told.get(source);
    if (told === undefined) {
      told = [];
      this.#told.set(source, told);
    }
    const known = told[index];
    if (known !== undefined) return known;
    const grant = grantOf({ source, index });
    const isDefault = this.#defaults.isDefault(grant, rule);
    const effective = { grant, rule, namespace: source.namespace, isDefault };
    told[index] = effective;
    return effective;
  }

  #holdingsOf(user: UserInfo): Holding[] {
    const keys = new Set([userKey(user.name), ...user.groups.map(groupKey)]);
    return [...keys].flatMap((key) => this.#byIdentity.get(key) ?? []);
  }

  #index(role: BoundRole): void {
    const key = identityOf(role.subject);
    let holding = this.#byIdentity.get(key);
    if (holding === undefined) {
      holding = new Holding(role.subject);
      this.#byIdentity.set(key, holding);
    }
    holding.bound.push(role);
  }
}

/** Returns the rights that the given roles and bindings hold, indexed for questions. */
export function buildPermissions(objects: RbacObjects): Permissions {
  return new Permissions(objects);
}

function usedRoles(all: readonly BoundRole[]): UsedRole[] {
  const byRules = new Map<readonly PolicyRule[], UsedRole>();
  for (const bound of all) {
    const used = byRules.get(bound.rules);
    if (used === undefined)
      byRules.set(bound.rules, { order: byRules.size, rules: bound.rules, bound: [bound] });
    else used.bound.push(bound);
  }
  return [...byRules.values()];
}

function boundRules(holdings: readonly Holding[]): readonly BoundRule[] {
  const found = holdings.flatMap(({ bound }) =>
    bound.flatMap((source) => source.rules.map((rule, index) => ({ source, index, rule }))),
  );
  return oncePerBinding(found);
}

/** A binding that names a user twice, as itself and by a group, grants once: by the subject that stands first. */
function oncePerBinding<F extends FoundRule<BoundRole>>(found: readonly F[]): readonly F[] {
  if (found.length < 2) return found;
  const sorted = found.toSorted(
    ({ source: a, index: i }, { source: b, index: j }) =>
      a.order - b.order || i - j || a.subjectIndex - b.subjectIndex,
  );
  return sorted.filter((one, at) => {
    const before = sorted[at - 1];
    return before === undefined || before.source.order !== one.source.order || before.index !== one.index;
  });
}

function grantOf({ source, index }: FoundRule<BoundRole>): Grant {
  return { binding: source.binding, role: source.role, rule: index, subject: source.subject };
}

function userKey(name: string): string {
  return `u:${name}`;
}

function groupKey(name: string): string {
  return `g:${name}`;
}

/** A service account matches by the user name it authenticates with, and so does a User of that name. */
function identityOf(subject: Subject): string {
  if (subject.kind === 'Group') return groupKey(subject.name);
  if (subject.kind === 'User') return userKey(subject.name);
  return userKey(serviceAccountUser(subject.namespace ?? '', subject.name));
}
