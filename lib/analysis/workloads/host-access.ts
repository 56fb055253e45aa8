import type { Severity } from '#lib/model/severity.ts';
import type { PodSpec } from '#lib/model/pod.ts';
import { containersIn } from './unit-containers.ts';
import { sensitivePathOf } from './sensitive-paths.ts';

/** A folder of the node inside a pod. */
export interface HostFolder {
  readonly path: string;
  /** How much it gives away; null where nothing is known to lie there. */
  readonly severity: Severity | null;
}

/** What a pod has of its node. */
export interface HostAccess {
  readonly namespaces: readonly ('hostNetwork' | 'hostPID' | 'hostIPC')[];
  /** Names of privileged containers. */
  readonly privileged: readonly string[];
  readonly folders: readonly HostFolder[];
}

const NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

/** Returns what a pod has of its node, or null where it has nothing. */
export function hostAccessOf(spec: PodSpec): HostAccess | null {
  const containers = containersIn(spec);
  const isWritable = (volume: string): boolean =>
    containers.some(({ volumeMounts = [] }) =>
      volumeMounts.some(({ name, readOnly }) => name === volume && readOnly !== true),
    );
  const access: HostAccess = {
    namespaces: NAMESPACES.filter((field) => spec[field] === true),
    privileged: containers
      .filter(({ securityContext }) => securityContext?.privileged === true)
      .map(({ name }) => name),
    folders: (spec.volumes ?? []).flatMap(({ name, hostPath }) => {
      if (hostPath === undefined) return [];
      const known = sensitivePathOf(hostPath.path);
      const severity = known === null ? null : isWritable(name) ? known.writable : known.readOnly;
      return [{ path: hostPath.path, severity }];
    }),
  };
  const hasAny = access.namespaces.length + access.privileged.length + access.folders.length > 0;
  return hasAny ? access : null;
}
