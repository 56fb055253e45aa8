import type { Grant } from '#lib/model/rbac.ts';
import type { EffectiveRule } from './permissions.ts';
import { RightSet } from './right-set.ts';
import { rightCount, rightsOf } from './right.ts';
import type { Right } from './right.ts';

/** A rule with those of its rights that are told of. */
export interface GrantedRights {
  readonly grant: Grant;
  readonly rights: readonly Right[];
}

/** More rights of one subject than anybody reads; lists of a rule may multiply into millions. */
const MOST_RIGHTS = 100_000;

/** Rules taken apart, as far as they can be. */
export class HeldRights {
  readonly rights: readonly Right[];
  /** Rules whose lists multiply into too many rights: they are compared as they are written. */
  readonly unexpanded: readonly EffectiveRule[];
  readonly #expanded: readonly EffectiveRule[];
  #set: RightSet | null = null;

  constructor(rules: readonly EffectiveRule[]) {
    let left = MOST_RIGHTS;
    const fits = rules.map(({ rule }) => {
      const count = rightCount(rule);
      if (count > left) return false;
      left -= count;
      return true;
    });
    this.#expanded = rules.filter((_, index) => fits[index] === true);
    this.unexpanded = rules.filter((_, index) => fits[index] !== true);
    this.rights = this.#expanded.flatMap(({ rule, namespace }) => rightsOf(rule, namespace));
  }

  get set(): RightSet {
    this.#set ??= new RightSet(this.rights, this.unexpanded);
    return this.#set;
  }

  /** Returns, rule by rule, the rights that others do not cover; rules that they cover wholly are left out. */
  beyond({ set }: HeldRights): GrantedRights[] {
    return this.#expanded.flatMap(({ grant, rule, namespace }) => {
      const rights = rightsOf(rule, namespace).filter((right) => !set.covers(right));
      return rights.length === 0 ? [] : [{ grant, rights }];
    });
  }

  /** Returns the grants of rules that were not taken apart, less those that others hold as they are written. */
  unknownBeyond({ unexpanded }: HeldRights): Grant[] {
    const same = new Set(unexpanded.map(writtenRule));
    return this.unexpanded.filter((rule) => !same.has(writtenRule(rule))).map(({ grant }) => grant);
  }
}

/** Returns a rule where it holds as a text; two that are written alike have the same. */
export function writtenRule({ rule, namespace }: EffectiveRule): string {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  const lists = [verbs, apiGroups, resources, resourceNames, nonResourceURLs];
  return JSON.stringify([namespace, ...lists.map((list = []) => [...new Set(list)].toSorted())]);
}
