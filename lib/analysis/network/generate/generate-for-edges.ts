import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { LIST_LANES } from '#lib/analysis/network/reach/ports-text.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text, type Text } from '#lib/model/text.ts';
import { generatePolicies } from './generate-policies.ts';
import type { ChosenEdge, EdgeEnd } from './read-edges.ts';
import { EdgeTable } from './wanted-edges.ts';

export interface GeneratedForEdges {
  readonly policies: readonly NetworkPolicy[];
  readonly problems: readonly Text[];
  readonly wanted: EdgeTable;
  /** Those whose pods get exactly the chosen connections. */
  readonly namespaces: ReadonlySet<string>;
}

interface EdgeChoice {
  readonly edges: readonly ChosenEdge[];
  /** Only for this one, though edges name others. */
  readonly namespace: string | null;
  readonly denyDefault: boolean;
}

/** Returns the workloads that edges name and that are not there. */
export function missingEnds({ space }: Reachability, edges: readonly ChosenEdge[]): string[] {
  const known = new Set(
    space.pods.flatMap((pod) => [`${pod.namespace}/${pod.owner.name}`, `${pod.namespace}/${pod.name}`]),
  );
  return [...new Set(edges.flatMap(({ from, to }) => [from, to]).flatMap(nameOf))]
    .filter((name) => !known.has(name))
    .toSorted(byCodeUnit);
}

function nameOf(end: EdgeEnd): string[] {
  return end.kind === 'workload' ? [`${end.namespace}/${end.name}`] : [];
}

/** Returns the least NetworkPolicies under which the pods of the namespaces have the chosen connections and no others. */
export function generateForEdges(
  reach: Reachability,
  { edges, namespace, denyDefault }: EdgeChoice,
): GeneratedForEdges {
  const wanted = new EdgeTable(reach, edges);
  const ends = edges.flatMap(({ from, to }) => [from, to]);
  const named = ends.flatMap((end) => (end.kind === 'workload' ? [end.namespace] : []));
  const namespaces = new Set(namespace === null ? named.toSorted(byCodeUnit) : [namespace]);
  const made = [...namespaces].map((name) =>
    generatePolicies(reach, { namespace: name, denyDefault, wanted }),
  );
  const hasDns = edges.some(({ ports }) => ports === 'all' || ports.some(isDns));
  return {
    policies: made.flatMap(({ policies }) => policies),
    problems: [...made.flatMap(({ problems }) => problems), ...(hasDns ? [] : [noDns([...namespaces])])],
    wanted,
    namespaces,
  };
}

function isDns({
  lane,
  from,
  to,
}: {
  readonly lane: string;
  readonly from: number;
  readonly to: number;
}): boolean {
  return LIST_LANES.some((one) => one === lane && one === 'UDP') && from <= 53 && 53 <= to;
}

function noDns(namespaces: readonly string[]): Text {
  const names = namespaces.join(', ');
  return text(
    `No edge leads to DNS (UDP 53): pods of ${names} will not find services by their names.`,
    `没有通往 DNS（UDP 53）的连接：${names} 的 Pod 将无法按名称找到服务。`,
  );
}
