import { z } from 'zod';
import type { Text } from '#lib/model/text.ts';
import type { Store } from './open-store.ts';
import { getSetting, setSetting } from './settings.ts';

/** A kubeconfig that could not be read, and why. */
export interface KubeconfigProblem {
  readonly file: string;
  readonly message: Text;
}

const KEY = 'kubeconfig-problems';

const shape = z.array(
  z.object({ file: z.string(), message: z.object({ en: z.string(), 'zh-CN': z.string() }) }),
);

/** Keeps what was wrong when the kubeconfigs were last read, in place of what was kept before. */
export function saveKubeconfigProblems(store: Store, problems: readonly KubeconfigProblem[]): void {
  setSetting(store, KEY, JSON.stringify(problems));
}

/** Returns what was wrong when the kubeconfigs were last read. */
export async function listKubeconfigProblems(store: Store): Promise<KubeconfigProblem[]> {
  const stored = await getSetting(store, KEY);
  return stored === null ? [] : shape.parse(JSON.parse(stored));
}
