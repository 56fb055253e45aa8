import { combinedResource, isPathQuestion } from '#lib/analysis/rbac/access-question.ts';
import { authorizationModes, undecidableModes } from '#lib/analysis/rbac/authorization-modes.ts';
import { bearingGaps } from '#lib/analysis/rbac/bearing-gaps.ts';
import { subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import { toQuestion } from '#lib/analysis/rbac/typed-question.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { Grant, GrantSource, PolicyRule } from '#lib/model/rbac.ts';
import type { Store } from '#lib/store/open-store.ts';
import { nodeSlices } from './node-slices.ts';
import { roleAddress, subjectAddress } from './rbac-address.ts';
import { rbacOfScan } from './rbac-of-scan.ts';
import type { NamedRole } from './rbac-subjects.ts';

/** The question as a person types it. */
export interface WhoCanAsk {
  readonly verb: string;
  /** `secrets`, `pods/exec`, `deployments.apps`, or a path such as `/metrics`. */
  readonly resource: string;
  /** Null asks for the whole cluster. */
  readonly namespace: string | null;
}

/** One way in which a holder comes by the right. */
export interface WhoCanGrant {
  readonly binding: GrantSource;
  readonly role: NamedRole;
  readonly rule: PolicyRule | null;
  /** Its index in the role's rules. */
  readonly index: number;
  /** The cluster was born with it. */
  readonly isDefault: boolean;
}

export interface WhoCanHolder {
  readonly address: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** A service account that does not exist. */
  readonly isMissing: boolean;
  readonly grants: readonly WhoCanGrant[];
}

export interface WhoCanAnswer {
  /** What was understood, in the words of a rule: `get configmaps`, `create pods/exec`, `get /metrics`. */
  readonly asked: string;
  /** The API group asked about; null for a path. */
  readonly group: string | null;
  /** The cluster serves no such resource, as far as its list could be read. */
  readonly isUnknown: boolean;
  /** The resource stands in no namespace, so the one asked for does not count. */
  readonly isClusterScoped: boolean;
  readonly holders: readonly WhoCanHolder[];
  /** Authorizers in force beside RBAC that may say yes; `unknown` where none could be seen. */
  readonly otherAuthorizers: readonly string[];
  /** The Node authorizer lets kubelets use what the pods on their node refer to. */
  readonly isNodeInForce: boolean;
  /** AlwaysAllow is in force. */
  readonly isAnybody: boolean;
  /** What could not be read and bears on the question: more may be allowed. */
  readonly gaps: readonly Gap[];
}

/** Returns who may do what is asked by RBAC, sorted, and who else may decide; null where the scan has no result. */
export async function whoCan(store: Store, scanId: string, ask: WhoCanAsk): Promise<WhoCanAnswer | null> {
  const [rbac, { flags }] = await Promise.all([rbacOfScan(store, scanId), nodeSlices(store, scanId)]);
  if (rbac === null) return null;
  const { permissions, served } = rbac;
  // Requests have their verbs in small letters, whatever a person types.
  const typed = { ...ask, verb: ask.verb.toLowerCase() };
  const { question, isUnknown, ...about } = toQuestion(typed, served.resources);
  const grantOf = (grant: Grant): WhoCanGrant => {
    const { binding, role } = grant;
    const rule = permissions.ruleOf(grant);
    const isDefault = rule !== null && rbac.defaults.isDefault(grant, rule);
    return { binding, role: { ...role, address: roleAddress(role) }, rule, index: grant.rule, isDefault };
  };
  const holders = permissions.whoCan(question).map(({ subject, isMissing, grants }) => {
    const { kind, namespace, name } = subjectRef(subject);
    const address = subjectAddress(subject);
    return { address, kind, namespace, name, isMissing, grants: grants.map(grantOf) };
  });
  const modes = authorizationModes(flags);
  return {
    ...about,
    asked: `${question.verb} ${isPathQuestion(question) ? question.path : combinedResource(question)}`,
    isUnknown: isUnknown && served.isServedKnown,
    holders,
    otherAuthorizers: undecidableModes(modes),
    isNodeInForce: modes?.includes('Node') === true,
    isAnybody: modes?.includes('AlwaysAllow') === true,
    gaps: bearingGaps(rbac.gaps, question),
  };
}
