import { findDefaultRisks } from '#lib/analysis/rbac/find-risks.ts';
import type { EffectiveRule } from '#lib/analysis/rbac/permissions.ts';
import { isEverything } from '#lib/analysis/rbac/rule-power.ts';
import { subjectKey, subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { GrantSource, Subject } from '#lib/model/rbac.ts';
import { refKey } from '#lib/model/resource-ref.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import type { Text } from '#lib/model/text.ts';
import type { FindingRow } from '#lib/store/findings.ts';
import type { Store } from '#lib/store/open-store.ts';
import { roleAddress, subjectAddress } from './rbac-address.ts';
import { rbacOfScan, type ScanRbac } from './rbac-of-scan.ts';

/** A role as a list names it. */
export interface NamedRole extends GrantSource {
  readonly address: string;
}

/** What one subject holds by its own bindings. */
export interface SubjectFact {
  readonly address: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** Each once, in the order of bindings. */
  readonly roles: readonly NamedRole[];
  readonly bindings: number;
  readonly rules: number;
  /** Rules that are no unchanged default of Kubernetes. */
  readonly addedRules: number;
  /** One of its rules holds on the whole cluster. */
  readonly isClusterWide: boolean;
  /** Namespaces in which a rule holds that does not hold everywhere, sorted. */
  readonly namespaces: readonly string[];
  /** It may do everything in the whole cluster. */
  readonly isEverything: boolean;
  /** Findings on it, and on bindings and roles that give it rights, worst first. */
  readonly findings: readonly FindingRow[];
  /** What the unchanged defaults of Kubernetes alone let it do that is risky, worst first. */
  readonly defaultRisks: readonly DefaultRisk[];
}

/** A risk that a subject holds by design of Kubernetes. */
export interface DefaultRisk {
  readonly severity: Severity;
  /** What it may do: follows "may". */
  readonly title: Text;
}

/** Returns every subject that bindings of a scan name, sorted; null where the scan has no result. */
export async function rbacSubjects(store: Store, scanId: string): Promise<readonly SubjectFact[] | null> {
  const rbac = await rbacOfScan(store, scanId);
  return rbac === null ? null : subjectsOf(rbac);
}

const KNOWN = new WeakMap<ScanRbac, readonly SubjectFact[]>();

function subjectsOf(rbac: ScanRbac): readonly SubjectFact[] {
  let facts = KNOWN.get(rbac);
  if (facts === undefined) {
    const findings = Map.groupBy(rbac.findings, ({ resource }) => refKey(resource));
    const byDefault = defaultRisks(rbac);
    facts = rbac.permissions.subjects().map((subject) => ({
      ...factOf(subject, rbac.permissions.rulesOf(subject), findings),
      defaultRisks: byDefault.get(subjectKey(subject)) ?? [],
    }));
    KNOWN.set(rbac, facts);
  }
  return facts;
}

function defaultRisks({ permissions }: ScanRbac): ReadonlyMap<string, readonly DefaultRisk[]> {
  const found = findDefaultRisks(permissions, { minor: permissions.minor, isExecByGet: false });
  return new Map(
    found.map(({ subject, hits }) => [
      subjectKey(subject),
      hits.map(({ severity, risk: { title } }) => ({ severity, title })),
    ]),
  );
}

function factOf(
  subject: Subject,
  rules: readonly EffectiveRule[],
  findings: ReadonlyMap<string, readonly FindingRow[]>,
): Omit<SubjectFact, 'defaultRisks'> {
  const { kind, namespace, name } = subjectRef(subject);
  const bindings = distinct(rules.map(({ grant }) => grant.binding));
  const roles = distinct(rules.map(({ grant }) => grant.role));
  const keys = [subjectKey(subject), ...[...bindings, ...roles].map(sourceKey)];
  return {
    address: subjectAddress(subject),
    kind,
    namespace,
    name,
    roles: roles.map((role) => ({ ...role, address: roleAddress(role) })),
    bindings: bindings.length,
    rules: rules.length,
    addedRules: rules.filter(({ isDefault }) => !isDefault).length,
    isClusterWide: rules.some((rule) => rule.namespace === null),
    namespaces: [...new Set(rules.flatMap((rule) => rule.namespace ?? []))].toSorted(byCodeUnit),
    isEverything: rules.some((one) => one.namespace === null && isEverything(one.rule)),
    findings: worstFirst(keys.flatMap((key) => findings.get(key) ?? [])),
  };
}

/** Returns the reference key of a binding or role. */
export function sourceKey({ kind, namespace, name }: GrantSource): string {
  return refKey({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, namespace, name, uid: null });
}

function distinct(sources: readonly GrantSource[]): GrantSource[] {
  return [...new Map(sources.map((source) => [sourceKey(source), source])).values()];
}

function worstFirst(findings: readonly FindingRow[]): readonly FindingRow[] {
  return findings.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity));
}
