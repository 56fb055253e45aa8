import type { DefaultRbacObject } from './default-rbac.ts';
import data from './platform-rbac.json' with { type: 'json' };

/** A role or binding that a platform installs by itself. */
interface PlatformRbacObject extends DefaultRbacObject {
  /** As `distributionOf` names them. */
  readonly platforms: readonly string[];
  /** Key of the public file that says so. */
  readonly source: string;
}

interface PlatformRbac {
  readonly sources: Readonly<
    Record<string, { readonly repository: string; readonly path: string; readonly version: string }>
  >;
  readonly objects: readonly PlatformRbacObject[];
}

/**
 * What platforms add to the roles and bindings of Kubernetes itself, each with the public file it was read from.
 * Where a file changed over time a role has a variant for each form; the file says nothing of Kubernetes versions.
 * AKS is not among them, and of EKS and GKE only a few objects are, for no more is published exactly. The objects
 * of GKE are those that the Kubernetes project itself keeps for Google's cloud; what differs from them counts as
 * changed. Controllers of OpenShift, and what operators and charts install, are left out.
 */
export const PLATFORM_RBAC = data as unknown as PlatformRbac;
