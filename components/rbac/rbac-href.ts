/** Returns the address of a subject's page in a scan. */
export function subjectHref(address: string, scanId: string): string {
  return `/rbac/subjects/${encodeURIComponent(address)}?scan=${scanId}`;
}

/** Returns the address of a role's page in a scan. */
export function roleHref(address: string, scanId: string): string {
  return `/rbac/roles/${encodeURIComponent(address)}?scan=${scanId}`;
}
