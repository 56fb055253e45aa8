import type { Shown } from '#lib/model/text.ts';
import type { EffectiveRule } from '#lib/analysis/rbac/permissions.ts';
import { ruleText } from '#lib/analysis/rbac/rule-power.ts';
import { subjectKey, subjectLabel } from '#lib/analysis/rbac/subject-ref.ts';
import type { Evidence } from '#lib/model/control.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { GrantSource, Subject } from '#lib/model/rbac.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';

/** How much evidence, and how many names, one finding shows. */
const MOST_SHOWN = 5;

/** Rules that one binding gives, with everybody it gives them to. */
export interface BindingHold {
  readonly binding: GrantSource;
  readonly role: GrantSource;
  /** Where they hold; null on the whole cluster. */
  readonly namespace: string | null;
  readonly subjects: readonly Subject[];
  /** Each rule once, whoever it is given to. */
  readonly rules: readonly EffectiveRule[];
}

/** Returns the rules gathered by the binding that gives them, in the order of bindings. */
export function byBinding(rules: readonly EffectiveRule[]): BindingHold[] {
  const groups = grouped(rules, ({ grant }) => sourceLabel(grant.binding));
  return groups.flatMap((group) => {
    const first = group[0];
    if (first === undefined) return [];
    const subjects = new Map(group.map(({ grant }) => [subjectKey(grant.subject), grant.subject]));
    const once = new Map(group.map((one) => [one.grant.rule, one]));
    const { binding, role } = first.grant;
    return [
      {
        binding,
        role,
        namespace: first.namespace,
        subjects: [...subjects.values()],
        rules: [...once.values()],
      },
    ];
  });
}

/** Returns the rules gathered by the subject that holds them, in the order of subjects. */
export function bySubject(rules: readonly EffectiveRule[]): { subject: Subject; rules: EffectiveRule[] }[] {
  return grouped(rules, ({ grant }) => subjectKey(grant.subject)).flatMap((group) => {
    const subject = group[0]?.grant.subject;
    return subject === undefined ? [] : [{ subject, rules: group }];
  });
}

/** Returns evidence for the first few rules: where each stands, what it says, how to see binding and role. */
export function grantEvidence(rules: readonly EffectiveRule[], expected: Shown): Evidence[] {
  return rules.slice(0, MOST_SHOWN).map(({ grant: { binding, role, rule: index }, rule }) => ({
    path: `${sourceLabel(binding)} → ${sourceLabel(role)} rules[${index}]`,
    observed: ruleText(rule),
    expected,
    command: grantCommand(binding, role),
  }));
}

/** Returns the reference to a binding or role. */
export function sourceRef({ kind, namespace, name }: GrantSource): ResourceRef {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, namespace, name, uid: null };
}

/** Returns a binding or role in words both languages use: `RoleBinding shop/ci`. */
export function sourceLabel({ kind, namespace, name }: GrantSource): string {
  return namespace === null ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** Returns the first few names, and how many more there are. */
export function listNames(names: readonly string[]): string {
  const more = names.length - MOST_SHOWN;
  return names.slice(0, MOST_SHOWN).join(', ') + (more > 0 ? ` (+${more})` : '');
}

/** Returns the subjects in words both languages use. */
export function listSubjects(subjects: readonly Subject[]): string {
  return listNames(subjects.map(subjectLabel).toSorted(byCodeUnit));
}

function grantCommand(binding: GrantSource, role: GrantSource): string {
  const where = binding.namespace === null ? '' : ` -n ${shellWord(binding.namespace)}`;
  const objects = [binding, role].map(({ kind, name }) => shellWord(`${kind.toLowerCase()}/${name}`));
  return `kubectl get ${objects.join(' ')}${where} -o yaml`;
}

/** Names of RBAC objects may hold almost any character. */
function shellWord(word: string): string {
  return /^[\w.:@/-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups].toSorted(([a], [b]) => byCodeUnit(a, b)).map(([, group]) => group);
}
