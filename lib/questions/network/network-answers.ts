import type { NamespaceMatrix } from '#lib/analysis/network/reach-summary/namespace-matrix.ts';
import { workloadPairs } from '#lib/analysis/network/reach-summary/workload-pairs.ts';
import { packShares, thousandths } from '#lib/model/share-rows.ts';
import { explainPair } from './explain-pair.ts';
import { standingOf, type KeptReach } from './kept-reach.ts';
import type { MatrixAnswer, NamespacePair, NetworkAsk, NetworkAsks, PairsAnswer } from './network-asks.ts';
import { scanPolicies } from './scan-policies.ts';
import { simulatePolicies } from './simulate-policies.ts';

type Answers = {
  readonly [K in NetworkAsk]: (kept: KeptReach, ask: NetworkAsks[K]['ask']) => NetworkAsks[K]['answer'];
};

/** How each question is answered, once the scan it is about is loaded. */
export const NETWORK_ANSWERS: Answers = {
  matrix: (kept, query) => matrixAnswer(kept, kept.matrixOf(query)),
  pairs: (kept, ask) => pairsAnswer(kept.matrixOf(ask), ask),
  workloads: ({ reach }, ask) => workloadPairs(reach, ask),
  explain: explainPair,
  simulate: simulatePolicies,
  policies: ({ slices }) => scanPolicies(slices),
};

function matrixAnswer(kept: KeptReach, { namespaces, tally }: NamespaceMatrix): MatrixAnswer {
  const { open, unknown, total, columns } = tally;
  const sum = (counts: Uint32Array): number => counts.reduce((all, one) => all + one, 0);
  const shares = packShares(columns, columns, (at) => {
    const pairs = total[at] ?? 0;
    if (pairs === 0) return null;
    return { open: thousandths(open[at] ?? 0, pairs), unknown: thousandths(unknown[at] ?? 0, pairs) };
  });
  return { standing: standingOf(kept), namespaces, shares, open: sum(open), total: sum(total) };
}

/** Those with the most open pairs come first. */
function pairsAnswer(
  { namespaces, tally }: NamespaceMatrix,
  { q, skip, take }: NetworkAsks['pairs']['ask'],
): PairsAnswer {
  const words = q.trim().toLowerCase();
  const found: NamespacePair[] = [];
  for (const [row, { name: from }] of namespaces.entries()) {
    for (const [column, { name: to }] of namespaces.entries()) {
      const at = row * tally.columns + column;
      const total = tally.total[at] ?? 0;
      if (total === 0 || !(from.includes(words) || to.includes(words))) continue;
      found.push({ from, to, open: tally.open[at] ?? 0, unknown: tally.unknown[at] ?? 0, total });
    }
  }
  const sorted = found.toSorted((a, b) => b.open / b.total - a.open / a.total || b.open - a.open);
  return { rows: sorted.slice(skip, skip + take), count: found.length };
}
