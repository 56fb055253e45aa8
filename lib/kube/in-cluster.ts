import { existsSync, readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import type { Cluster } from '@kubernetes/client-node';
import type { KubeconfigUser } from './kubeconfig.ts';

/** Name under which the pod's own service account is listed beside kubeconfig contexts. */
export const IN_CLUSTER = 'in-cluster';

/** What a pod is given to reach its own cluster. */
export interface PodSurroundings {
  /** Host and port of the API server, from the variables every container gets. */
  readonly serviceHost?: string | undefined;
  readonly servicePort?: string | undefined;
  /** Folder the service account is mounted at. */
  readonly serviceAccountDir?: string | undefined;
}

export interface InClusterTarget {
  readonly cluster: Cluster;
  readonly user: KubeconfigUser;
  readonly namespace: string | null;
}

const MOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Returns how this pod reaches its own cluster; null outside a pod or where no token is mounted. */
export function findInCluster(surroundings: PodSurroundings): InClusterTarget | null {
  const { serviceHost, servicePort = '443', serviceAccountDir = MOUNT } = surroundings;
  const tokenFile = join(serviceAccountDir, 'token');
  if (serviceHost === undefined || serviceHost === '' || !existsSync(tokenFile)) return null;
  const host = isIPv6(serviceHost) ? `[${serviceHost}]` : serviceHost;
  const namespaceFile = join(serviceAccountDir, 'namespace');
  const namespace = existsSync(namespaceFile) ? readFileSync(namespaceFile, 'utf8').trim() : '';
  return {
    cluster: {
      name: IN_CLUSTER,
      server: `https://${host}:${servicePort}`,
      caFile: join(serviceAccountDir, 'ca.crt'),
      skipTLSVerify: false,
    },
    user: { name: IN_CLUSTER, tokenFile, impersonation: {} },
    namespace: namespace === '' ? null : namespace,
  };
}
