import { parseKubeVersion, type KubeVersion } from '#lib/facts/kube-version.ts';

/** Returns the version an API server tells as a list, empty where there is none to read. */
export function servedVersions(gitVersion: string | null): readonly KubeVersion[] {
  const version = gitVersion === null ? null : parseKubeVersion(gitVersion);
  return version === null ? [] : [version];
}
