import type {
  Decider,
  NetworkAnswer,
  NearMiss,
  PolicyName,
  SideAnswer,
  Verdict,
} from '#lib/model/network-answer.ts';
import { text, type Text } from '#lib/model/text.ts';
import { portsAt, type CompiledPolicy, type CompiledRule, type CompiledTier } from './compiled-tier.ts';
import type { ReachDirection } from './policy-ir.ts';
import type { Lane, PortSetId } from './port-sets.ts';
import type { ReachMatrix } from './reach-matrix.ts';

/** One packet between two classes of a family. */
export interface PairQuestion {
  readonly from: number;
  readonly to: number;
  readonly lane: Lane;
  /** A port, an ICMP type and code, or a protocol number. */
  readonly number: number;
  /** It is of a protocol that policies do not speak of. */
  readonly isUndefined?: boolean;
}

interface Side {
  readonly direction: ReachDirection;
  /** The class whose policies are asked. */
  readonly subject: number;
  readonly peer: number;
}

const MOST_MISSES = 5;

/** Returns what policies say of one packet, and which of them said it. */
export function answerPair(matrix: ReachMatrix, ask: PairQuestion): NetworkAnswer {
  const reasons: Text[] = [];
  const egress = sideOf(matrix, { direction: 'egress', subject: ask.from, peer: ask.to }, { ask, reasons });
  const ingress = sideOf(matrix, { direction: 'ingress', subject: ask.to, peer: ask.from }, { ask, reasons });
  const verdict = worse(egress.verdict, ingress.verdict);
  return { verdict, egress, ingress, reasons: verdict === 'unknown' ? unique(reasons) : [] };
}

/** Both sides must allow it; what one denies needs no answer of the other. */
function worse(a: Verdict, b: Verdict): Verdict {
  if (a === 'denied' || b === 'denied') return 'denied';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'allowed';
}

function unique(texts: readonly Text[]): readonly Text[] {
  return [...new Map(texts.map((one) => [one.en, one])).values()];
}

interface Asked {
  readonly ask: PairQuestion;
  readonly reasons: Text[];
}

function sideOf(matrix: ReachMatrix, side: Side, { ask, reasons }: Asked): SideAnswer {
  const { direction, subject } = side;
  const row =
    ask.isUndefined === true
      ? matrix.rowOfOtherProtocols(direction, subject)
      : matrix.row(direction, subject);
  if (row === null) return OPEN;
  const has = (id: PortSetId): boolean => matrix.ports.has(id, ask.lane, ask.number);
  const verdict: Verdict = has(row.mustAt(side.peer))
    ? 'allowed'
    : has(row.mayAt(side.peer))
      ? 'unknown'
      : 'denied';
  const tiers = matrix.tiersOf(side.direction, side.subject);
  const trace = new Trace(matrix, side, ask);
  for (const tier of tiers) if (trace.decider === null) trace.visit(tier);
  reasons.push(...trace.doubts);
  return {
    verdict,
    decider: trace.decider,
    isolatedBy: trace.isolatedBy,
    allowedBy: trace.allowedBy,
    passedBy: trace.passedBy,
    nearMisses: verdict === 'allowed' ? [] : trace.nearMisses.slice(0, MOST_MISSES),
  };
}

const OPEN: SideAnswer = {
  verdict: 'allowed',
  decider: null,
  isolatedBy: [],
  allowedBy: [],
  passedBy: [],
  nearMisses: [],
};

interface Met {
  readonly policy: CompiledPolicy;
  readonly rule: CompiledRule;
  readonly isPassed: boolean;
  /** Why it cannot be told whether the policy is in force. */
  readonly doubt: Text | null;
}

/** Walks the tiers as one packet meets them and notes what it meets. */
class Trace {
  decider: Decider | null = null;
  readonly isolatedBy: PolicyName[] = [];
  readonly allowedBy: Decider[] = [];
  readonly passedBy: Decider[] = [];
  readonly nearMisses: NearMiss[] = [];
  readonly doubts: Text[] = [];
  readonly #matrix: ReachMatrix;
  readonly #side: Side;
  readonly #ask: PairQuestion;

  constructor(matrix: ReachMatrix, side: Side, ask: PairQuestion) {
    this.#matrix = matrix;
    this.#side = side;
    this.#ask = ask;
  }

  visit(tier: CompiledTier): void {
    if (tier.policies.length === 0) return;
    let isPassed = false;
    if (tier.doubt !== null) this.doubts.push(tier.doubt);
    const tied = this.#tiedRanks(tier);
    for (const policy of tier.policies) {
      this.#notePolicy(tier, policy);
      const doubt = doubtOf(tier, policy, tied);
      for (const rule of policy.rules) isPassed = this.#meet({ policy, rule, isPassed, doubt }) || isPassed;
    }
    if (this.decider === null && !isPassed && tier.end === 'deny') this.#noteEnd(tier);
  }

  #noteEnd({ policies }: CompiledTier): void {
    const governing = policies.find(({ governs }) => governs);
    if (governing !== undefined) this.decider = { ...governing.ref, rule: null, action: 'deny' };
  }

  #notePolicy({ end }: CompiledTier, { governs, doubt, ref }: CompiledPolicy): void {
    if (end === 'deny' && governs) this.isolatedBy.push(ref);
    if (doubt !== null) this.doubts.push(doubt);
  }

  /** Returns whether the rule passes the packet on to the next tier. */
  #meet(met: Met): boolean {
    const { policy, rule, isPassed } = met;
    if (!this.#isMatch(met)) return false;
    const decider: Decider = { ...policy.ref, rule: rule.index, action: rule.action };
    if (rule.action === 'allow') this.allowedBy.push(decider);
    const doubt = met.doubt ?? rule.doubt;
    if (doubt !== null || !rule.must.has(this.#side.peer)) {
      this.doubts.push(doubt ?? ADDRESS_UNKNOWN);
      return false;
    }
    if (this.decider !== null || isPassed) return false;
    if (rule.action === 'pass') this.passedBy.push(decider);
    else this.decider = decider;
    return rule.action === 'pass';
  }

  #isMatch({ policy, rule }: Met): boolean {
    const isPeer = rule.may.has(this.#side.peer);
    const isPort = this.#matches(rule);
    if (isPeer && isPort) return true;
    if (rule.action === 'allow' && (isPeer || isPort)) {
      this.nearMisses.push({ ...policy.ref, rule: rule.index, missed: isPeer ? 'port' : 'peer' });
    }
    return false;
  }

  #matches(rule: CompiledRule): boolean {
    const { family, ports } = this.#matrix;
    const at = this.#side.direction === 'ingress' ? this.#side.subject : this.#side.peer;
    const found: PortSetId = portsAt(rule, at, { family, ports });
    return ports.has(found, this.#ask.lane, this.#ask.number);
  }

  /** CN-2: ranks at which policies that match do different things. */
  #tiedRanks({ ties, policies }: CompiledTier): ReadonlySet<number> {
    if (ties === 'add') return new Set();
    const actions = new Map<number, Set<string>>();
    for (const { rank, rules } of policies) {
      const first = rules.find((rule) => rule.may.has(this.#side.peer) && this.#matches(rule));
      if (first !== undefined) actions.set(rank, (actions.get(rank) ?? new Set()).add(first.action));
    }
    return new Set([...actions].filter(([, said]) => said.size > 1).map(([rank]) => rank));
  }
}

function doubtOf(tier: CompiledTier, policy: CompiledPolicy, tied: ReadonlySet<number>): Text | null {
  const known = tier.doubt ?? policy.doubt;
  if (known !== null) return known;
  if (tied.has(policy.rank)) return NO_ORDER;
  return tier.hasTwoVersions ? TWO_VERSIONS : null;
}

const ADDRESS_UNKNOWN = text(
  'A rule is about addresses, and that of one side is not known.',
  '某条规则针对地址，而其中一方的地址未知。',
);

const TWO_VERSIONS = text(
  'Policies of both versions of the network policy API are here; which of them is enforced, and in what order, is not defined.',
  '此处同时存在两个版本的网络策略 API 对象；哪个版本生效、按什么顺序生效没有定义。',
);

const NO_ORDER = text(
  'Policies of equal priority disagree, and no order between them is defined.',
  '优先级相同的策略彼此矛盾，且它们之间没有定义先后顺序。',
);
