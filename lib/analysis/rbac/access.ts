import type { Gap } from '#lib/model/gap.ts';
import type { AccessQuestion, RbacAnswer, UserInfo } from './access-question.ts';
import { CONFIGURED, undecidableModes } from './authorization-modes.ts';
import { bearingGaps } from './bearing-gaps.ts';
import type { NodeAuthorizer, NodeDecision } from './node-authorizer.ts';
import type { Holder, Permissions } from './permissions.ts';

const NODE_USER = 'system:node:';

/** What every answer tells beside yes or no. */
interface Honesty {
  /** Authorizers in force that may say yes although nothing seen here does. */
  readonly otherAuthorizers: readonly string[];
  /** Something that bears on the question could not be read: more may be allowed. */
  readonly atLeast: boolean;
  /** What that was. */
  readonly gaps: readonly Gap[];
}

/** What every authorizer in force says together, as far as it can be known. */
export interface AccessAnswer extends RbacAnswer, Honesty {
  /** Authorizers that say yes: `RBAC`, `Node`, `AlwaysAllow`. */
  readonly allowedBy: readonly string[];
}

/** Who may do something, by all authorizers in force. */
export interface WhoCanAccess extends Honesty {
  /** Subjects that bindings name, sorted. */
  readonly holders: readonly Holder[];
  /** Nodes whose kubelet the Node authorizer lets, sorted. */
  readonly nodes: readonly string[];
  /** AlwaysAllow is in force: anybody may. */
  readonly isAnybody: boolean;
}

export interface AccessSources {
  readonly permissions: Permissions;
  /** Made when it is first needed: few questions are about nodes. */
  readonly nodes: () => NodeAuthorizer;
  /** From `authorizationModes`. */
  readonly modes: readonly string[] | null;
  /** What could not be read of roles and bindings. */
  readonly gaps: readonly Gap[];
  /** What could not be read of pods and volumes, which the Node authorizer follows. */
  readonly nodeGaps: readonly Gap[];
}

/** Answers for all authorizers in force: RBAC and Node exactly, of the others that they may say yes. */
export class Access {
  readonly permissions: Permissions;
  readonly modes: readonly string[] | null;
  readonly #sources: AccessSources;

  constructor(sources: AccessSources) {
    this.permissions = sources.permissions;
    this.modes = sources.modes;
    this.#sources = sources;
  }

  /** Returns the answer to one question. Groups are taken as they stand. */
  can(user: UserInfo, ask: AccessQuestion): AccessAnswer {
    const { permissions } = this.#sources;
    const rbac = permissions.can(user, ask);
    const grants = this.#mayRun('RBAC') ? rbac.grants : [];
    const node = this.#nodeSays(user, ask);
    const allowedBy = [
      ...(grants.length > 0 ? ['RBAC'] : []),
      ...(node === 'allowed' && this.#runs('Node') ? ['Node'] : []),
      ...(this.#runs('AlwaysAllow') ? ['AlwaysAllow'] : []),
    ];
    const allowed = rbac.privileged || allowedBy.length > 0;
    const nodeGaps = node === 'unknown' ? this.#sources.nodeGaps : [];
    const gaps = rbac.privileged ? [] : [...bearingGaps(this.#sources.gaps, ask), ...nodeGaps];
    const others = [...(node === 'no-opinion' ? [] : ['Node']), ...undecidableModes(this.modes)];
    return {
      allowed,
      grants,
      privileged: rbac.privileged,
      allowedBy,
      otherAuthorizers: allowed ? [] : others,
      atLeast: gaps.length > 0,
      gaps,
    };
  }

  /** Returns who may do what is asked. Members of `system:masters` may do everything and are not listed. */
  whoCan(ask: AccessQuestion): WhoCanAccess {
    const { permissions, nodes, nodeGaps } = this.#sources;
    const node = this.#runs('Node') ? nodes().whoCan(ask) : { allowed: [], isUnsure: false };
    const gaps = [...bearingGaps(this.#sources.gaps, ask), ...(node.isUnsure ? nodeGaps : [])];
    return {
      holders: this.#mayRun('RBAC') ? permissions.whoCan(ask) : [],
      nodes: node.allowed,
      isAnybody: this.#runs('AlwaysAllow'),
      otherAuthorizers: [...(node.isUnsure ? ['Node'] : []), ...undecidableModes(this.modes)],
      atLeast: gaps.length > 0,
      gaps,
    };
  }

  #nodeSays(user: UserInfo, ask: AccessQuestion): NodeDecision {
    const isKubelet = user.name.startsWith(NODE_USER) && this.#mayRun('Node');
    return isKubelet ? this.#sources.nodes().decide(user, ask) : 'no-opinion';
  }

  /** What could not be read of the lists that rights stand on. */
  get gaps(): readonly Gap[] {
    return this.#sources.gaps;
  }

  /** Authorizers whose answer stands outside the cluster's objects. */
  get others(): readonly string[] {
    return undecidableModes(this.modes);
  }

  #runs(mode: string): boolean {
    return this.modes?.includes(mode) === true;
  }

  #mayRun(mode: string): boolean {
    return this.modes === null || this.#runs(mode) || this.#runs(CONFIGURED);
  }
}
