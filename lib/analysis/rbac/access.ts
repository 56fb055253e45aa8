import { instancesOf } from '#lib/analysis/control-plane/component-flags.ts';
import type { ComponentFlags, ComponentInstance } from '#lib/analysis/control-plane/component-flags.ts';
import { flagList, flagValue } from '#lib/analysis/control-plane/parse-flags.ts';
import type { AccessQuestion, RbacAnswer, UserInfo } from './access-question.ts';
import type { NodeAuthorizer } from './node-authorizer.ts';
import type { Permissions } from './permissions.ts';

/** Stands for authorizers listed in a file that a scan cannot read. */
const CONFIGURED = 'AuthorizationConfiguration';
/** Stands for all of them where the API server's flags cannot be seen. */
const UNSEEN = 'unknown';

/** What every authorizer in force says together, as far as it can be known. */
export interface AccessAnswer extends RbacAnswer {
  /** Authorizers that say yes: `RBAC`, `Node`, `AlwaysAllow`. */
  readonly allowedBy: readonly string[];
  /** Authorizers in force that may say yes although nothing seen here does. */
  readonly otherAuthorizers: readonly string[];
  /** Something could not be read: more may be allowed. */
  readonly atLeast: boolean;
}

interface AccessSources {
  readonly permissions: Permissions;
  readonly nodes: NodeAuthorizer;
  /** From `authorizationModes`. */
  readonly modes: readonly string[] | null;
  /** Roles, bindings or pods were read in part. */
  readonly isPartial: boolean;
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

/** Returns the answer of all authorizers to one question. */
export function answerAccess(sources: AccessSources, user: UserInfo, ask: AccessQuestion): AccessAnswer {
  const { permissions, nodes, modes, isPartial } = sources;
  const rbac = permissions.can(user, ask);
  const grants = mayRun('RBAC', modes) ? rbac.grants : [];
  const node = mayRun('Node', modes) ? nodes.decide(user, ask) : 'no-opinion';
  const allowedBy = [
    ...(grants.length > 0 ? ['RBAC'] : []),
    ...(node === 'allowed' && runs('Node', modes) ? ['Node'] : []),
    ...(runs('AlwaysAllow', modes) ? ['AlwaysAllow'] : []),
  ];
  const allowed = rbac.privileged || allowedBy.length > 0;
  const others = allowed ? [] : [...(node === 'no-opinion' ? [] : ['Node']), ...undecidable(modes)];
  return {
    allowed,
    grants,
    privileged: rbac.privileged,
    allowedBy,
    otherAuthorizers: others,
    atLeast: isPartial,
  };
}

function runs(mode: string, modes: readonly string[] | null): boolean {
  return modes?.includes(mode) === true;
}

function mayRun(mode: string, modes: readonly string[] | null): boolean {
  return modes === null || runs(mode, modes) || runs(CONFIGURED, modes);
}

/** Authorizers whose answer stands outside the cluster's objects. */
function undecidable(modes: readonly string[] | null): readonly string[] {
  return modes === null ? [UNSEEN] : modes.filter((mode) => ['ABAC', 'Webhook', CONFIGURED].includes(mode));
}
