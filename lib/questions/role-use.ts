import type { Store } from '#lib/store/open-store.ts';
import { rolesAndBindings, type BindingFact, type RoleFact } from './rbac-roles.ts';

/** A role with the bindings that give it. */
export interface RoleUse {
  readonly role: RoleFact;
  readonly bindings: readonly BindingFact[];
}

/** Returns a role and who is given it; null where the scan has no result or no such role. */
export async function roleUse(store: Store, scanId: string, address: string): Promise<RoleUse | null> {
  const lists = await rolesAndBindings(store, scanId);
  const role = lists?.roles.find((one) => one.address === address);
  if (lists === null || role === undefined) return null;
  return { role, bindings: lists.bindings.filter((binding) => binding.role.address === address) };
}
