import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import { LIST_LANES, portsText } from '#lib/analysis/network/reach/ports-text.ts';

/** Ports that go and ports that come, as texts. */
export interface PortsChange {
  readonly removed: string;
  readonly added: string;
}

/** Compares sets of ports of two tables in the first one's numbers. */
export class PortsComparison {
  readonly #before: Reachability;
  readonly #after: Reachability;
  readonly #told: PortSetId;
  readonly #ids = new Map<PortSetId, PortSetId>();
  readonly #texts = new Map<PortSetId, string>();

  constructor(before: Reachability, after: Reachability) {
    this.#before = before;
    this.#after = after;
    this.#told = before.ports.of(LIST_LANES.map((lane) => ({ lane, from: 1, to: 65_535 })));
  }

  /** Returns how a set of the second table differs from one of the first; null where it does not. */
  change(first: PortSetId, second: PortSetId): PortsChange | null {
    const { ports } = this.#before;
    const old = ports.intersect(first, this.#told);
    const now = ports.intersect(this.#translated(second), this.#told);
    if (old === now) return null;
    return { removed: this.#textOf(ports.minus(old, now)), added: this.#textOf(ports.minus(now, old)) };
  }

  /** Many pairs change in the same ports. */
  #textOf(id: PortSetId): string {
    const known = this.#texts.get(id) ?? portsText(this.#before.ports, id);
    this.#texts.set(id, known);
    return known;
  }

  #translated(id: PortSetId): PortSetId {
    const known = this.#ids.get(id) ?? this.#before.ports.of(this.#after.ports.rangesOf(id));
    this.#ids.set(id, known);
    return known;
  }
}
