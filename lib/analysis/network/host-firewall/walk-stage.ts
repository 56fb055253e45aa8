import type {
  CompiledPolicy,
  CompiledRule,
  CompiledTier,
} from '#lib/analysis/network/reach/compiled-tier.ts';
import type { Lane, PortSets } from '#lib/analysis/network/reach/port-sets.ts';
import type { Decider } from '#lib/model/network-answer.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { HostEndpoint } from './host-endpoints.ts';

/** One packet at one stage, seen from the host endpoint whose policies are asked. */
export interface HostPacket {
  /** The class of the endpoint's node. */
  readonly self: number;
  /** The class of the other side. */
  readonly peer: number;
  readonly lane: Lane;
  readonly port: number;
}

/** What a stage comes to if no doubt bears on it: `next` where no rule of it decides. */
export interface StageAnswer {
  readonly outcome: Outcome;
  readonly decider: Decider | null;
  /** What doubts could make of it instead. */
  readonly perhaps: readonly Perhaps[];
}

/** Something that may have been decided before. */
export interface Perhaps {
  readonly outcome: 'allow' | 'deny' | 'pass';
  readonly decider: Decider;
  readonly reason: Text;
}

interface Asked {
  readonly packet: HostPacket;
  readonly ports: PortSets;
  /** Whose named ports rules may mean. */
  readonly endpoint: Pick<HostEndpoint, 'ports'> | null;
  /** Whether a policy selects the endpoint; null where that cannot be told. */
  readonly selects: (policy: CompiledPolicy) => boolean | null;
}

type Outcome = 'allow' | 'deny' | 'next';

/** Asks the tiers of a stage in their order: the first rule that matches decides (CA-4 to CA-6). */
export function walkStage(tiers: readonly CompiledTier[], asked: Asked): StageAnswer {
  const walk = new Walk(asked);
  for (const tier of tiers) {
    const found = walk.tier(tier);
    if (found !== null) return walk.answer(found.outcome, found.decider);
  }
  return walk.answer('next', null);
}

interface Found {
  readonly outcome: 'allow' | 'deny';
  readonly decider: Decider;
}

class Walk {
  readonly #asked: Asked;
  /** What would have been decided before, if doubts were settled that way. */
  readonly #perhaps: Perhaps[] = [];

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  tier({ policies, end, doubt: tierDoubt }: Pick<CompiledTier, 'policies' | 'end' | 'doubt'>): Found | null {
    if (tierDoubt !== null) {
      // What a tier in doubt does is what it does without the doubt, or nothing.
      const found = this.tier({ policies, end, doubt: null });
      if (found !== null) this.#perhaps.push({ ...found, reason: tierDoubt });
      return null;
    }
    const own = policies.flatMap((policy) => {
      const selects = this.#asked.selects(policy);
      if (selects === false) return [];
      const doubt = selects === null ? SELECTOR_UNREAD : policy.doubt;
      return [{ policy, doubt }];
    });
    for (const { policy, doubt } of own) {
      for (const rule of policy.rules) {
        const decider: Decider = { ...policy.ref, rule: rule.index, action: rule.action };
        const match = this.#matches(rule, doubt);
        if (match === 'no') continue;
        if (match !== 'yes') this.#perhaps.push({ outcome: rule.action, decider, reason: match });
        else if (rule.action === 'pass') return null;
        else return { outcome: rule.action, decider };
      }
    }
    return this.#end(own, end);
  }

  #end(
    own: readonly { readonly policy: CompiledPolicy; readonly doubt: Text | null }[],
    end: CompiledTier['end'],
  ) {
    const governing = own.filter(({ policy }) => policy.governs);
    const [first] = governing;
    if (first === undefined || end === 'pass') return null;
    const decider: Decider = { ...first.policy.ref, rule: null, action: 'deny' };
    const sure = governing.find(({ doubt }) => doubt === null);
    if (sure !== undefined) return { outcome: 'deny' as const, decider: { ...decider, ...sure.policy.ref } };
    this.#perhaps.push({ outcome: 'deny', decider, reason: first.doubt ?? SELECTOR_UNREAD });
    return null;
  }

  #matches(rule: CompiledRule, policyDoubt: Text | null): 'yes' | 'no' | Text {
    const { packet } = this.#asked;
    if (!rule.may.has(packet.peer) || rule.self?.may.has(packet.self) === false) return 'no';
    if (!this.#isPort(rule)) return 'no';
    const doubt = policyDoubt ?? rule.doubt;
    if (doubt !== null) return doubt;
    const isSure = rule.must.has(packet.peer) && (rule.self === null || rule.self.must.has(packet.self));
    return isSure ? 'yes' : ADDRESS_UNKNOWN;
  }

  #isPort(rule: CompiledRule): boolean {
    const { packet, ports, endpoint } = this.#asked;
    if (ports.has(rule.ports, packet.lane, packet.port)) return true;
    return (endpoint?.ports ?? []).some(
      ({ name, lane, port }) =>
        lane === packet.lane &&
        port === packet.port &&
        rule.named.some((term) => term.named === name && term.lanes.includes(lane)),
    );
  }

  answer(outcome: Outcome, decider: Decider | null): StageAnswer {
    return { outcome, decider, perhaps: this.#perhaps.filter((one) => one.outcome !== outcome) };
  }
}

const SELECTOR_UNREAD = text('The selector of the policy cannot be read.', '无法读取该策略的选择器。');
const ADDRESS_UNKNOWN = text(
  'A rule is about addresses, and that of one side is not known, or it has several.',
  '某条规则针对地址，而其中一方的地址未知，或有多个地址。',
);
