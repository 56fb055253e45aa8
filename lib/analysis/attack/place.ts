import type { ChainGrant, ChainPlace, EscalationEdge, UnknownPart } from '#lib/model/escalation.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';

/** One way on from a place. */
export interface Arc {
  /** Null for what takes no step: one of several things a step leads to, or full rights that are there already. */
  readonly edge: EscalationEdge | null;
  readonly to: Place;
  readonly grants: readonly ChainGrant[];
  /** What in the cluster makes it possible. */
  readonly objects: readonly ResourceRef[];
  readonly unknown: readonly UnknownPart[];
  /** What a sentence about it names beside both places, such as a field or a namespace. */
  readonly detail: string;
}

/** Where an attacker may stand, or a set of such places that one step opens together. */
export interface Place {
  readonly key: string;
  /** Null for a set. */
  readonly shown: ChainPlace | null;
  /** The ways on, worked out when they are first asked for. */
  readonly arcs: () => readonly Arc[];
}

interface ArcParts {
  readonly grants?: readonly ChainGrant[];
  readonly objects?: readonly ResourceRef[];
  readonly unknown?: readonly UnknownPart[];
  readonly detail?: string;
}

/** Returns a step to a place. */
export function step(edge: EscalationEdge, to: Place, parts: ArcParts = {}): Arc {
  return { edge, to, grants: [], objects: [], unknown: [], detail: '', ...parts };
}

/** Returns that a set of places holds this one. */
export function member(to: Place, parts: ArcParts = {}): Arc {
  return { edge: null, to, grants: [], objects: [], unknown: [], detail: '', ...parts };
}

/** The places of one cluster, each made once. */
export class Places {
  readonly #byKey = new Map<string, Place>();

  /** Returns the place of this key; its ways on are worked out at most once. */
  at(key: string, make: () => { shown: ChainPlace | null; arcs: () => readonly Arc[] }): Place {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const { shown, arcs } = make();
    let worked: readonly Arc[] | null = null;
    const place: Place = { key, shown, arcs: () => (worked ??= arcs()) };
    this.#byKey.set(key, place);
    return place;
  }
}
