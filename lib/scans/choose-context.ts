import { MerlonError } from '#lib/errors.ts';
import { readContexts } from '#lib/kube/contexts.ts';
import { text } from '#lib/model/text.ts';
import type { ClusterRow } from '#lib/store/clusters.ts';
import { demoContexts } from './register-contexts.ts';

/**
 * Returns the context to reach a cluster through: the first of its own that still exists, because a renamed
 * one leaves its old name behind; the first known where none does, so that opening it tells why. Throws
 * `unknown-context` for a cluster that no context leads to.
 */
export function chooseContext(cluster: ClusterRow, demoKubeconfig: string | null): string {
  const existing = cluster.demo ? contextsOfDemo(demoKubeconfig) : readContexts().contexts;
  const names = new Set(existing.map(({ name }) => name));
  const chosen = cluster.contexts.find((name) => names.has(name)) ?? cluster.contexts[0];
  if (chosen !== undefined) return chosen;
  throw new MerlonError(
    'unknown-context',
    text(
      `No kubeconfig context leads to the cluster ${cluster.name}, so that it cannot be scanned from here.`,
      `没有 kubeconfig 上下文指向集群 ${cluster.name}，因此无法从这里扫描它。`,
    ),
  );
}

const contextsOfDemo = (kubeconfig: string | null): ReturnType<typeof demoContexts> =>
  kubeconfig === null ? [] : demoContexts(kubeconfig);
