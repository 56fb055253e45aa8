import type { Category } from '#lib/model/category.ts';
import type { FindingAge } from '#lib/model/finding-age.ts';
import type { Finding } from '#lib/model/control.ts';
import { severityRank } from '#lib/model/severity.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { toSearchText } from './search-text.ts';

/** A finding as its row has it: what it is searched, filtered, sorted and listed by. */
export interface FindingRecord {
  readonly position: number;
  readonly resourcePosition: number;
  readonly fingerprint: string;
  /** Rank in the list of severities. */
  readonly severity: number;
  readonly category: Category;
  readonly controlId: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty where there is none. */
  readonly namespace: string;
  readonly name: string;
  readonly uid: string | null;
  /** Empty where it is not one node; null where nobody looked. */
  readonly node: string | null;
  readonly age: FindingAge | null;
  readonly messageId: string;
  /** JSON. */
  readonly params: string;
  readonly search: string;
}

/** What is known of findings besides the result they stand in. */
export interface FindingContext {
  /** In the result's order. */
  readonly nodes?: readonly (string | null)[];
  /** By fingerprint; null where there is nothing to compare with. */
  readonly ages?: ReadonlyMap<string, FindingAge> | null;
}

/** Returns the rows of a result's findings. */
export function findingRecords(
  result: Pick<ScanResult, 'controls' | 'findings'>,
  { nodes, ages }: FindingContext = {},
): FindingRecord[] {
  const categories = new Map(result.controls.map((control) => [control.id, control.category]));
  const resourcePositions = positionsByResource(result.findings);
  return result.findings.map((finding, position) => {
    const category = categories.get(finding.controlId);
    if (category === undefined) throw new Error(`a finding of the unknown control ${finding.controlId}`);
    const { apiVersion, kind, namespace, name, uid } = finding.resource;
    return {
      position,
      resourcePosition: resourcePositions[position] ?? position,
      fingerprint: finding.fingerprint,
      severity: severityRank(finding.severity),
      category,
      controlId: finding.controlId,
      apiVersion,
      kind,
      namespace: namespace ?? '',
      name,
      uid,
      node: nodes === undefined ? null : (nodes[position] ?? ''),
      age: ages?.get(finding.fingerprint) ?? null,
      messageId: finding.messageId,
      params: JSON.stringify(finding.params),
      search: searchText(finding),
    };
  });
}

/** For each finding its place when all are sorted by namespace, kind and name, then in the result's order. */
function positionsByResource(findings: readonly Finding[]): number[] {
  const keys = findings.map(({ resource }) =>
    [resource.namespace ?? '', resource.kind, resource.name].join('\0'),
  );
  const order = keys.map((_, index) => index);
  order.sort((a, b) => compare(keys[a] ?? '', keys[b] ?? '') || a - b);
  const positions: number[] = Array.from({ length: order.length });
  for (const [place, index] of order.entries()) positions[index] = place;
  return positions;
}

function searchText({ resource, params }: Finding): string {
  const parts = [resource.kind, resource.namespace ?? '', resource.name, ...Object.values(params)];
  return toSearchText(parts.join(' '));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
