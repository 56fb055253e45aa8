import { homedir } from 'node:os';
import type { PodSurroundings } from './in-cluster.ts';
import type { KubeconfigPlaces } from './load-kubeconfigs.ts';

/** Where clusters are looked for; what is left out is taken from this process. */
export interface Surroundings extends KubeconfigPlaces, PodSurroundings {}

/**
 * Returns the places to look for clusters. The variables are those that kubectl and every container know, not
 * settings of Merlon.
 */
export function surroundingsOf(given: Surroundings): Surroundings {
  return {
    kubeconfig: given.kubeconfig ?? process.env['KUBECONFIG'],
    home: given.home ?? homedir(),
    serviceHost: given.serviceHost ?? process.env['KUBERNETES_SERVICE_HOST'],
    servicePort: given.servicePort ?? process.env['KUBERNETES_SERVICE_PORT'],
    serviceAccountDir: given.serviceAccountDir,
  };
}
