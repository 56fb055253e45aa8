import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const SERVICE_ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** Where to look; a test gives places of its own. */
export interface Places {
  environment: Readonly<Record<string, string | undefined>>;
  home: string;
  serviceAccountToken: string;
}

/** The places kubectl and client libraries look at. */
export function usualPlaces(): Places {
  return { environment: process.env, home: homedir(), serviceAccountToken: SERVICE_ACCOUNT_TOKEN };
}

/** Returns whether there is any cluster to point at: a kubeconfig file with content, or a pod's service account. */
export function hasKubeconfig(places: Places): boolean {
  const named = places.environment['KUBECONFIG'];
  // As kubectl has it: KUBECONFIG, once set, replaces the file in the home folder, and missing files count as empty.
  const files =
    named === undefined || named === '' ? [join(places.home, '.kube/config')] : named.split(delimiter);
  if (files.some(hasContent)) return true;
  return (
    places.environment['KUBERNETES_SERVICE_HOST'] !== undefined && existsSync(places.serviceAccountToken)
  );
}

function hasContent(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.isFile() && found.size > 0;
}
