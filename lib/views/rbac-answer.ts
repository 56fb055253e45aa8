import type { Gap } from '#lib/model/gap.ts';
import type { GrantSource, PolicyRule } from '#lib/model/rbac.ts';
import type { Locale } from '#lib/model/text.ts';
import { placedName, ruleLine, type RuleLine } from './rbac-rules.ts';

/** Stands for authorizers that could not be seen. */
const UNSEEN = 'unknown';

/** An answer to "who can", as the question gave it. */
export interface RbacAnswer {
  readonly asked: string;
  readonly group: string | null;
  readonly isUnknown: boolean;
  readonly isClusterScoped: boolean;
  readonly holders: readonly {
    readonly address: string;
    readonly kind: string;
    readonly namespace: string | null;
    readonly name: string;
    readonly isMissing: boolean;
    readonly grants: readonly {
      readonly binding: GrantSource;
      readonly role: GrantSource & { readonly address: string };
      readonly rule: PolicyRule | null;
      /** Its index in the role's rules. */
      readonly index: number;
      readonly isDefault: boolean;
    }[];
  }[];
  readonly otherAuthorizers: readonly string[];
  readonly isNodeInForce: boolean;
  readonly isAnybody: boolean;
  readonly gaps: readonly Gap[];
}

/** One way in which a holder comes by the right. */
export interface AnswerWay {
  readonly binding: string;
  /** Index in the role's rules. */
  readonly rule: number;
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
  /** It is a service account that does not exist. */
  readonly isMissing: boolean;
  /** At least one; added ones first. */
  readonly ways: readonly AnswerWay[];
  /** Every way is an unchanged default of Kubernetes. */
  readonly isDefault: boolean;
}

export interface AnswerView {
  /** The question as it was understood; a resource carries its group where that is not the core one. */
  readonly what: string;
  readonly place: 'cluster' | 'everywhere' | 'namespace';
  readonly isUnknown: boolean;
  /** A namespace was asked for and the resource stands in none. */
  readonly isIgnoringNamespace: boolean;
  /** Those with added rights first. */
  readonly rows: readonly AnswerRow[];
  /** How many of the rows hold it by defaults alone. */
  readonly defaults: number;
  /** Authorizers in force that may allow it as well; empty where none is, or none could be seen. */
  readonly others: readonly string[];
  /** What authorizers are in force could not be seen. */
  readonly isModeUnseen: boolean;
  readonly isNodeInForce: boolean;
  readonly isAnybody: boolean;
  /** What could not be read, in one language; each once. */
  readonly gaps: readonly string[];
}

/** Returns the answer as a table, with where it holds. */
export function answerView(
  answer: RbacAnswer,
  { namespace, locale }: { readonly namespace: string; readonly locale: Locale },
): AnswerView {
  const asked = namespace.trim();
  const inNamespace = asked === '' ? 'everywhere' : 'namespace';
  const rows = answer.holders
    .map(({ address, kind, grants, isMissing, ...named }): AnswerRow => {
      const ways = grants.toSorted((a, b) => Number(a.isDefault) - Number(b.isDefault));
      return {
        address,
        kind,
        name: placedName(named),
        isMissing,
        isDefault: ways.every(({ isDefault }) => isDefault),
        ways: ways.map(({ binding, role, rule, index }) => ({
          rule: index,
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
    what: answer.group ? answer.asked.replace(/(\/|$)/, `.${answer.group}$1`) : answer.asked,
    place: answer.isClusterScoped ? 'cluster' : inNamespace,
    isUnknown: answer.isUnknown,
    isIgnoringNamespace: answer.isClusterScoped && asked !== '',
    rows,
    defaults: rows.filter(({ isDefault }) => isDefault).length,
    others: answer.otherAuthorizers.filter((name) => name !== UNSEEN),
    isModeUnseen: answer.otherAuthorizers.includes(UNSEEN),
    isNodeInForce: answer.isNodeInForce,
    isAnybody: answer.isAnybody,
    gaps: [...new Set(answer.gaps.map(({ message }) => message[locale]))],
  };
}
