import { MerlonError } from '#lib/errors.ts';
import { readContexts, type ContextInfo } from '#lib/kube/contexts.ts';
import { text } from '#lib/model/text.ts';
import type { ClusterRow } from '#lib/store/clusters.ts';
import { demoContexts } from './register-contexts.ts';

/** The way to a cluster. */
export interface ChosenContext {
  readonly context: string;
  /** The kubeconfig to find it in; left out for the usual ones. */
  readonly kubeconfig?: string;
}

/**
 * Returns the context to reach a cluster through: the first of its own that still exists, because a renamed
 * one leaves its old name behind; the first known where none does, so that opening it tells why. Throws
 * `unknown-context` for a cluster that no context leads to, and for one of a demo that does not run: a context
 * of the same name in another kubeconfig leads elsewhere.
 */
export function chooseContext(cluster: ClusterRow, demoKubeconfig: string | null): ChosenContext {
  if (cluster.demo) {
    if (demoKubeconfig === null) throw demoStopped(cluster.name);
    return { context: firstOf(cluster, demoContexts(demoKubeconfig)), kubeconfig: demoKubeconfig };
  }
  return { context: firstOf(cluster, readContexts().contexts) };
}

function firstOf(cluster: ClusterRow, existing: readonly ContextInfo[]): string {
  const names = new Set(existing.map(({ name }) => name));
  const chosen = cluster.contexts.find((name) => names.has(name)) ?? cluster.contexts[0];
  if (chosen === undefined) throw noContext(cluster.name);
  return chosen;
}

function noContext(name: string): MerlonError {
  return new MerlonError(
    'unknown-context',
    text(
      `No kubeconfig context leads to the cluster ${name}, so that it cannot be scanned from here.`,
      `没有 kubeconfig 上下文指向集群 ${name}，因此无法从这里扫描它。`,
    ),
  );
}

function demoStopped(name: string): MerlonError {
  return new MerlonError(
    'unknown-context',
    text(
      `${name} is a demo cluster, and the demo does not run; start Merlon with "npm start -- --demo" to scan it.`,
      `${name} 是演示集群，而演示当前未运行；请使用“npm start -- --demo”启动 Merlon 后再扫描。`,
    ),
  );
}
