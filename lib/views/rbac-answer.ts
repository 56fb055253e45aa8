import type { GrantSource, PolicyRule } from '#lib/model/rbac.ts';
import { placedName, ruleLine, type RuleLine } from './rbac-rules.ts';

/** An answer to "who can", as the question gave it. */
export interface RbacAnswer {
  readonly group: string | null;
  readonly isUnknown: boolean;
  readonly isClusterScoped: boolean;
  readonly holders: readonly {
    readonly address: string;
    readonly kind: string;
    readonly namespace: string | null;
    readonly name: string;
    readonly grants: readonly {
      readonly binding: GrantSource;
      readonly role: GrantSource & { readonly address: string };
      readonly rule: PolicyRule | null;
      readonly isDefault: boolean;
    }[];
  }[];
}

/** One way in which a holder comes by the right. */
export interface AnswerWay {
  readonly binding: string;
  readonly role: string;
  readonly roleAddress: string;
  /** Where the binding holds; null on the whole cluster. */
  readonly namespace: string | null;
  readonly line: RuleLine | null;
}

export interface AnswerRow {
  readonly address: string;
  readonly kind: string;
  readonly name: string;
  /** At least one; added ones first. */
  readonly ways: readonly AnswerWay[];
  /** Every way is an unchanged default of Kubernetes. */
  readonly isDefault: boolean;
}

export interface AnswerView {
  readonly place: 'cluster' | 'everywhere' | 'namespace';
  readonly isUnknown: boolean;
  /** A namespace was asked for and the resource stands in none. */
  readonly isIgnoringNamespace: boolean;
  /** Those with added rights first. */
  readonly rows: readonly AnswerRow[];
  /** How many of the rows hold it by defaults alone. */
  readonly defaults: number;
}

/** Returns the answer as a table, with where it holds. */
export function answerView(answer: RbacAnswer, namespace: string): AnswerView {
  const asked = namespace.trim();
  const inNamespace = asked === '' ? 'everywhere' : 'namespace';
  const rows = answer.holders
    .map(({ address, kind, grants, ...named }): AnswerRow => {
      const ways = grants.toSorted((a, b) => Number(a.isDefault) - Number(b.isDefault));
      return {
        address,
        kind,
        name: placedName(named),
        isDefault: ways.every(({ isDefault }) => isDefault),
        ways: ways.map(({ binding, role, rule }) => ({
          binding: `${binding.kind} ${placedName(binding)}`,
          role: `${role.kind} ${role.name}`,
          roleAddress: role.address,
          namespace: binding.namespace,
          line: rule === null ? null : ruleLine(rule),
        })),
      };
    })
    .toSorted((a, b) => Number(a.isDefault) - Number(b.isDefault));
  return {
    place: answer.isClusterScoped ? 'cluster' : inNamespace,
    isUnknown: answer.isUnknown,
    isIgnoringNamespace: answer.isClusterScoped && asked !== '',
    rows,
    defaults: rows.filter(({ isDefault }) => isDefault).length,
  };
}
