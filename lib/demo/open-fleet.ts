import { join } from 'node:path';
import type { AddressPlan } from './address-plan.ts';
import { createCluster } from './demo-cluster.ts';
import { loadIdentity } from './identity.ts';
import type { Identity } from './identity.ts';
import type { Reachable } from './kubeconfig.ts';
import type { Generation } from './objects/world.ts';
import { STORIES } from './stories.ts';

/** The clusters of the demo while they run. */
export interface Fleet {
  main: Reachable;
  /** `main` first. */
  clusters: readonly Reachable[];
  /** Serves a generation; the clusters but `main` have one only. */
  show(generation: Generation): Promise<void>;
  generation(): Generation;
  close(): Promise<void>;
}

/** Reads the identity of each cluster, of `main` from the folder itself and of the others from one of their own. */
export function loadIdentities(folder: string): Identity[] {
  const now = new Date();
  return STORIES.map(({ site: { name } }, index) =>
    loadIdentity(index === 0 ? folder : join(folder, name), name, now),
  );
}

/** Opens all clusters at once; closes them again and throws where one cannot listen. */
export async function openFleet(
  identities: readonly Identity[],
  plans: readonly AddressPlan[],
  options: { first: Generation; continueLifetimeMs: number; log: (line: string) => void },
): Promise<Fleet> {
  const clusters = STORIES.flatMap((story, index) => {
    const [identity, plan] = [identities[index], plans[index]];
    if (identity === undefined || plan === undefined) return [];
    const first = index === 0 ? options.first : 1;
    return [{ identity, plan, served: createCluster(identity, plan, { ...options, story, first }) }];
  });
  const [main, ...others] = clusters;
  if (main === undefined) throw new Error('the demo has no clusters');
  const close = async (): Promise<void> => {
    await Promise.all(clusters.map(({ served }) => served.close()));
  };
  const shown = await Promise.allSettled([
    main.served.show(options.first),
    ...others.map(({ served }) => served.show(1)),
  ]);
  const failed = shown.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') {
    await close();
    throw failed.reason;
  }
  return {
    main,
    clusters,
    show: (generation) => main.served.show(generation),
    generation: () => main.served.generation(),
    close,
  };
}
