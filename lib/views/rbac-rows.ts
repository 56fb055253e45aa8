import type { GrantSource, PolicyRule } from '#lib/model/rbac.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import type { Locale, Text } from '#lib/model/text.ts';
import { placedName, ruleLine, type RuleLine } from './rbac-rules.ts';

/** A finding as a reason. */
export interface RbacFinding {
  readonly fingerprint: string;
  readonly severity: Severity;
  readonly title: Text;
  readonly message: Text;
}

/** A subject as the scan's bindings show it. */
export interface RbacSubject {
  readonly address: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly roles: readonly (GrantSource & { readonly address: string })[];
  readonly bindings: number;
  readonly rules: number;
  readonly addedRules: number;
  readonly isClusterWide: boolean;
  readonly namespaces: readonly string[];
  readonly isEverything: boolean;
  readonly findings: readonly RbacFinding[];
  readonly defaultRisks: readonly { readonly severity: Severity; readonly title: Text }[];
}

export interface RbacReason {
  readonly fingerprint: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
}

/** A subject as a row. */
export interface SubjectRow {
  readonly address: string;
  readonly kind: string;
  readonly name: string;
  readonly roles: readonly { readonly address: string; readonly label: string }[];
  readonly bindings: number;
  readonly rules: number;
  readonly addedRules: number;
  readonly isClusterWide: boolean;
  readonly namespaces: readonly string[];
  readonly isEverything: boolean;
  readonly severity: Severity | null;
  readonly reasons: readonly RbacReason[];
  /** What it may do by unchanged defaults alone. */
  readonly defaultRisks: readonly string[];
}

/** A list with what its filters left out. */
export interface Filtered<T> {
  readonly rows: readonly T[];
  /** Left out because they are unchanged defaults of Kubernetes. */
  readonly defaults: number;
}

export interface RbacFilter {
  /** Part of a name, in any case. */
  readonly text: string;
  readonly showDefaults: boolean;
}

/**
 * Returns the subjects with a finding, the worst first, with its reasons; those whose rights are strong by
 * unchanged defaults alone only where they are asked for, after the others.
 */
export function riskRows(
  subjects: readonly RbacSubject[],
  { text, showDefaults }: RbacFilter,
  locale: Locale,
): Filtered<SubjectRow> {
  const named = subjects.filter((subject) => has(placedName(subject), text));
  const found = named.filter(({ findings }) => findings.length > 0);
  const byDefault = named.filter(
    ({ findings, defaultRisks }) => findings.length === 0 && defaultRisks.length > 0,
  );
  const rows = [...found, ...(showDefaults ? byDefault : [])].map((subject) => subjectRow(subject, locale));
  return {
    rows: rows.toSorted(
      (a, b) =>
        rankOf(a.severity) - rankOf(b.severity) ||
        Number(b.isEverything) - Number(a.isEverything) ||
        b.reasons.length - a.reasons.length,
    ),
    defaults: byDefault.length,
  };
}

/** Returns the subjects by name; those that hold nothing but defaults only where they are asked for. */
export function subjectRows(
  subjects: readonly RbacSubject[],
  { text, showDefaults }: RbacFilter,
  locale: Locale,
): Filtered<SubjectRow> {
  const named = subjects.filter((subject) => has(placedName(subject), text));
  const shown = showDefaults ? named : named.filter(({ addedRules }) => addedRules > 0);
  return {
    rows: shown.map((subject) => subjectRow(subject, locale)),
    defaults: named.filter(({ addedRules }) => addedRules === 0).length,
  };
}

function subjectRow(subject: RbacSubject, locale: Locale): SubjectRow {
  const { roles, findings, defaultRisks, namespace: _namespace, ...rest } = subject;
  return {
    ...rest,
    name: placedName(subject),
    roles: roles.map((role) => ({ address: role.address, label: placedName(role) })),
    severity: findings[0]?.severity ?? null,
    defaultRisks: defaultRisks.map(({ title }) => title[locale]),
    reasons: findings.map(({ fingerprint, severity, title, message }) => ({
      fingerprint,
      severity,
      title: title[locale],
      message: message[locale],
    })),
  };
}

/** Made by the cluster itself, made by it and changed since, or made by somebody. */
export type RbacOrigin = 'default' | 'changed' | 'added';

/** A role as the scan holds it. */
export interface RbacRole extends GrantSource {
  readonly address: string;
  readonly rules: readonly PolicyRule[];
  readonly bindings: number;
  readonly isDefault: boolean;
  readonly origin: RbacOrigin;
  readonly isAggregated: boolean;
  readonly severity: Severity | null;
}

export interface RoleRow {
  readonly address: string;
  readonly kind: string;
  readonly name: string;
  readonly lines: readonly RuleLine[];
  readonly bindings: number;
  readonly isDefault: boolean;
  readonly origin: RbacOrigin;
  readonly isAggregated: boolean;
  readonly severity: Severity | null;
}

/** Returns the roles, those with findings first, then those in use, then by name. */
export function roleRows(roles: readonly RbacRole[], filter: RbacFilter): Filtered<RoleRow> {
  const rows = roles.map((role): RoleRow => ({
    address: role.address,
    kind: role.kind,
    name: placedName(role),
    lines: role.rules.map(ruleLine),
    bindings: role.bindings,
    isDefault: role.isDefault,
    origin: role.origin,
    isAggregated: role.isAggregated,
    severity: role.severity,
  }));
  const { rows: left, defaults } = withoutDefaults(
    rows.filter(({ name }) => has(name, filter.text)),
    filter,
  );
  return {
    rows: left.toSorted(
      (a, b) =>
        rankOf(a.severity) - rankOf(b.severity) ||
        Number(b.bindings > 0) - Number(a.bindings > 0) ||
        (a.name < b.name ? -1 : 1),
    ),
    defaults,
  };
}

/** A binding as the scan holds it. */
export interface RbacBinding extends GrantSource {
  readonly role: GrantSource & { readonly address: string; readonly isMissing: boolean };
  readonly subjects: readonly {
    readonly address: string;
    readonly kind: string;
    readonly namespace: string | null;
    readonly name: string;
    readonly isMissing: boolean;
  }[];
  readonly isDefault: boolean;
  readonly origin: RbacOrigin;
  readonly severity: Severity | null;
}

export interface BindingRow {
  /** Names it in an address: `RoleBinding:shop:ci`. */
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly role: { readonly address: string; readonly label: string; readonly isMissing: boolean };
  readonly subjects: readonly BindingRowSubject[];
  readonly isDefault: boolean;
  readonly origin: RbacOrigin;
  readonly severity: Severity | null;
}

interface BindingRowSubject {
  readonly address: string;
  readonly kind: string;
  readonly name: string;
  readonly isMissing: boolean;
}

/** Returns the bindings, those with findings first, then by name. */
export function bindingRows(bindings: readonly RbacBinding[], filter: RbacFilter): Filtered<BindingRow> {
  const rows = bindings.map((binding): BindingRow => ({
    key: [binding.kind, binding.namespace ?? '', binding.name].join(':'),
    kind: binding.kind,
    name: placedName(binding),
    namespace: binding.namespace,
    role: {
      address: binding.role.address,
      label: `${binding.role.kind} ${binding.role.name}`,
      isMissing: binding.role.isMissing,
    },
    subjects: binding.subjects.map((subject) => ({
      address: subject.address,
      kind: subject.kind,
      name: placedName(subject),
      isMissing: subject.isMissing,
    })),
    isDefault: binding.isDefault,
    origin: binding.origin,
    severity: binding.severity,
  }));
  const matching = rows.filter(({ name, role, subjects }) =>
    has([name, role.label, ...subjects.map((subject) => subject.name)].join(' '), filter.text),
  );
  const { rows: left, defaults } = withoutDefaults(matching, filter);
  const sorted = left.toSorted(
    (a, b) => rankOf(a.severity) - rankOf(b.severity) || (a.name < b.name ? -1 : 1),
  );
  return { rows: sorted, defaults };
}

function withoutDefaults<T extends { readonly isDefault: boolean }>(
  rows: readonly T[],
  { showDefaults }: RbacFilter,
): Filtered<T> {
  return {
    rows: showDefaults ? rows : rows.filter(({ isDefault }) => !isDefault),
    defaults: rows.filter(({ isDefault }) => isDefault).length,
  };
}

function has(name: string, text: string): boolean {
  return name.toLowerCase().includes(text.trim().toLowerCase());
}

const NONE = 9;

function rankOf(severity: Severity | null): number {
  return severity === null ? NONE : severityRank(severity);
}
