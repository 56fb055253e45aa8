import { ESCALATION_EDGES, type EscalationEdge } from '#lib/model/escalation.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { Arc, Place } from './place.ts';

/** An arc as it is met from behind. */
interface Incoming {
  readonly from: Place;
  readonly arc: Arc;
}

const RANK: ReadonlyMap<EscalationEdge | null, number> = new Map(
  [null, ...ESCALATION_EDGES].map((edge, index) => [edge, index]),
);

/**
 * The shortest way from every place to a goal, found once from the goal backwards. An arc without an edge costs
 * nothing; of ways equally short the one whose edge is listed first is taken, so that the answer is always the same.
 */
export class ShortestWays {
  readonly #steps = new Map<string, number>();
  readonly #allows: (arc: Arc) => boolean;

  constructor(goal: Place, starts: readonly Place[], allows: (arc: Arc) => boolean) {
    this.#allows = allows;
    this.#measure(goal, incomingOf(starts, allows));
  }

  /** Returns how many steps there are from a place to the goal; undefined where no way leads there. */
  stepsFrom(place: Place): number | undefined {
    return this.#steps.get(place.key);
  }

  /** Returns the best arc from a place among those that meet a condition, with the way's length; null for none. */
  best(place: Place, isWanted: (arc: Arc) => boolean = () => true): { arc: Arc; steps: number } | null {
    let best: { arc: Arc; steps: number } | null = null;
    for (const arc of place.arcs()) {
      const left = this.#steps.get(arc.to.key);
      if (left === undefined || !this.#allows(arc) || !isWanted(arc)) continue;
      const steps = left + costOf(arc);
      if (best === null || steps < best.steps || (steps === best.steps && isBefore(arc, best.arc)))
        best = { arc, steps };
    }
    return best;
  }

  /** Level by level; what costs nothing joins the level it is met on. */
  #measure(goal: Place, incoming: ReadonlyMap<string, readonly Incoming[]>): void {
    let level: Place[] = [goal];
    this.#steps.set(goal.key, 0);
    for (let steps = 0; level.length > 0; steps += 1) {
      const next: Place[] = [];
      for (let index = 0; index < level.length; index += 1) {
        const place = level[index];
        if (place === undefined || this.#steps.get(place.key) !== steps) continue;
        for (const { from, arc } of incoming.get(place.key) ?? []) {
          const reached = steps + costOf(arc);
          if ((this.#steps.get(from.key) ?? Number.POSITIVE_INFINITY) <= reached) continue;
          this.#steps.set(from.key, reached);
          (reached === steps ? level : next).push(from);
        }
      }
      level = next;
    }
  }
}

function costOf({ edge }: Arc): number {
  return edge === null ? 0 : 1;
}

function isBefore(a: Arc, b: Arc): boolean {
  const byRank = (RANK.get(a.edge) ?? 0) - (RANK.get(b.edge) ?? 0);
  if (byRank !== 0) return byRank < 0;
  const byUnknown = a.unknown.length - b.unknown.length;
  return byUnknown === 0 ? byCodeUnit(a.to.key, b.to.key) < 0 : byUnknown < 0;
}

/** Follows every arc from the starts, and returns those met by where they lead. */
function incomingOf(
  starts: readonly Place[],
  allows: (arc: Arc) => boolean,
): ReadonlyMap<string, readonly Incoming[]> {
  const incoming = new Map<string, Incoming[]>();
  const seen = new Set(starts.map(({ key }) => key));
  const open = [...starts];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const arc of place.arcs()) {
      if (!allows(arc)) continue;
      const known = incoming.get(arc.to.key);
      if (known === undefined) incoming.set(arc.to.key, [{ from: place, arc }]);
      else known.push({ from: place, arc });
      if (seen.has(arc.to.key)) continue;
      seen.add(arc.to.key);
      open.push(arc.to);
    }
  }
  return incoming;
}
