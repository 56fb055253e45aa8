import type { NamespaceChange } from '#lib/analysis/network/between/reach-changes.ts';
import type { Turning } from '#lib/analysis/network/reach-summary/turn-answer.ts';
import type { EdgeChange } from '#lib/analysis/network/reach-summary/reach-difference.ts';
import type { ReachQuery } from '#lib/analysis/network/reach-summary/pair-judge.ts';
import type { WorkloadPair } from '#lib/analysis/network/reach-summary/workload-pairs.ts';
import type { AskedPort } from '#lib/model/asked-port.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { SliceName } from '#lib/model/inventory.ts';
import type { SliceState } from '#lib/model/collected.ts';
import type { NetworkAnswer, PolicyName } from '#lib/model/network-answer.ts';
import type { Text } from '#lib/model/text.ts';
import type { SimulatedFlows } from './simulate-flows.ts';

/** How far anything that is told of a cluster's policies can be relied on. */
export interface ReachStanding {
  readonly enforces: 'yes' | 'no' | 'unknown';
  readonly mayNotEnforce: Text | null;
  readonly unseen: readonly Text[];
}

export interface MatrixAnswer {
  readonly standing: ReachStanding;
  readonly namespaces: readonly { readonly name: string; readonly pods: number }[];
  /** Rows of shares as `ShareRows` reads them. */
  readonly shares: string;
  /** Pairs of pods, open and in all. */
  readonly open: number;
  readonly total: number;
}

/** Two namespaces and how many pairs of their pods are open. */
export interface NamespacePair {
  readonly from: string;
  readonly to: string;
  readonly open: number;
  readonly unknown: number;
  readonly total: number;
}

export interface PairsAnswer {
  readonly rows: readonly NamespacePair[];
  /** How many there are of which `rows` are some. */
  readonly count: number;
}

export interface ExplainAsk extends AskedPort {
  /** `namespace/pod` or an address. */
  readonly from: string;
  readonly to: string;
}

/** One answer with what would turn it. */
export interface Explanation extends Turning {
  readonly answer: NetworkAnswer;
}

export interface SimulateAsk {
  readonly yaml: string;
  /** A policy to leave out, as `policyKey` writes it; empty for none. */
  readonly without: string;
}

export interface TextProblem {
  readonly line: number | null;
  readonly column: number | null;
  readonly message: Text;
}

export interface LaidObject extends PolicyName {
  readonly how: 'added' | 'replaced' | 'left-out';
  /** False for a policy that the plugin of the cluster does not read. */
  readonly isRead: boolean;
}

export interface Simulation {
  readonly standing: ReachStanding;
  readonly laid: readonly LaidObject[];
  /** What was not laid over, or does not do what it seems to. */
  readonly problems: readonly TextProblem[];
  readonly removed: number;
  readonly added: number;
  readonly namespaces: readonly {
    readonly from: string;
    readonly to: string;
    readonly removed: number;
    readonly added: number;
  }[];
  /** The first of them, sorted by name. */
  readonly edges: readonly EdgeChange[];
  readonly flows: SimulatedFlows;
}

/** What whoever holds a pod can go on to. */
export interface Blast {
  /** It is on the network of its node, where no policy for pods holds it. */
  readonly isOnHost: boolean;
  readonly steps: readonly BlastStep[];
}

/** What is reached with one more step. */
interface BlastStep {
  readonly sure: number;
  readonly perhaps: number;
  /** The first of them, as `namespace/name[Kind]`; the sure ones before the others. */
  readonly names: readonly { readonly name: string; readonly isSure: boolean }[];
}

/** What changed since an earlier scan. */
export interface BetweenAnswer {
  readonly standing: { readonly earlier: ReachStanding; readonly later: ReachStanding };
  /** Null where so much changed that it takes too long to tell. */
  readonly changes: {
    readonly rows: readonly NamespaceChange[];
    /** How many there are of which `rows` are some. */
    readonly count: number;
    readonly added: number;
    readonly removed: number;
    readonly came: number;
    readonly went: number;
  } | null;
}

/** Every question about who reaches whom in a scan, with its answer. */
export interface NetworkAsks {
  readonly matrix: { readonly ask: ReachQuery; readonly answer: MatrixAnswer };
  readonly pairs: {
    readonly ask: ReachQuery & { readonly q: string; readonly skip: number; readonly take: number };
    readonly answer: PairsAnswer;
  };
  readonly workloads: {
    readonly ask: ReachQuery & { readonly from: string; readonly to: string };
    readonly answer: readonly WorkloadPair[];
  };
  readonly explain: {
    readonly ask: ExplainAsk;
    readonly answer: Explanation | { readonly problem: Text };
  };
  readonly simulate: {
    readonly ask: SimulateAsk;
    readonly answer: Simulation | { readonly faults: readonly TextProblem[] };
  };
  readonly policies: { readonly ask: null; readonly answer: readonly PolicyName[] };
  readonly blast: {
    /** `namespace/pod`. */
    readonly ask: { readonly from: string };
    readonly answer: Blast;
  };
  readonly between: {
    readonly ask: { readonly skip: number; readonly take: number };
    readonly answer: BetweenAnswer;
  };
}
export type NetworkAsk = keyof NetworkAsks;

/** One slice of a scan on its way to the thread. */
export interface SentSlice {
  readonly name: SliceName;
  readonly state: SliceState;
  readonly gaps: readonly Gap[];
  readonly data: Uint8Array | null;
}

/** To the thread: a question, or the slices it asked for. */
export type ToThread =
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly scanId: string;
      /** The earlier scan that the question compares with; null for a question about one. */
      readonly against: string | null;
      readonly name: NetworkAsk;
      readonly ask: unknown;
    }
  | {
      readonly type: 'slices';
      readonly id: number;
      readonly scanId: string;
      readonly slices: readonly SentSlice[] | null;
    };

/** From the thread: an answer, or the wish for the slices of a scan that a question is about. */
export type FromThread =
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'load'; readonly id: number; readonly scanId: string };
