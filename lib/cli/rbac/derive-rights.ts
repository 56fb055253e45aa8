import type { EscalationChains } from '#lib/analysis/attack/escalation-chains.ts';
import type { SubjectRisks } from '#lib/analysis/rbac/risk-hit.ts';
import { deriveFacts } from '#lib/engine/derive.ts';
import type { Inventory } from '#lib/model/inventory.ts';

/** What a scan would derive of an inventory's rights. */
interface DerivedRights {
  /** Sorted by subject. */
  readonly risks: readonly SubjectRisks[];
  /** Null where no list of roles or bindings could be read. */
  readonly chains: EscalationChains | null;
}

/** Returns the risks and chains of an inventory, found exactly as a scan finds them. */
export function deriveRights(inventory: Inventory): DerivedRights {
  const { risks, chains } = deriveFacts(inventory, { state: 'not-given', gaps: [] });
  return {
    risks: risks.state === 'known' ? risks.value.subjects : [],
    chains: chains.state === 'known' ? chains.value : null,
  };
}
