import type { PolicyName } from '#lib/model/network-answer.ts';
import type { NetworkFindingKind, NetworkStanding } from '#lib/model/network-finding.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import type { Locale, Text } from '#lib/model/text.ts';
import { rowPage, type RowPage } from './row-page.ts';

/** A derived answer as the scan keeps it. */
interface ToldFinding {
  readonly kind: NetworkFindingKind;
  readonly standing: NetworkStanding;
  readonly policy: PolicyName | null;
  readonly namespace: string | null;
  readonly workloads: readonly string[];
  readonly count: number;
  readonly sentence: Text;
}

/** A workload as `namespace/name[Kind]` names it. */
export interface NamedWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
}

export interface AttentionRow {
  readonly sentence: string;
  readonly policy: PolicyName | null;
  readonly namespace: string | null;
  readonly workloads: readonly NamedWorkload[];
  /** Workloads beyond those. */
  readonly more: number;
}

/** All that is wrong of one kind. */
export interface AttentionGroup {
  readonly kind: NetworkFindingKind;
  readonly severity: Severity;
  /** How many policies, rules, namespaces or workloads it is about. */
  readonly count: number;
  readonly isAsked: boolean;
  readonly page: RowPage<AttentionRow>;
}

/** What the network as a whole comes to, worst first. */
export interface NetworkAttention {
  readonly groups: readonly AttentionGroup[];
  /** Sentences of what nobody can tell, and of what holds. */
  readonly unknown: readonly string[];
  readonly fine: readonly string[];
}

/** How bad each kind is; of equal ones the earlier stands first. */
const WEIGHTS: readonly (readonly [NetworkFindingKind, Severity])[] = [
  ['not-enforced', 'critical'],
  ['etcd-reachable', 'high'],
  ['metadata-reachable', 'high'],
  ['default-deny', 'medium'],
  ['pods-unselected', 'medium'],
  ['policies-contradict', 'medium'],
  ['namespace-selector-misspelt', 'medium'],
  ['policy-selects-nothing', 'medium'],
  ['control-plane-reachable', 'medium'],
  ['kubelet-reachable', 'medium'],
  ['dns-blocked', 'low'],
  ['api-server-reachable', 'low'],
  ['rule-matches-nobody', 'low'],
  ['rule-changes-nothing', 'info'],
];

const ROWS_AT_FIRST = 5;
const ROWS_A_PAGE = 25;

/** A namespace that is closed is in the list of namespaces; a sentence for each would drown the others. */
const SUMMED: readonly NetworkFindingKind[] = ['default-deny'];

/** Returns what needs attention by kind; of the kind asked for one page, of the others the first rows. */
export function networkAttention(
  findings: readonly ToldFinding[],
  asked: { readonly kind: NetworkFindingKind | null; readonly page: number },
  locale: Locale,
): NetworkAttention {
  const wrong = Map.groupBy(
    findings.filter(({ standing }) => standing === 'wrong'),
    ({ kind }) => kind,
  );
  const groups = WEIGHTS.flatMap(([kind, severity]) => {
    const own = wrong.get(kind);
    if (own === undefined) return [];
    const isAsked = kind === asked.kind;
    const rows = own.map((one) => attentionRow(one, locale));
    const page = isAsked ? rowPage(rows, asked.page, ROWS_A_PAGE) : rowPage(rows, 1, ROWS_AT_FIRST);
    return [{ kind, severity, count: countOf(own), isAsked, page }];
  });
  const sentences = (wanted: NetworkStanding): string[] =>
    findings
      .filter(({ standing, kind }) => standing === wanted && !SUMMED.includes(kind))
      .map(({ sentence }) => sentence[locale]);
  return {
    groups: groups.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity)),
    unknown: sentences('unknown'),
    fine: sentences('fine'),
  };
}

/** What is about workloads is counted by them, everything else by itself. */
function countOf(findings: readonly ToldFinding[]): number {
  return findings.reduce((sum, { count }) => sum + Math.max(1, count), 0);
}

function attentionRow(
  { sentence, policy, namespace, workloads, count }: ToldFinding,
  locale: Locale,
): AttentionRow {
  return {
    sentence: sentence[locale],
    policy,
    namespace,
    workloads: workloads.flatMap(namedWorkload),
    more: count - workloads.length,
  };
}

function namedWorkload(text: string): NamedWorkload[] {
  const [, namespace, name, kind] = /^([^/]+)\/(.+)\[(\w+)\]$/.exec(text) ?? [];
  return namespace === undefined || name === undefined || kind === undefined
    ? []
    : [{ namespace, name, kind }];
}
