import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { portsAt, type CompiledPolicy } from '#lib/analysis/network/reach/compiled-tier.ts';
import {
  REACH_DIRECTIONS,
  type PolicyRef,
  type ReachDirection,
} from '#lib/analysis/network/reach/policy-ir.ts';
import { ALL_PORTS, NO_PORTS, type PortSetId, type PortSets } from '#lib/analysis/network/reach/port-sets.ts';
import type { ReachMatrix } from '#lib/analysis/network/reach/reach-matrix.ts';

/** Two policies of equal rank that decide the same packet differently, so that nobody knows what becomes of it. */
export interface Contradiction {
  readonly policies: readonly [PolicyRef, PolicyRef];
  readonly direction: ReachDirection;
}

/** Returns policies without an order among them that disagree on some traffic of a pod both select (CN-2). */
export function contradictionsOf(reach: Reachability): Contradiction[] {
  const found = new Map<string, Contradiction>();
  for (const matrix of [reach.families.IPv4, reach.families.IPv6]) {
    for (const direction of REACH_DIRECTIONS) {
      for (const { ties, policies } of matrix.tiers[direction]) {
        if (ties === 'add') continue;
        for (const equal of Map.groupBy(policies, ({ rank }) => rank).values()) {
          for (const [a, b] of pairsOf(equal)) {
            const contradiction = { policies: [a.ref, b.ref], direction } as const;
            const key = JSON.stringify(contradiction);
            if (!found.has(key) && disagree(matrix, [a, b], direction)) found.set(key, contradiction);
          }
        }
      }
    }
  }
  return [...found.values()];
}

function* pairsOf<T>(list: readonly T[]): Generator<readonly [T, T]> {
  for (const [at, a] of list.entries()) for (const b of list.slice(at + 1)) yield [a, b];
}

function disagree(
  matrix: ReachMatrix,
  [a, b]: readonly [CompiledPolicy, CompiledPolicy],
  direction: ReachDirection,
): boolean {
  let isFound = false;
  a.subject.and(b.subject).each((at) => {
    if (isFound || at >= matrix.family.hostsFrom) return;
    const sides = [a, b].map((policy) => opinionsOf(matrix, policy, { direction, at }));
    isFound = [...(sides[0] ?? [])].some(([peer, one]) => {
      const other = sides[1]?.get(peer);
      return other !== undefined && differ(matrix.ports, one, other);
    });
  });
  return isFound;
}

interface Opinion {
  open: PortSetId;
  readonly allow: PortSetId;
  readonly deny: PortSetId;
  readonly pass: PortSetId;
}

function opinionsOf(
  { ports, family }: ReachMatrix,
  policy: CompiledPolicy,
  { direction, at }: { readonly direction: ReachDirection; readonly at: number },
): Map<number, Opinion> {
  const found = new Map<number, Opinion>();
  for (const rule of policy.rules) {
    if (rule.self !== null && !rule.self.may.has(at)) continue;
    rule.may.each((peer) => {
      const known = found.get(peer) ?? { open: ALL_PORTS, allow: NO_PORTS, deny: NO_PORTS, pass: NO_PORTS };
      const hit = ports.intersect(
        known.open,
        portsAt(rule, direction === 'ingress' ? at : peer, { family, ports }),
      );
      const { action } = rule;
      found.set(peer, {
        ...known,
        open: ports.minus(known.open, hit),
        [action]: ports.union(known[action], hit),
      });
    });
  }
  return found;
}

function differ(ports: PortSets, a: Opinion, b: Opinion): boolean {
  const against = (one: Opinion, action: 'allow' | 'deny' | 'pass'): PortSetId =>
    (['allow', 'deny', 'pass'] as const)
      .filter((other) => other !== action)
      .reduce((sum, other) => ports.union(sum, one[other]), NO_PORTS);
  return (['allow', 'deny', 'pass'] as const).some(
    (action) => ports.intersect(a[action], against(b, action)) !== NO_PORTS,
  );
}
