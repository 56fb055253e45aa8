import { minorsBehind, type KubeVersion } from '#lib/facts/kube-version.ts';
import type { ComponentVersion } from './component-versions.ts';

/** How a version does not fit the API servers; `behindKubelet` where only kubelets tell how new those must be. */
export type SkewKind = 'newer' | 'older' | 'apart' | 'behindKubelet';

export interface Skew {
  readonly kind: SkewKind;
  readonly component: ComponentVersion;
  /** The API server version it is measured against. */
  readonly against: KubeVersion;
  /** Minor versions it may be older by. */
  readonly allowed: number;
}

export interface SkewReport {
  readonly checked: number;
  readonly skews: readonly Skew[];
  /** Components whose version could not be told. */
  readonly unread: readonly ComponentVersion[];
}

/** A kubelet or kube-proxy before 1.25 may be two minors behind, later ones three (version skew policy). */
const THREE_BEHIND_FROM_MINOR = 25;

/**
 * Returns which components do not fit the API servers by the upstream skew policy: none may be newer than the
 * oldest API server, since any of them may serve it, and none further behind the newest than its kind may be.
 */
export function findSkew(
  apiServers: readonly KubeVersion[],
  components: readonly ComponentVersion[],
): SkewReport {
  const seen = [...apiServers, ...components.filter(isApiServer).flatMap(({ version }) => version ?? [])];
  const [newest] = seen.toSorted(byAge);
  const oldest = seen.toSorted(byAge).at(-1);
  const unread = components.filter(({ version }) => version === null);
  if (newest === undefined || oldest === undefined) return belowNewestKubelet(components, unread);
  const skews = components.flatMap((component) => skewOf(component, newest, oldest) ?? []);
  return { checked: components.length - unread.length, skews, unread };
}

/**
 * Without a single API server's version the newest kubelet still bounds it from below, since none may be newer:
 * what is too old for that bound is too old for the API server.
 */
function belowNewestKubelet(
  components: readonly ComponentVersion[],
  unread: readonly ComponentVersion[],
): SkewReport {
  const [against] = components
    .filter(({ program }) => program === 'kubelet')
    .flatMap(({ version }) => version ?? [])
    .toSorted(byAge);
  if (against === undefined) return { checked: 0, skews: [], unread };
  const skews = components.flatMap((component): Skew[] => {
    if (component.version === null) return [];
    const allowed = minorsAllowedBehind(component, component.version);
    if (minorsBehind(component.version, against) <= allowed) return [];
    return [{ kind: 'behindKubelet', component, against, allowed }];
  });
  return { checked: skews.length, skews, unread };
}

function skewOf(component: ComponentVersion, newest: KubeVersion, oldest: KubeVersion): Skew | null {
  const { version } = component;
  if (version === null) return null;
  const allowed = minorsAllowedBehind(component, version);
  if (!isApiServer(component) && minorsBehind(version, oldest) < 0) {
    return { kind: 'newer', component, against: oldest, allowed };
  }
  if (minorsBehind(version, newest) <= allowed) return null;
  return { kind: isApiServer(component) ? 'apart' : 'older', component, against: newest, allowed };
}

function minorsAllowedBehind({ program }: ComponentVersion, version: KubeVersion): number {
  switch (program) {
    case 'kube-apiserver':
    case 'kube-controller-manager':
    case 'kube-scheduler':
      return 1;
    case 'kubelet':
    case 'kube-proxy':
      return version.minor >= THREE_BEHIND_FROM_MINOR ? 3 : 2;
  }
}

function isApiServer({ program }: ComponentVersion): boolean {
  return program === 'kube-apiserver';
}

function byAge(a: KubeVersion, b: KubeVersion): number {
  return minorsBehind(a, b);
}
