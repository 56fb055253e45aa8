import { collectInventory } from '#lib/collect/collect-inventory.ts';
import { openCluster } from '#lib/kube/open-cluster.ts';
import type { Inventory } from '#lib/model/inventory.ts';
import type { ControlPlane } from './control-plane.ts';

/** Returns what a scan reads of a control plane, with the names of its Secrets. */
export async function readCluster(plane: ControlPlane): Promise<Inventory> {
  const access = await openCluster({ context: null, kubeconfig: plane.adminKubeconfig() });
  try {
    return await collectInventory(access, {
      profile: 'secret-names',
      signal: new AbortController().signal,
      now: () => new Date(),
      onProgress: () => undefined,
      onGap: () => undefined,
    });
  } finally {
    access.close();
  }
}
