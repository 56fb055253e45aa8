import type { Verdict } from '#lib/model/network-answer.ts';
import { rowPage, type RowPage } from './row-page.ts';

/** A way from the internet to a workload, as the scan keeps it. */
export interface OutsideWay {
  readonly way: string;
  /** The service, pod, Ingress or route that is the way in. */
  readonly entrance: string;
  readonly port: string;
  readonly target: string;
  readonly steps: readonly {
    readonly from: string;
    readonly to: string;
    readonly port: string;
    readonly verdict: Verdict;
  }[];
  readonly verdict: Verdict;
  readonly sources: string | null;
  readonly isUnguarded: boolean;
}

/** A workload behind a service, and whether the internet reaches it there. */
export interface ReachedWorkload {
  readonly name: string;
  readonly kind: string;
  readonly ports: readonly string[];
  readonly verdict: Verdict;
  readonly isUnguarded: boolean;
}

/** One way in that is no service: through an Ingress, a Gateway, or a port of a node that a pod holds. */
export interface WayRow {
  readonly key: string;
  readonly way: string;
  readonly entrance: string;
  readonly target: string;
  /** The namespaces of its last step; of one that comes straight from outside twice the same. */
  readonly namespaces: { readonly from: string; readonly to: string };
  readonly port: string;
  readonly verdict: Verdict;
  readonly sources: string | null;
  /** The step at which policies stop it. */
  readonly stop: { readonly from: string; readonly to: string } | null;
  /** Nobody can tell which pods serve it. */
  readonly isUnserved: boolean;
  readonly isUnguarded: boolean;
}

const ROUTED: readonly string[] = ['Ingress', 'Gateway', 'hostPort'];
const WORST: readonly Verdict[] = ['allowed', 'unknown', 'denied'];

/** Finds the workloads behind a service that one way of publishing it leads to; those that are reached come first. */
export function reachedBehind(
  ways: readonly OutsideWay[],
): (service: string, by: string) => readonly ReachedWorkload[] {
  const byDoor = Map.groupBy(ways, ({ entrance, way }) => `${way} ${entrance}`);
  return (service, by) => {
    const byTarget = Map.groupBy(
      byDoor.get(`${by} ${service}`) ?? [],
      ({ target, verdict, isUnguarded }) => `${target} ${verdict} ${isUnguarded}`,
    );
    return [...byTarget.values()].flatMap(reachedWorkload).toSorted(byVerdict);
  };
}

function reachedWorkload(ways: readonly OutsideWay[]): ReachedWorkload[] {
  const [first] = ways;
  if (first === undefined) return [];
  const [, name = first.target, kind = ''] = /^(.+)\[(\w+)\]$/.exec(first.target) ?? [];
  const ports = [...new Set(ways.flatMap(({ steps }) => steps[0]?.port ?? []))];
  return [{ name, kind, ports, verdict: first.verdict, isUnguarded: first.isUnguarded }];
}

/** Returns one page of the ways in that are no services, those that are open first. */
export function wayRows(ways: readonly OutsideWay[], page: number, pageSize: number): RowPage<WayRow> {
  const rows = ways.filter(({ way }) => ROUTED.includes(way)).map(wayRow);
  return rowPage(rows.toSorted(byVerdict), page, pageSize);
}

function wayRow(one: OutsideWay): WayRow {
  const { way, entrance, target, port, verdict, sources, steps, isUnguarded } = one;
  const stop = steps.find((step) => step.verdict === 'denied');
  const to = namespaceOf(target);
  const from = namespaceOf(steps.at(-1)?.from ?? '');
  return {
    key: [way, entrance, port, target].join(' '),
    way,
    entrance,
    target: target.replace(/\[\w+\]$/, ''),
    namespaces: { from: from === '' ? to : from, to },
    port,
    verdict,
    sources,
    stop: stop === undefined ? null : { from: stop.from, to: stop.to },
    isUnserved: way !== 'hostPort' && steps.length === 0,
    isUnguarded,
  };
}

/** Empty for what is in no namespace, such as the internet. */
function namespaceOf(name: string): string {
  return name.includes('/') ? (name.split('/')[0] ?? '') : '';
}

function byVerdict(a: { readonly verdict: Verdict }, b: { readonly verdict: Verdict }): number {
  return WORST.indexOf(a.verdict) - WORST.indexOf(b.verdict);
}
