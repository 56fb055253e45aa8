import { MOST_SETS, NO_PORTS, type PortSetId, type PortSets } from '#lib/analysis/network/reach/port-sets.ts';
import { LIST_LANES } from '#lib/analysis/network/reach/ports-text.ts';
import type { AskedPort } from '#lib/model/asked-port.ts';

/** Whether sets of ports hold the one that is asked about, or any at all; each set is looked at once. */
export class OpenPorts {
  readonly #ports: PortSets;
  readonly #asked: AskedPort | null;
  readonly #told: PortSetId;
  readonly #table = new Uint8Array(MOST_SETS);
  #count = 0;

  constructor(ports: PortSets, asked: AskedPort | null) {
    this.#ports = ports;
    this.#asked = asked;
    this.#told = ports.of(LIST_LANES.map((lane) => ({ lane, from: 1, to: 65_535 })));
  }

  /** Returns 1 for each set there is by now that is open, and 0 for the others. */
  table(): Uint8Array {
    // What is looked at may be new itself.
    for (; this.#count < this.#ports.count; this.#count += 1) {
      this.#table[this.#count] = this.#isOpen(this.#count) ? 1 : 0;
    }
    return this.#table;
  }

  #isOpen(id: PortSetId): boolean {
    if (this.#asked !== null) return this.#ports.has(id, this.#asked.protocol, this.#asked.port);
    return this.#ports.intersect(id, this.#told) !== NO_PORTS;
  }
}
