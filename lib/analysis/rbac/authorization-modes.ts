import { instancesOf } from '#lib/analysis/control-plane/component-flags.ts';
import type { ComponentFlags, ComponentInstance } from '#lib/analysis/control-plane/component-flags.ts';
import { flagList, flagValue } from '#lib/analysis/control-plane/parse-flags.ts';

/** Stands for authorizers listed in a file that a scan cannot read. */
export const CONFIGURED = 'AuthorizationConfiguration';

/** Stands for every authorizer where the API server's flags cannot be seen. */
const UNSEEN = 'unknown';
/** Modes whose answer follows from what a scan reads; any other may say yes to anything. */
const DECIDABLE = ['RBAC', 'Node', 'AlwaysAllow', 'AlwaysDeny'];

/** Returns those whose answer stands outside the cluster's objects, so that they may say yes to anything. */
export function undecidableModes(modes: readonly string[] | null): readonly string[] {
  return modes === null ? [UNSEEN] : modes.filter((mode) => !DECIDABLE.includes(mode));
}

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
