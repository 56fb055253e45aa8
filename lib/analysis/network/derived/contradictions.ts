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

/**
 * Every two that may disagree: those that select some class both, and do not do the same wherever they do something.
 * One without rules decides nothing by itself.
 */
function* pairsOf(equal: readonly CompiledPolicy[]): Generator<readonly [CompiledPolicy, CompiledPolicy]> {
  const acting = equal.flatMap((policy) => {
    const [first, ...others] = new Set(policy.rules.map(({ action }) => action));
    return first === undefined ? [] : [{ policy, only: others.length === 0 ? first : null }];
  });
  const done = new Set<number>();
  for (const together of selectedTogether(acting.map(({ policy }) => policy))) {
    for (const [at, one] of together.entries()) {
      for (const other of together.slice(at + 1)) {
        const [a, b] = [acting[one], acting[other]];
        const pair = one * acting.length + other;
        if (a === undefined || b === undefined || done.has(pair)) continue;
        done.add(pair);
        if (a.only === null || a.only !== b.only) yield [a.policy, b.policy];
      }
    }
  }
}

/** The places of policies that select the same class, ascending; each list once. */
function selectedTogether(policies: readonly CompiledPolicy[]): Iterable<readonly number[]> {
  const byClass = new Map<number, number[]>();
  for (const [place, { subject }] of policies.entries()) {
    subject.each((at) => {
      const known = byClass.get(at);
      if (known === undefined) byClass.set(at, [place]);
      else known.push(place);
    });
  }
  return new Map([...byClass.values()].map((places) => [places.join(), places])).values();
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
