import type { Store } from './open-store.ts';

/** Returns a setting, or null where it was never set. */
export async function getSetting(store: Store, key: string): Promise<string | null> {
  const row = await store.prisma.setting.findUnique({ where: { key } });
  return row?.value ?? null;
}

/** Sets a setting. */
export function setSetting(store: Store, key: string, value: string): void {
  store.db
    .prepare(
      'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(key, value);
}
