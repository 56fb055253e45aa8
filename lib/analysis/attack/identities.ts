import type { UserInfo } from '#lib/analysis/rbac/access-question.ts';
import { MASTERS, serviceAccountUser, userOf } from '#lib/analysis/rbac/identity.ts';
import type { EffectiveRule, Permissions } from '#lib/analysis/rbac/permissions.ts';
import { subjectKey } from '#lib/analysis/rbac/subject-ref.ts';
import type { Subject } from '#lib/model/rbac.ts';
import { Holding, leadsOn, type HeldRule } from './holding.ts';

const EMPTY = new Holding([]);

/** A subject that is asked about as a member of groups that no object tells of. */
export interface GroupMember {
  readonly subject: Subject;
  readonly groups: readonly string[];
}

/** Every subject that bindings name, with what it holds by itself and by the groups it is in. */
export class Identities {
  /** Sorted. */
  readonly subjects: readonly Subject[];
  readonly #permissions: Permissions;
  readonly #own = new Map<string, readonly HeldRule[]>();
  readonly #bound: ReadonlyMap<string, Subject>;
  readonly #holdings = new Map<string, Holding>();

  constructor(permissions: Permissions, member: GroupMember | null = null) {
    this.#permissions = permissions;
    const bound = permissions.subjects();
    this.#bound = new Map(bound.map((subject) => [subjectKey(subject), subject]));
    this.subjects = member === null || this.isBound(member.subject) ? bound : [...bound, member.subject];
    if (member !== null) {
      const { name, groups } = userOf(member.subject);
      const holding = this.holdingOfUser({ name, groups: [...new Set([...groups, ...member.groups])] });
      this.#holdings.set(subjectKey(member.subject), holding);
    }
  }

  /** Returns whether a binding names the subject. */
  isBound(subject: Subject): boolean {
    return this.#bound.has(subjectKey(subject));
  }

  /** Returns what a subject holds. */
  holdingOf(subject: Subject): Holding {
    const key = subjectKey(subject);
    let holding = this.#holdings.get(key);
    if (holding === undefined) {
      holding = this.holdingOfUser(userOf(subject));
      this.#holdings.set(key, holding);
    }
    return holding;
  }

  /** Returns what a user in these groups holds. */
  holdingOfUser({ name, groups }: UserInfo): Holding {
    const subjects: Subject[] = [
      ...(name === '' ? [] : [{ kind: 'User', name }]),
      ...groups.map((group) => ({ kind: 'Group', name: group })),
    ];
    const rules = subjects.flatMap((subject) => this.#ownRules(subject));
    return rules.length === 0 ? EMPTY : new Holding(rules);
  }

  #ownRules(subject: Subject): readonly HeldRule[] {
    const key = subjectKey(subject);
    const known = this.#own.get(key);
    if (known !== undefined) return known;
    const all = this.#bound.has(key) ? this.#permissions.rulesOf(subject) : [];
    const rules = all.filter(({ rule }) => leadsOn(rule)).map(heldRule);
    this.#own.set(key, rules);
    return rules;
  }
}

function heldRule({ grant, rule, namespace, isDefault }: EffectiveRule): HeldRule {
  return { grant: { ...grant, rules: rule, isDefault }, namespace };
}

/** Returns whether a subject passes every authorizer by its name alone. */
export function isMasters(subject: Subject): boolean {
  return subject.kind === 'Group' && subject.name === MASTERS;
}

/** Returns the service account as a subject. */
export function accountSubject(namespace: string, name: string): Subject {
  return { kind: 'ServiceAccount', namespace, name };
}

/** Returns the groups of every service account of a namespace, and of all, as subjects. */
export function accountGroups(namespace: string): readonly Subject[] {
  return userOf({ kind: 'User', name: serviceAccountUser(namespace, 'any') }).groups.map((name) => ({
    kind: 'Group',
    name,
  }));
}
