import { rightsAtMost } from '#lib/analysis/rbac/expand-rights.ts';
import { leastPrivilege, type LeastPrivilege } from '#lib/analysis/rbac/least-privilege.ts';
import type { EffectiveRule } from '#lib/analysis/rbac/permissions.ts';
import type { PolicyRule, GrantSource } from '#lib/model/rbac.ts';
import type { Store } from '#lib/store/open-store.ts';
import { subjectAt } from './rbac-address.ts';
import { rbacOfScan, type ScanRbac } from './rbac-of-scan.ts';

/**
 * Roles of least privilege; `unknown` where the scan does not know what the cluster serves, `too-many` where the
 * rights are more than anybody reads and a request should work out.
 */
export type LeastAnswer = LeastPrivilege | 'unknown' | 'too-many';

/** About half a second of work: `*` on everything in 50 namespaces. */
const MOST_RIGHTS = 100_000;

/** Returns what a subject would hold by roles of least privilege instead of its added bindings. */
export async function leastOfSubject(store: Store, scanId: string, address: string): Promise<LeastAnswer> {
  const rbac = await rbacOfScan(store, scanId);
  const subject = subjectAt(address);
  if (rbac === null || subject === null) return 'unknown';
  return answer(
    rbac,
    rbac.permissions.rulesOf(subject).filter(({ isDefault }) => !isDefault),
  );
}

/** A role as the question names it, with a namespace where a binding gives it. */
interface AskedRole extends GrantSource {
  readonly rules: readonly PolicyRule[];
}

/**
 * Returns what a role comes to without wildcards, risky and unserved parts. A cluster role is judged as on the
 * whole cluster unless RoleBindings alone give it.
 */
export async function leastOfRole(
  store: Store,
  scanId: string,
  { role, places }: { readonly role: AskedRole; readonly places: readonly (string | null)[] },
): Promise<LeastAnswer> {
  const rbac = await rbacOfScan(store, scanId);
  if (rbac === null) return 'unknown';
  const [first] = places;
  const isWide = role.namespace === null && (first === undefined || places.includes(null));
  const namespace = isWide ? null : (role.namespace ?? first ?? null);
  const { kind, name } = role;
  const source = { kind, namespace: role.namespace, name };
  const subject = { kind: 'Group', name };
  const rules = role.rules.map((rule, index): EffectiveRule => {
    const grant = { binding: source, role: source, rule: index, subject };
    return { grant, rule, namespace, isDefault: false };
  });
  return answer(rbac, rules);
}

function answer(rbac: ScanRbac, rules: readonly EffectiveRule[]): LeastAnswer {
  if (rbac.apiResources.length === 0) return 'unknown';
  if (rightsAtMost(rules, rbac.apiResources) > MOST_RIGHTS) return 'too-many';
  return leastPrivilege(rules, rbac.apiResources, { minor: rbac.permissions.minor, isExecByGet: true });
}
