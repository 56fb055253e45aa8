import type { Category } from '#lib/model/category.ts';
import type { ControlResult, Finding, Framework, FrameworkRef, Reference } from '#lib/model/control.ts';
import type { FindingAge } from '#lib/model/finding-age.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { Locale, Text } from '#lib/model/text.ts';
import { evidenceLines, type EvidenceLine } from './evidence-lines.ts';

// Names of publications are the same in every language.
const FRAMEWORK_NAMES: Record<Framework, string> = {
  'cis-k8s': 'CIS Kubernetes Benchmark',
  'nsa-1.2': 'NSA/CISA Kubernetes Hardening Guidance 1.2',
  'pss-baseline': 'Pod Security Standards, Baseline',
  'pss-restricted': 'Pod Security Standards, Restricted',
  'threat-matrix': 'Threat Matrix for Kubernetes',
  'mitre-attack': 'MITRE ATT&CK',
  'owasp-k8s': 'OWASP Kubernetes Top Ten',
  measures: 'Merlon',
};

/** A manifest or a command to copy. */
export interface Fix {
  readonly kind: 'yaml' | 'command';
  readonly code: string;
}

/** One finding with everything its page says. */
export interface FindingView {
  readonly title: string;
  readonly message: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly controlId: string;
  readonly controlTitle: string;
  readonly resource: ResourceRef;
  /** The node it stands on, empty where that is not one node; null where the scan does not know. */
  readonly node: string | null;
  /** Null where no scan came before it, or the scan does not know. */
  readonly age: FindingAge | null;
  readonly fingerprint: string;
  readonly evidence: readonly EvidenceLine[];
  readonly why: string;
  readonly fixText: string;
  /** For this very object, and in general. */
  readonly objectFixes: readonly Fix[];
  readonly generalFixes: readonly Fix[];
  readonly references: readonly Reference[];
  readonly frameworks: readonly string[];
}

/** What is stored of a finding. */
interface FoundDetail {
  readonly finding: Finding;
  readonly control: ControlResult;
  readonly message: Text;
  readonly node: string | null;
  readonly age: FindingAge | null;
}

/** Returns what a finding's page says, in the reader's language. */
export function findingView(
  { finding, control, message, node, age }: FoundDetail,
  locale: Locale,
): FindingView {
  return {
    title: control.failTitle[locale],
    message: message[locale],
    severity: finding.severity,
    category: control.category,
    controlId: control.id,
    controlTitle: control.title[locale],
    resource: finding.resource,
    node,
    age,
    fingerprint: finding.fingerprint,
    evidence: evidenceLines(finding.evidence, locale),
    why: control.description[locale],
    fixText: control.remediation.text[locale],
    objectFixes: fixesOf(finding.remediation ?? {}),
    generalFixes: fixesOf(control.remediation),
    // A stored result is read, not trusted: only web addresses become links.
    references: control.references.filter(({ url }) => url.startsWith('https://')),
    frameworks: control.frameworks.map(frameworkText),
  };
}

/** Returns the manifest and the command of a remedy, where it has them. */
export function fixesOf({ yaml, command }: { readonly yaml?: string; readonly command?: string }): Fix[] {
  const fixes: Fix[] = [];
  if (yaml !== undefined) fixes.push({ kind: 'yaml', code: yaml });
  if (command !== undefined) fixes.push({ kind: 'command', code: command });
  return fixes;
}

/** Returns a framework and the id in it as a reader looks it up. */
export function frameworkText({ framework, id, version }: FrameworkRef): string {
  const name = FRAMEWORK_NAMES[framework];
  return `${version === undefined ? name : `${name} ${version}`}: ${id}`;
}
