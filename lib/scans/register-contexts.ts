import { readContexts, type ContextInfo, type ContextList } from '#lib/kube/contexts.ts';
import { registerCluster } from '#lib/store/clusters.ts';
import { saveKubeconfigProblems } from '#lib/store/kubeconfig-problems.ts';
import type { Store } from '#lib/store/open-store.ts';

/** Demo clusters live on loopback addresses, and nothing else may get a packet for them. */
const DEMO_NETWORKS = ['127.0.0.0/8'];

export interface RegisterOptions {
  /** Kubeconfig of the demo clusters, or null where none runs. */
  readonly demoKubeconfig: string | null;
}

/**
 * Makes every context that can be found a cluster to scan; contacts nothing. Returns, and keeps for the
 * page of clusters, what could not be read.
 */
export function registerContexts(store: Store, { demoKubeconfig }: RegisterOptions): ContextList['problems'] {
  const own = readContexts();
  saveKubeconfigProblems(store, own.problems);
  for (const context of own.contexts) register(store, context, false);
  if (demoKubeconfig === null) return own.problems;
  for (const context of demoContexts(demoKubeconfig)) register(store, context, true);
  return own.problems;
}

/** Returns the contexts of the demo clusters, the default one first. */
export function demoContexts(demoKubeconfig: string): ContextInfo[] {
  const { contexts } = readContexts({ kubeconfig: demoKubeconfig });
  return contexts
    .filter(({ file }) => file !== 'in-cluster')
    .toSorted((a, b) => Number(b.current) - Number(a.current));
}

function register(store: Store, context: ContextInfo, demo: boolean): void {
  registerCluster(store, {
    name: context.name,
    context: context.name,
    server: context.server,
    source: 'api',
    demo,
    probeAllow: demo ? DEMO_NETWORKS : null,
  });
}
