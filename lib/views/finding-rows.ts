import type { ResourceRef } from '#lib/model/resource-ref.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { Locale, Text } from '#lib/model/text.ts';

/** What a list needs of a stored finding. */
export interface ListedFinding {
  readonly fingerprint: string;
  readonly severity: Severity;
  readonly resource: ResourceRef;
  readonly title: Text;
  readonly message: Text;
}

/** A finding as a row of a list. */
export interface FindingItem {
  readonly fingerprint: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
}

/** Returns the rows of findings in the reader's language. */
export function findingItems(findings: readonly ListedFinding[], locale: Locale): readonly FindingItem[] {
  return findings.map(({ fingerprint, severity, resource, title, message }) => ({
    fingerprint,
    severity,
    title: title[locale],
    message: message[locale],
    kind: resource.kind,
    name: resource.name,
    namespace: resource.namespace,
  }));
}
