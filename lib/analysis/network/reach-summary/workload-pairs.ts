import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { PodEndpoint } from '#lib/analysis/network/reach/pod-endpoints.ts';
import { ALL_PORTS, NO_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import { LIST_LANES, portsText } from '#lib/analysis/network/reach/ports-text.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { PAIR_VERDICTS, PairJudge, type ReachQuery } from './pair-judge.ts';
import { groupPods, type PodGroup } from './pod-groups.ts';
import { tallyPairs } from './tally-pairs.ts';

/** A workload of one end, as a page names it. */
export interface WorkloadEnd {
  readonly kind: string;
  readonly name: string;
  /** `namespace/pod` of a pod that stands for it in a question. */
  readonly pod: string;
}

/** Two workloads, and what is between their pods. */
export interface WorkloadPair {
  readonly from: WorkloadEnd;
  readonly to: WorkloadEnd;
  /** Ports that policies surely leave open between some pods of the two; empty for none. */
  readonly ports: string;
  /** Ports that may be open beside those. */
  readonly perhaps: string;
  /** Pairs of pods on the asked port. */
  readonly open: number;
  readonly unknown: number;
  readonly total: number;
}

interface Party {
  readonly kind: string;
  readonly name: string;
  readonly groups: readonly PodGroup[];
}

/** Returns every two workloads of two namespaces, those that may talk first. */
export function workloadPairs(
  reach: Reachability,
  { from, to, ...query }: ReachQuery & { readonly from: string; readonly to: string },
): WorkloadPair[] {
  const sources = partiesOf(reach, from);
  const targets = partiesOf(reach, to);
  const judge = new PairJudge(reach, query);
  const { open, unknown, total, columns } = tallyPairs({
    reach,
    judge,
    from: sources.flatMap(({ groups }) => groups),
    to: targets.flatMap(({ groups }) => groups),
    rows: sources.length,
    columns: targets.length,
  });
  const pairs = sources.flatMap((source, row) =>
    targets.flatMap((target, column) => {
      const at = row * columns + column;
      if ((total[at] ?? 0) === 0) return [];
      const counts = { open: open[at] ?? 0, unknown: unknown[at] ?? 0, total: total[at] ?? 0 };
      return [
        { ...endsOf(reach, judge, [source, target]), ...portsOf(reach, query, [source, target]), ...counts },
      ];
    }),
  );
  return pairs.toSorted(
    (a, b) =>
      b.open / b.total - a.open / a.total ||
      b.unknown / b.total - a.unknown / a.total ||
      byCodeUnit(`${a.from.name} ${a.to.name}`, `${b.from.name} ${b.to.name}`),
  );
}

function partiesOf({ space }: Reachability, namespace: string): Party[] {
  const keyOf = ({ owner }: PodEndpoint): string => `${owner.name}\0${owner.kind}`;
  const here = space.pods.filter((pod) => pod.namespace === namespace);
  const keys = [...new Set(here.map(keyOf))].toSorted(byCodeUnit);
  const places = new Map(keys.map((key, at) => [key, at]));
  const groups = groupPods(space, (pod) =>
    pod.namespace === namespace ? (places.get(keyOf(pod)) ?? null) : null,
  );
  return keys.map((key, at) => {
    const [name = '', kind = ''] = key.split('\0');
    return { kind, name, groups: groups.filter(({ party }) => party === at) };
  });
}

type Ends = readonly [source: Party, target: Party];

/** Stands for the two: two pods that may talk where there are such, else any two. */
function endsOf({ space }: Reachability, judge: PairJudge, [source, target]: Ends) {
  const ranked = source.groups
    .flatMap((from) => target.groups.map((to) => ({ from, to, verdict: judge.verdict(from, to) })))
    .toSorted((a, b) => rank(a.verdict) - rank(b.verdict));
  const [best] = ranked;
  const first = best?.from.pods[0] ?? -1;
  const other = best?.to.pods.find((pod) => pod !== first) ?? target.groups.flatMap(({ pods }) => pods)[0];
  const podOf = (at: number | undefined): string => {
    const pod = at === undefined ? undefined : space.pods[at];
    return pod === undefined ? '' : `${pod.namespace}/${pod.name}`;
  };
  return {
    from: { kind: source.kind, name: source.name, pod: podOf(first) },
    to: { kind: target.kind, name: target.name, pod: podOf(other) },
  };
}

function rank(verdict: number): number {
  const order: readonly number[] = [PAIR_VERDICTS.open, PAIR_VERDICTS.unknown, PAIR_VERDICTS.denied];
  const at = order.indexOf(verdict);
  return at === -1 ? order.length : at;
}

function portsOf(reach: Reachability, { side }: ReachQuery, [source, target]: Ends) {
  const { ports } = reach;
  let sure: PortSetId = NO_PORTS;
  let maybe: PortSetId = NO_PORTS;
  for (const from of source.groups) {
    for (const to of target.groups) {
      for (const family of from.families.filter((one) => to.families.includes(one))) {
        const matrix = reach.families[family];
        const out = side === 'ingress' ? null : matrix.row('egress', from.class);
        const into = side === 'egress' ? null : matrix.row('ingress', to.class);
        const most = (at: 'mustAt' | 'mayAt'): PortSetId =>
          ports.intersect(out?.[at](to.class) ?? ALL_PORTS, into?.[at](from.class) ?? ALL_PORTS);
        sure = ports.union(sure, most('mustAt'));
        maybe = ports.union(maybe, most('mayAt'));
      }
    }
  }
  const isBlind = reach.blind.everywhere.length > 0;
  if (isBlind) sure = NO_PORTS;
  if (isBlind || reach.mayNotEnforce !== null) maybe = ALL_PORTS;
  const told = ports.of(LIST_LANES.map((lane) => ({ lane, from: 1, to: 65_535 })));
  const known = ports.intersect(sure, told);
  return {
    ports: portsText(ports, known),
    perhaps: portsText(ports, ports.minus(ports.intersect(maybe, told), known)),
  };
}
