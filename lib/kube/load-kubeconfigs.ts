import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { KubeconfigSyntaxError, parseKubeconfig, type Kubeconfig } from './kubeconfig.ts';

/** Where kubeconfigs are looked for. */
export interface KubeconfigPlaces {
  /** Files joined as in KUBECONFIG; where it is empty or left out, `.kube/config` of the home folder. */
  readonly kubeconfig?: string | undefined;
  readonly home?: string | undefined;
}

export interface KubeconfigProblem {
  readonly file: string;
  readonly kind: 'unreadable' | 'malformed';
  readonly detail: string;
}

export interface LoadedKubeconfigs {
  /** In the order given: of two entries with one name the first counts, as in kubectl. */
  readonly files: readonly Kubeconfig[];
  readonly problems: readonly KubeconfigProblem[];
}

/** Reads every kubeconfig there is; one that cannot be read is a problem and the others still count. */
export function loadKubeconfigs(places: KubeconfigPlaces): LoadedKubeconfigs {
  const files: Kubeconfig[] = [];
  const problems: KubeconfigProblem[] = [];
  for (const file of filesOf(places)) {
    const loaded = loadFile(file);
    if ('problem' in loaded) problems.push(loaded.problem);
    else files.push(loaded.kubeconfig);
  }
  return { files, problems };
}

function filesOf({ kubeconfig, home }: KubeconfigPlaces): string[] {
  const named = (kubeconfig ?? '').split(delimiter).filter((file) => file !== '');
  // kubectl passes over a file of the list that does not exist, but not over the only one named.
  if (named.length === 1) return named;
  if (named.length > 1) return named.filter((file) => existsSync(file));
  const own = home === undefined ? null : join(home, '.kube', 'config');
  return own !== null && existsSync(own) ? [own] : [];
}

function loadFile(file: string): { kubeconfig: Kubeconfig } | { problem: KubeconfigProblem } {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { problem: { file, kind: 'unreadable', detail } };
  }
  try {
    return { kubeconfig: parseKubeconfig(content, file) };
  } catch (error) {
    if (!(error instanceof KubeconfigSyntaxError)) throw error;
    return { problem: { file, kind: 'malformed', detail: error.message } };
  }
}
