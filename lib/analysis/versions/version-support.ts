import { isProviderBuild, minorName, parseKubeVersion } from '#lib/facts/kube-version.ts';
import { releaseOf, supportedMinors } from '#lib/facts/releases.ts';
import type { VersionSupport } from '#lib/model/node-check.ts';

/** Returns how a version was supported at a time (ISO 8601). */
export function versionSupportOf(observed: string, at: string): VersionSupport {
  const version = parseKubeVersion(observed);
  const release = version === null ? null : releaseOf(minorName(version));
  if (version === null || release === null) return { version: observed, state: 'unknown', endOfLife: null };
  const { endOfLife } = release;
  // A version from after the scan's own time (a pre-release) is not past its end.
  const isMended = supportedMinors(at).includes(release.minor) || release.released > at.slice(0, 10);
  if (isMended) return { version: observed, state: 'supported', endOfLife };
  return { version: observed, state: isProviderBuild(version) ? 'provider' : 'ended', endOfLife };
}
