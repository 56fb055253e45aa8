import type { Cluster } from '@kubernetes/client-node';
import { MerlonError } from '#lib/errors.ts';
import { text } from '#lib/model/text.ts';
import { problemText } from './contexts.ts';
import { findInCluster, IN_CLUSTER } from './in-cluster.ts';
import type { KubeconfigUser } from './kubeconfig.ts';
import { loadKubeconfigs, type LoadedKubeconfigs } from './load-kubeconfigs.ts';
import { surroundingsOf, type Surroundings } from './surroundings.ts';

/** The cluster and the user that a context names. */
export interface Target {
  readonly context: string | null;
  readonly cluster: Cluster;
  readonly user: KubeconfigUser;
  readonly namespace: string | null;
}

/**
 * Returns what a context names; null asks for the current one, and where there is no kubeconfig for the pod's
 * own service account. Throws MerlonError where it cannot be told.
 */
export function findTarget(context: string | null, places: Surroundings): Target {
  const surroundings = surroundingsOf(places);
  const loaded = loadKubeconfigs(surroundings);
  const current = loaded.files.find((file) => file.currentContext !== null)?.currentContext ?? null;
  const name = context ?? current;
  const entry =
    name === null
      ? undefined
      : loaded.files.flatMap((file) => file.contexts).find((one) => one.name === name);
  if (entry !== undefined) return targetOf(entry, loaded);
  const inCluster = name === null || context === IN_CLUSTER ? findInCluster(surroundings) : null;
  if (inCluster !== null) return { ...inCluster, context: null };
  throw missingContext(name, loaded);
}

function targetOf(
  entry: { name: string; cluster: string; user: string; namespace?: string },
  { files }: LoadedKubeconfigs,
): Target {
  const cluster = files.flatMap((file) => file.clusters).find((one) => one.name === entry.cluster);
  if (cluster === undefined || !URL.canParse(cluster.server)) {
    throw incomplete(entry.name, `cluster "${entry.cluster}"`, `集群“${entry.cluster}”`);
  }
  const user = files.flatMap((file) => file.users).find((one) => one.name === entry.user);
  if (user === undefined && entry.user !== '') {
    throw incomplete(entry.name, `user "${entry.user}"`, `用户“${entry.user}”`);
  }
  return {
    context: entry.name,
    cluster,
    user: user ?? { name: '', impersonation: {} },
    namespace: entry.namespace ?? null,
  };
}

function incomplete(context: string, en: string, zh: string): MerlonError {
  return new MerlonError(
    'context-incomplete',
    text(
      `The context "${context}" names the ${en}, which no kubeconfig describes: add it, or choose another context.`,
      `上下文“${context}”引用的${zh}在任何 kubeconfig 中都没有完整定义：请补充它，或选择其他上下文。`,
    ),
  );
}

function missingContext(name: string | null, { files, problems }: LoadedKubeconfigs): MerlonError {
  const [problem] = problems;
  if (problem !== undefined) {
    const code = problem.kind === 'unreadable' ? 'kubeconfig-unreadable' : 'kubeconfig-malformed';
    return new MerlonError(code, problemText(problem));
  }
  if (name === null) {
    return new MerlonError(
      'no-context',
      text(
        'No cluster is named: set KUBECONFIG, put a kubeconfig at ~/.kube/config with a current context, or name one.',
        '未指定集群：请设置 KUBECONFIG，或在 ~/.kube/config 中放置带有当前上下文的 kubeconfig，或直接指定上下文。',
      ),
    );
  }
  const known = files.flatMap((file) => file.contexts.map((one) => one.name)).join(', ');
  return new MerlonError(
    'unknown-context',
    text(
      `No kubeconfig holds a context "${name}"; known are: ${known === '' ? 'none' : known}.`,
      `没有任何 kubeconfig 包含上下文“${name}”；已知的上下文：${known === '' ? '无' : known}。`,
    ),
  );
}
