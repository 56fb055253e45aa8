import { text, type Text } from '#lib/model/text.ts';
import { findInCluster, IN_CLUSTER } from './in-cluster.ts';
import { loadKubeconfigs, type KubeconfigProblem, type LoadedKubeconfigs } from './load-kubeconfigs.ts';
import { plainUrl } from './plain-url.ts';
import { surroundingsOf, type Surroundings } from './surroundings.ts';

/** One way to reach a cluster, by the names a kubeconfig gives; holds no credential. */
export interface ContextInfo {
  readonly name: string;
  readonly cluster: string;
  /** URL of the API server; null where the context names a cluster that no file holds. */
  readonly server: string | null;
  readonly user: string;
  readonly namespace: string | null;
  /** The kubeconfig it stands in, or `in-cluster`. */
  readonly file: string;
  readonly current: boolean;
}

export interface ContextList {
  readonly contexts: readonly ContextInfo[];
  readonly problems: readonly { readonly file: string; readonly message: Text }[];
}

/** Lists the contexts of every kubeconfig and the pod's own service account; contacts nothing. */
export function readContexts(options: Surroundings = {}): ContextList {
  const surroundings = surroundingsOf(options);
  const loaded = loadKubeconfigs(surroundings);
  const contexts = kubeconfigContexts(loaded);
  const inCluster = findInCluster(surroundings);
  if (inCluster !== null && !contexts.some(({ name }) => name === IN_CLUSTER)) {
    contexts.push({
      name: IN_CLUSTER,
      cluster: inCluster.cluster.name,
      server: inCluster.cluster.server,
      user: inCluster.user.name,
      namespace: inCluster.namespace,
      file: IN_CLUSTER,
      current: contexts.length === 0,
    });
  }
  const problems = loaded.problems.map((problem) => ({ file: problem.file, message: problemText(problem) }));
  return { contexts, problems };
}

function kubeconfigContexts({ files }: LoadedKubeconfigs): ContextInfo[] {
  const current = files.find((file) => file.currentContext !== null)?.currentContext;
  const clusters = files.flatMap((file) => file.clusters);
  const found = new Map<string, ContextInfo>();
  for (const { file, contexts } of files) {
    for (const { name, cluster, user, namespace } of contexts) {
      if (found.has(name)) continue;
      const server = clusters.find((entry) => entry.name === cluster)?.server;
      const isCurrent = name === current;
      found.set(name, {
        name,
        cluster,
        server: server === undefined ? null : plainUrl(server),
        user,
        namespace: namespace ?? null,
        file,
        current: isCurrent,
      });
    }
  }
  return [...found.values()];
}

/** Returns the sentence for a kubeconfig that could not be read. */
export function problemText({ file, kind, detail }: KubeconfigProblem): Text {
  return kind === 'unreadable'
    ? text(
        `The kubeconfig ${file} cannot be read (${detail}): check that the file exists and that Merlon's user may read it.`,
        `无法读取 kubeconfig 文件 ${file}（${detail}）：请确认文件存在，且运行 Merlon 的用户有权读取它。`,
      )
    : text(
        `The kubeconfig ${file} is not valid: ${detail}. Correct it, for example with "kubectl config view".`,
        `kubeconfig 文件 ${file} 无效：${detail}。请修正它，可以用“kubectl config view”检查。`,
      );
}
