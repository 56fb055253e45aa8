/** A Kubernetes version, told apart from the build suffix its distributor adds. */
export interface KubeVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** What follows the numbers, such as `+k3s1`, `-eks-2d5f260` or `-rc.1`; empty for a plain release. */
  readonly suffix: string;
}

const VERSION = /^v?(\d+)\.(\d+)(?:\.(\d+))?(.*)$/;

/** Returns the version in `v1.36.3+k3s1`, `1.28.5-gke.1` or `v1.30`, or null where there is none. */
export function parseKubeVersion(gitVersion: string): KubeVersion | null {
  const match = VERSION.exec(gitVersion.trim());
  if (match === null) return null;
  const [, major, minor, patch, suffix] = match;
  return { major: Number(major), minor: Number(minor), patch: Number(patch ?? 0), suffix: suffix ?? '' };
}

/** Returns `1.36` of a version. */
export function minorName({ major, minor }: KubeVersion): string {
  return `${major}.${minor}`;
}

/** Returns by how many minor versions `version` is behind `other`; negative where it is ahead. */
export function minorsBehind(version: KubeVersion, other: KubeVersion): number {
  return (other.major - version.major) * 1000 + (other.minor - version.minor);
}

const PROVIDER_BUILD = /-(eks|gke|aliyun|tke|aks)\b/;

/** Returns whether a cloud provider built this version; such builds may be mended after upstream stopped. */
export function isProviderBuild({ suffix }: KubeVersion): boolean {
  return PROVIDER_BUILD.test(suffix);
}
