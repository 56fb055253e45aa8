import type { NamespaceMatrix } from '#lib/analysis/network/reach-summary/namespace-matrix.ts';
import { packShares, thousandths } from '#lib/model/share-rows.ts';
import type { MatrixAnswer, NetworkAsks, PairsAnswer } from './network-asks.ts';

/** A matrix of namespaces as pages ask for it; what is the same for every page is made once. */
export class KeptMatrix {
  readonly #matrix: NamespaceMatrix;
  #told: Omit<MatrixAnswer, 'standing'> | null = null;
  #ranked: Uint32Array | null = null;

  constructor(matrix: NamespaceMatrix) {
    this.#matrix = matrix;
  }

  /** The whole matrix, its shares packed. */
  get told(): Omit<MatrixAnswer, 'standing'> {
    this.#told ??= toldOf(this.#matrix);
    return this.#told;
  }

  /** Returns some of the pairs of namespaces of which one is named so; those with the most open pairs come first. */
  pairs({ q, skip, take }: Pick<NetworkAsks['pairs']['ask'], 'q' | 'skip' | 'take'>): PairsAnswer {
    const { namespaces, tally } = this.#matrix;
    const { columns } = tally;
    const words = q.trim().toLowerCase();
    const isNamed = namespaces.map(({ name }) => name.includes(words));
    this.#ranked ??= rankedOf(this.#matrix);
    const found = this.#ranked.filter((at) => isNamed[Math.floor(at / columns)] || isNamed[at % columns]);
    const rows = Array.from(found.subarray(skip, skip + take), (at) => ({
      from: namespaces[Math.floor(at / columns)]?.name ?? '',
      to: namespaces[at % columns]?.name ?? '',
      open: tally.open[at] ?? 0,
      unknown: tally.unknown[at] ?? 0,
      total: tally.total[at] ?? 0,
    }));
    return { rows, count: found.length };
  }
}

function toldOf({ namespaces, tally }: NamespaceMatrix): Omit<MatrixAnswer, 'standing'> {
  const { open, unknown, total, columns } = tally;
  const sum = (counts: Uint32Array): number => counts.reduce((all, one) => all + one, 0);
  const shares = packShares(columns, columns, (at) => {
    const pairs = total[at] ?? 0;
    if (pairs === 0) return null;
    return { open: thousandths(open[at] ?? 0, pairs), unknown: thousandths(unknown[at] ?? 0, pairs) };
  });
  return { namespaces, shares, open: sum(open), total: sum(total) };
}

/** The places of all pairs that hold any, the most open first; those with nothing open keep their order. */
function rankedOf({ tally: { open, total } }: NamespaceMatrix): Uint32Array {
  const shares = Float64Array.from(total, (pairs, at) => (open[at] ?? 0) / pairs);
  const places = Uint32Array.from(total.keys());
  const ranked = places
    .filter((at) => open[at] !== 0)
    .sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0) || (open[b] ?? 0) - (open[a] ?? 0) || a - b);
  const rest = places.filter((at) => open[at] === 0 && total[at] !== 0);
  const all = new Uint32Array(ranked.length + rest.length);
  all.set(ranked);
  all.set(rest, ranked.length);
  return all;
}
