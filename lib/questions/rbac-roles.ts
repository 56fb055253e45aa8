import { sourceKey } from './rbac-subjects.ts';
import { roleAddress, subjectAddress } from './rbac-address.ts';
import { rbacOfScan, type ScanRbac } from './rbac-of-scan.ts';
import type { Origin } from '#lib/analysis/rbac/default-rights.ts';
import type { GrantSource, PolicyRule, Role, Subject } from '#lib/model/rbac.ts';
import type { Severity } from '#lib/model/severity.ts';
import { severityRank } from '#lib/model/severity.ts';
import type { Store } from '#lib/store/open-store.ts';

/** A role with its rules and how far it is used. */
export interface RoleFact extends GrantSource {
  readonly address: string;
  readonly rules: readonly PolicyRule[];
  /** Bindings that give it. */
  readonly bindings: number;
  /** The cluster was born with it, and nothing was added. */
  readonly isDefault: boolean;
  readonly origin: Origin;
  /** Its rules are gathered from other roles by label. */
  readonly isAggregated: boolean;
  /** The worst finding on it or on a binding that gives it. */
  readonly severity: Severity | null;
}

/** A subject as a binding lists it. */
export interface BoundSubject {
  readonly address: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** It is a service account that does not exist. */
  readonly isMissing: boolean;
}

/** A binding: whom it gives which role, and where. */
export interface BindingFact extends GrantSource {
  readonly role: GrantSource & { readonly address: string; readonly isMissing: boolean };
  readonly subjects: readonly BoundSubject[];
  readonly isDefault: boolean;
  readonly origin: Origin;
  readonly severity: Severity | null;
}

/** The roles and bindings of a scan, in the order of kinds, namespaces and names. */
export interface RolesAndBindings {
  readonly roles: readonly RoleFact[];
  readonly bindings: readonly BindingFact[];
}

const KNOWN = new WeakMap<ScanRbac, RolesAndBindings>();

/** Returns the roles and bindings of a scan; null where it has no result. */
export async function rolesAndBindings(store: Store, scanId: string): Promise<RolesAndBindings | null> {
  const rbac = await rbacOfScan(store, scanId);
  if (rbac === null) return null;
  let facts = KNOWN.get(rbac);
  if (facts === undefined) {
    facts = derive(rbac);
    KNOWN.set(rbac, facts);
  }
  return facts;
}

function derive(rbac: ScanRbac): RolesAndBindings {
  const worst = worstByObject(rbac);
  const rules = new Map<string, readonly PolicyRule[]>();
  const defaults = new Map<string, boolean>();
  for (const role of [...rbac.clusterRoles, ...rbac.roles]) {
    const source = sourceOf(role);
    rules.set(sourceKey(source), role.rules);
    defaults.set(sourceKey(source), rbac.defaults.isDefaultRole(source, role.rules));
  }
  const bindings = rbac.bindings.map((binding): BindingFact => {
    const source = sourceOf(binding);
    const isOwn = binding.roleRef.kind === 'Role';
    const role = {
      kind: binding.roleRef.kind,
      namespace: isOwn ? source.namespace : null,
      name: binding.roleRef.name,
    };
    const given = rules.get(sourceKey(role));
    const isBorn = (subject: Subject): boolean =>
      (given ?? []).every((rule, index) =>
        rbac.defaults.isDefault({ binding: source, role, rule: index, subject }, rule),
      );
    const isDefault = given !== undefined && binding.subjects.every(isBorn) && rbac.defaults.knows(source);
    return {
      ...source,
      role: { ...role, address: roleAddress(role), isMissing: given === undefined },
      subjects: binding.subjects.map((subject) => boundSubject(rbac, subject, source.namespace)),
      isDefault,
      origin: isDefault ? 'default' : rbac.defaults.knows(source) ? 'changed' : 'added',
      severity: worst.get(sourceKey(source)) ?? null,
    };
  });
  const byRole = Map.groupBy(bindings, ({ role }) => sourceKey(role));
  const roles = [...rbac.clusterRoles, ...rbac.roles].map((role): RoleFact => {
    const source = sourceOf(role);
    const key = sourceKey(source);
    const using = byRole.get(key) ?? [];
    return {
      ...source,
      address: roleAddress(source),
      rules: role.rules,
      bindings: using.length,
      isDefault: defaults.get(key) ?? false,
      origin: rbac.defaults.originOf(source, role.rules),
      isAggregated: 'aggregationRule' in role && role.aggregationRule !== undefined,
      severity: worstOf([worst.get(key) ?? null, ...using.map(({ severity }) => severity)]),
    };
  });
  return { roles, bindings };
}

function boundSubject({ permissions }: ScanRbac, subject: Subject, namespace: string | null): BoundSubject {
  const isAccount = subject.kind === 'ServiceAccount';
  const own = isAccount ? (subject.namespace ?? namespace) : null;
  const named = own === null ? subject : { ...subject, namespace: own };
  const { kind, name } = subject;
  return {
    address: subjectAddress(named),
    kind,
    namespace: own,
    name,
    isMissing: permissions.isMissing(named),
  };
}

function sourceOf({ kind, metadata }: Pick<Role, 'kind' | 'metadata'>): GrantSource {
  return { kind, namespace: metadata.namespace ?? null, name: metadata.name };
}

function worstByObject({ findings }: ScanRbac): ReadonlyMap<string, Severity> {
  const worst = new Map<string, Severity>();
  // Worst first: the first of an object stands.
  for (const { resource, severity } of findings) {
    const key = sourceKey(resource);
    if (!worst.has(key)) worst.set(key, severity);
  }
  return worst;
}

function worstOf(severities: readonly (Severity | null)[]): Severity | null {
  const found = severities.filter((severity) => severity !== null);
  return found.toSorted((a, b) => severityRank(a) - severityRank(b))[0] ?? null;
}
