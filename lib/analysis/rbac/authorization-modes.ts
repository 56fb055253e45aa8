import { instancesOf } from '#lib/analysis/control-plane/component-flags.ts';
import type { ComponentFlags, ComponentInstance } from '#lib/analysis/control-plane/component-flags.ts';
import { flagList, flagValue } from '#lib/analysis/control-plane/parse-flags.ts';

/** Stands for authorizers listed in a file that a scan cannot read. */
export const CONFIGURED = 'AuthorizationConfiguration';

/** Returns the authorization modes of all API servers seen, in their order; null where none can be seen. */
export function authorizationModes(flags: ComponentFlags): readonly string[] | null {
  const servers = instancesOf(flags, 'kube-apiserver');
  return servers.length === 0 ? null : [...new Set(servers.flatMap(modesOf))];
}

function modesOf({ flags }: ComponentInstance): readonly string[] {
  const modes = flagList(flags, 'authorization-mode');
  if (modes !== null) return modes;
  return [flagValue(flags, 'authorization-config') === null ? 'AlwaysAllow' : CONFIGURED];
}
