import type { RbacRisk } from '#lib/facts/rbac-risks.ts';
import type { GrantSource, Subject } from '#lib/model/rbac.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { EffectiveRule } from './permissions.ts';
import type { RiskReach } from './weigh-risk.ts';

/** One risk that a subject's rights amount to, taken all together. */
export interface RiskHit extends RiskReach {
  readonly subject: Subject;
  readonly risk: RbacRisk;
  readonly severity: Severity;
  /** The rules that give it, in the order of bindings; those of what it needs beside it come last. */
  readonly rules: readonly EffectiveRule[];
  /** Groups through which a part of it comes, sorted; empty where bindings name the subject itself. */
  readonly groups: readonly string[];
  /** Risks that say nothing new beside this one. */
  readonly covers: readonly RiskHit[];
}

/** Everything risky about one subject. */
export interface SubjectRisks {
  readonly subject: Subject;
  /** The worst of it all. */
  readonly severity: Severity;
  /** The worst first; what others cover stands in `covers`. */
  readonly hits: readonly RiskHit[];
  /** Default roles of Kubernetes, unchanged, that somebody bound to it, with the risks that come by them alone. */
  readonly defaultRoles: readonly DefaultRoleHold[];
}

/** An unchanged default role that somebody bound to a subject, with the risks that come by it alone. */
export interface DefaultRoleHold {
  readonly subject: Subject;
  readonly role: GrantSource;
  readonly severity: Severity;
  readonly isClusterWide: boolean;
  /** Sorted; empty where it is bound on the whole cluster. */
  readonly namespaces: readonly string[];
  /** The worst first. */
  readonly hits: readonly RiskHit[];
}

/** The risks of every subject that has any. */
export interface RiskReport {
  /** How many subjects were judged. */
  readonly checked: number;
  /** Sorted by subject. */
  readonly subjects: readonly SubjectRisks[];
}
