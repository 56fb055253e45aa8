import { workloadPairs } from '#lib/analysis/network/reach-summary/workload-pairs.ts';
import { blastOfPod } from './blast-of-pod.ts';
import { explainPair } from './explain-pair.ts';
import { standingOf, type KeptReach } from './kept-reach.ts';
import type { NetworkAsk, NetworkAsks } from './network-asks.ts';
import { reachBetween } from './reach-between.ts';
import { scanPolicies } from './scan-policies.ts';
import { simulatePolicies } from './simulate-policies.ts';

type Answers = {
  readonly [K in NetworkAsk]: (
    kept: KeptReach,
    ask: NetworkAsks[K]['ask'],
    earlier: KeptReach | null,
  ) => NetworkAsks[K]['answer'];
};

/** How each question is answered, once the scan it is about is loaded. */
export const NETWORK_ANSWERS: Answers = {
  matrix: (kept, query) => ({ ...kept.matrixOf(query).told, standing: standingOf(kept) }),
  pairs: (kept, ask) => kept.matrixOf(ask).pairs(ask),
  workloads: ({ reach }, ask) => workloadPairs(reach, ask),
  explain: explainPair,
  simulate: simulatePolicies,
  policies: ({ slices }) => scanPolicies(slices),
  blast: blastOfPod,
  between: reachBetween,
};
