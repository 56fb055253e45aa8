import type { EscalationEdge } from '#lib/model/escalation.ts';
import type { PolicyRule } from '#lib/model/rbac.ts';
import type { Actor } from './actor.ts';

/** A subject that tries a step against the real server. */
export interface EscalationCase {
  readonly name: string;
  readonly edge: EscalationEdge;
  /** What it holds on the whole cluster, by a cluster role of its own name; `{case}` in a name stands for it. */
  readonly rules?: readonly PolicyRule[];
  /** What it holds in the namespace of its own name. */
  readonly local?: readonly PolicyRule[];
  /** The namespace holds an account that may do everything. */
  readonly hasRobot?: boolean;
  /** The namespace enforces `restricted`. */
  readonly isStrict?: boolean;
  /** What an administrator makes there first. */
  readonly given?: readonly (readonly [string, object])[];
  /** Tries it; true where the step was made. */
  readonly act: (actor: Actor) => Promise<boolean>;
}
