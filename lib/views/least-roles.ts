import type { PolicyRule } from '#lib/model/rbac.ts';
import { ruleLine, type RuleLine } from './rbac-rules.ts';

/** Why a right is left out of a role of least privilege. */
export type TakenReason = 'risky' | 'wildcard' | 'unserved';

/** Roles of least privilege as the engine answers them. */
export interface LeastAnswer {
  readonly roles: readonly { readonly namespace: string | null; readonly rules: readonly PolicyRule[] }[];
  readonly taken: readonly {
    readonly reason: TakenReason;
    readonly namespace: string | null;
    readonly rules: readonly PolicyRule[];
  }[];
}

/** Why there are no roles to show. */
export type LeastUntold = 'unknown' | 'too-many';

/** Whom the roles are for: bindings are written for a subject, none for a role. */
export interface LeastFor {
  readonly name: string;
  readonly subject: {
    readonly kind: string;
    readonly namespace: string | null;
    readonly name: string;
  } | null;
}

/** What a panel shows: a manifest to copy, and what it takes away. */
export interface LeastView {
  /** Null where nothing is left to give. */
  readonly yaml: string | null;
  readonly taken: readonly {
    readonly reason: TakenReason;
    readonly namespace: string | null;
    readonly lines: readonly RuleLine[];
  }[];
}

const API = 'rbac.authorization.k8s.io';

/** Returns the roles as one manifest, with bindings where they are for a subject, and what is taken as lines. */
export function leastView(answer: LeastAnswer, whom: LeastFor): LeastView;
export function leastView(answer: LeastAnswer | LeastUntold, whom: LeastFor): LeastView | LeastUntold;
export function leastView(answer: LeastAnswer | LeastUntold, whom: LeastFor): LeastView | LeastUntold {
  if (typeof answer === 'string') return answer;
  const { roles, taken } = answer;
  const documents = roles.flatMap(({ namespace, rules }) => [
    roleDocument(namespace, rules, whom),
    ...(whom.subject === null ? [] : [bindingDocument(namespace, whom, whom.subject)]),
  ]);
  return {
    yaml: documents.length === 0 ? null : documents.join('---\n'),
    taken: taken.map(({ reason, namespace, rules }) => ({ reason, namespace, lines: rules.map(ruleLine) })),
  };
}

/** Names of RBAC objects may hold anything but these. */
function nameOf({ name }: LeastFor): string {
  return `${name.replaceAll(/[/%]/g, '-')}-least`;
}

function head(kind: string, namespace: string | null, whom: LeastFor): string {
  const place = namespace === null ? '' : `  namespace: ${word(namespace)}\n`;
  return `apiVersion: ${API}/v1\nkind: ${kind}\nmetadata:\n  name: ${word(nameOf(whom))}\n${place}`;
}

function roleDocument(namespace: string | null, rules: readonly PolicyRule[], whom: LeastFor): string {
  const kind = namespace === null ? 'ClusterRole' : 'Role';
  return `${head(kind, namespace, whom)}rules:\n${rules.map(ruleText).join('')}`;
}

function ruleText(rule: PolicyRule): string {
  const fields = ['apiGroups', 'resources', 'resourceNames', 'nonResourceURLs', 'verbs'] as const;
  const lines = fields.flatMap((field) => {
    const list = rule[field];
    return list === undefined ? [] : [`${field}: [${list.map(word).join(', ')}]`];
  });
  return lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}\n`).join('');
}

function bindingDocument(
  namespace: string | null,
  whom: LeastFor,
  subject: NonNullable<LeastFor['subject']>,
): string {
  const [kind, role] = namespace === null ? ['ClusterRoleBinding', 'ClusterRole'] : ['RoleBinding', 'Role'];
  const who =
    subject.kind === 'ServiceAccount'
      ? `  - kind: ServiceAccount\n    name: ${word(subject.name)}\n    namespace: ${word(subject.namespace ?? '')}\n`
      : `  - apiGroup: ${API}\n    kind: ${subject.kind}\n    name: ${word(subject.name)}\n`;
  return `${head(kind ?? '', namespace, whom)}roleRef:\n  apiGroup: ${API}\n  kind: ${role ?? ''}\n  name: ${word(nameOf(whom))}\nsubjects:\n${who}`;
}

/** A word that YAML could read as something else stands in quotes. */
function word(value: string): string {
  const isPlain = /^[A-Za-z/][\w./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}
