import type { Grant } from '#lib/model/rbac.ts';

/** Who asks, as the authenticator would hand it over: the groups are taken as they stand. */
export interface UserInfo {
  readonly name: string;
  readonly groups: readonly string[];
}

/** What a list was narrowed to by a field selector: this field equals this value. */
export interface FieldRequirement {
  readonly field: string;
  readonly value: string;
}

/** A request for a resource; no `namespace` (or an empty one) asks for the whole cluster. */
export interface ResourceQuestion {
  readonly verb: string;
  /** The core group is the empty string. */
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly name?: string;
  readonly namespace?: string;
  /** RBAC does not look at it; the Node authorizer does. */
  readonly fields?: readonly FieldRequirement[];
}

/** A request for a path that is no resource, such as `/metrics`. */
export interface PathQuestion {
  readonly verb: string;
  readonly path: string;
}

export type AccessQuestion = ResourceQuestion | PathQuestion;

export interface RbacAnswer {
  readonly allowed: boolean;
  /** Allowed as a member of `system:masters`, whatever the bindings say. */
  readonly privileged: boolean;
  /** Every grant that allows it, sorted by binding and rule. */
  readonly grants: readonly Grant[];
}

/** Returns whether a question is about a path. */
export function isPathQuestion(ask: AccessQuestion): ask is PathQuestion {
  return 'path' in ask;
}

/** Returns the resource as rules write it: `pods`, or `pods/exec` with its subresource. */
export function combinedResource(ask: ResourceQuestion): string {
  return ask.subresource ? `${ask.resource}/${ask.subresource}` : ask.resource;
}
