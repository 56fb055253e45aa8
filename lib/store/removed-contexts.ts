import type { Store } from './open-store.ts';

/** Returns the names of the contexts whose clusters a person has removed. */
export async function listRemovedContexts(store: Store): Promise<string[]> {
  const rows = await store.prisma.context.findMany({ where: { clusterId: null }, orderBy: { name: 'asc' } });
  return rows.map(({ name }) => name);
}

/** Forgets which contexts were removed, so that they become clusters again when they are next seen. */
export function forgetRemovedContexts({ db }: Store): void {
  db.prepare('DELETE FROM contexts WHERE cluster_id IS NULL').run();
}
