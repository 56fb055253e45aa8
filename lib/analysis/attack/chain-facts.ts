import { subjectKey } from '#lib/analysis/rbac/subject-ref.ts';
import type { EscalationChain } from '#lib/model/escalation.ts';
import type { EscalationChains } from './escalation-chains.ts';

/** Under which name a scan keeps them; another shape needs another number. */
export const CHAIN_FACTS = 'chains.1';

/** The chain of one subject, under the key of the subject. */
export interface ChainFact {
  readonly key: string;
  readonly chain: EscalationChain;
}

/** Returns the chains that pages show: of every subject that bindings name and that has one. */
export function chainFacts(chains: EscalationChains): readonly ChainFact[] {
  return chains.all().map((chain) => ({ key: subjectKey(chain.subject), chain }));
}
