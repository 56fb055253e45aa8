import type { ApiClient } from './api-client.ts';

/** Returns the API groups that a server offers, the core group as the empty string. */
export async function servedGroups(admin: ApiClient): Promise<ReadonlySet<string>> {
  const { body } = await admin.send('GET', '/apis');
  return new Set(['', ...(body as { groups: { name: string }[] }).groups.map(({ name }) => name)]);
}
