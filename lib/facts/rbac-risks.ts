import type { Severity } from '#lib/model/severity.ts';
import type { Text } from '#lib/model/text.ts';
import data from './rbac-risks.json' with { type: 'json' };

/** Rights that are told together: each family is judged by one control. */
export type RiskFamily =
  | 'everything'
  | 'wildcards'
  | 'escalation'
  | 'role-writing'
  | 'secret-access'
  | 'workload-writing'
  | 'pod-access'
  | 'node-control'
  | 'certificates'
  | 'admission-control'
  | 'storage-control'
  | 'traffic-control'
  | 'disruption'
  | 'disclosure'
  | 'operator-control';

/** A right that a rule of a role may give: any of the verbs on any of the resources of any of the groups. */
export interface RiskGrant {
  readonly groups: readonly string[];
  /** `*` stands for any resource of the groups. */
  readonly resources: readonly string[];
  /** `*` is met by the wildcard alone, any other verb by itself and by the wildcard. */
  readonly verbs: readonly string[];
  /** Requests for it carry no namespace: a RoleBinding grants nothing here. */
  readonly isClusterScoped?: boolean;
  /** A rule that is limited to names counts only where it holds one of these. */
  readonly names?: readonly string[];
  /** Counts only where `get` opens a session into a pod: below 1.35, or with the gate off. */
  readonly onlyIf?: 'exec-by-get';
}

interface SeverityByScope {
  readonly cluster: Severity;
  /** Null where a RoleBinding grants nothing. */
  readonly namespace: Severity | null;
}

/** A right, or several together, by which more is had than it seems. */
export interface RbacRisk {
  readonly id: string;
  readonly family: RiskFamily;
  /** Rules with one effect say the same thing: where one holds, the others add nothing. */
  readonly effect?: string;
  readonly severity: SeverityByScope;
  /** What it weighs before a minor version. */
  readonly earlier?: { readonly before: number; readonly severity: SeverityByScope };
  /** How it is told, where grants do not tell it. */
  readonly kind?: 'everything' | 'every-resource' | 'every-group' | 'path' | 'route';
  readonly route?: 'bind' | 'escalate' | 'impersonate-constrained';
  readonly grants?: readonly RiskGrant[];
  readonly verbs?: readonly string[];
  readonly paths?: readonly string[];
  /** Rights the same subject must hold beside it, in the same place, for the full effect. */
  readonly needs?: readonly RiskGrant[];
  /** What it weighs without them: a severity, or one step less. */
  readonly alone?: Severity | 'milder';
  /** Namespaces in which it counts; elsewhere it does not. Grants on the whole cluster always do. */
  readonly onlyIn?: readonly string[];
  /** Minor versions in which it means something, both included. */
  readonly since?: number;
  readonly until?: number;
  /** Limited to named objects of one namespace it is what a careful role looks like. */
  readonly normalWhenNamed?: boolean;
  readonly mitre: readonly string[];
  readonly threatMatrix: readonly string[];
  /** What its holder may do: follows "may". */
  readonly title: Text;
  readonly gain: Text;
  readonly fix: keyof typeof data.fixes;
  /** Where this differs from the first list of rules, and why: tried on an API server, or read in its source. */
  readonly amended?: string;
}

/** Every risk known, in the order in which they are told. */
export const RBAC_RISKS: readonly RbacRisk[] = data.rules as unknown as readonly RbacRisk[];

/** Returns what to do against a risk, in a sentence. */
export function riskFix({ fix }: RbacRisk): Text {
  return data.fixes[fix];
}
