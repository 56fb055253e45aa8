import type { Category } from './category.ts';
import type { ResourceRef } from './resource-ref.ts';
import type { Severity } from './severity.ts';
import type { Shown, Text, TextParams } from './text.ts';

/** Frameworks a control may refer to. */
export const FRAMEWORKS = [
  'cis-k8s',
  'nsa-1.2',
  'pss-baseline',
  'pss-restricted',
  'threat-matrix',
  'mitre-attack',
  'owasp-k8s',
  'measures',
] as const;
export type Framework = (typeof FRAMEWORKS)[number];

export interface FrameworkRef {
  readonly framework: Framework;
  readonly id: string;
  /** Benchmark version, where ids change between versions. */
  readonly version?: string;
}

export interface Reference {
  readonly title: string;
  readonly url: string;
}

/** How to mend it in general: words, and a manifest or a command where one serves. */
export interface Remediation {
  readonly text: Text;
  readonly yaml?: string;
  readonly command?: string;
}

/** What a reader can check for themself. */
export interface Evidence {
  /** Field path in the object, or the request made. */
  readonly path: string;
  readonly observed: Shown;
  readonly expected: Shown;
  /** A read-only command that shows it. */
  readonly command: string;
}

/** How to mend this very object. */
export interface ObjectFix {
  readonly yaml?: string;
  readonly command?: string;
}

/** One thing a control found wrong on one object. */
export interface Violation {
  readonly resource: ResourceRef;
  /** Tells two violations of one control on one object apart; part of the fingerprint, never an address. */
  readonly detailKey: string;
  /** Key of the control's `messages`. */
  readonly messageId: string;
  readonly params: TextParams;
  readonly evidence: readonly Evidence[];
  /** Where it differs from the control's own. */
  readonly severity?: Severity;
  readonly remediation?: ObjectFix;
}

/** Something a control should have judged and could not see. */
export interface Unseen {
  readonly reason: Text;
  readonly gapIds: readonly string[];
}

/** What a control's `evaluate` answers; the engine adds `not-assessed` and `error`. */
export type Verdict =
  | {
      readonly kind: 'judged';
      /** How many resources were looked at. */
      readonly checked: number;
      readonly violations: readonly Violation[];
      /** Resources that could not be judged: then no violation is no pass. */
      readonly unseen?: Unseen;
    }
  | { readonly kind: 'not-applicable'; readonly reason: Text };

export const OUTCOMES = ['pass', 'fail', 'not-applicable', 'not-assessed', 'error'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The words of a control, embedded in each result so that an old scan explains itself. */
export interface ControlMeta {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: Text;
  readonly failTitle: Text;
  /** What follows while it fails, where a list has one line for it; may name what every message names. */
  readonly stake?: Text;
  readonly description: Text;
  readonly remediation: Remediation;
  readonly messages: Readonly<Record<string, Text>>;
  readonly severity: Severity;
  readonly category: Category;
  readonly frameworks: readonly FrameworkRef[];
  readonly references: readonly Reference[];
}

export interface ControlResult extends ControlMeta {
  readonly outcome: Outcome;
  /** How many resources were judged, and how many of them failed. */
  readonly checked: number;
  readonly failed: number;
  /** More may exist than was seen. */
  readonly atLeast: boolean;
  readonly gapIds: readonly string[];
  /** Why it is not applicable, not assessed or an error. */
  readonly reason: Text | null;
}

export interface Finding {
  readonly fingerprint: string;
  readonly controlId: string;
  readonly severity: Severity;
  readonly resource: ResourceRef;
  readonly messageId: string;
  readonly params: TextParams;
  readonly evidence: readonly Evidence[];
  readonly remediation?: ObjectFix;
}
