import data from './kubernetes-releases.json' with { type: 'json' };

/** One minor release of Kubernetes; days are `YYYY-MM-DD`. */
export interface Release {
  readonly minor: string;
  readonly released: string;
  /** Last day with upstream support; null where it was never announced (1.0 and 1.1). */
  readonly endOfLife: string | null;
  readonly isEstimated: boolean;
  readonly latestPatch: string | null;
  readonly latestPatchDate: string | null;
}

/** Every minor release known, newest first. */
export const RELEASES: readonly Release[] = data.releases;

/** Returns the release of a minor such as `1.36`, or null where it is not known. */
export function releaseOf(minor: string): Release | null {
  return RELEASES.find((release) => release.minor === minor) ?? null;
}

/** Returns the minors with upstream support at a time (ISO 8601), newest first. */
export function supportedMinors(at: string): string[] {
  const day = at.slice(0, 10);
  return RELEASES.filter(
    ({ released, endOfLife }) => released <= day && endOfLife !== null && day <= endOfLife,
  ).map(({ minor }) => minor);
}
