import type { ControlMeta, Verdict } from '#lib/model/control.ts';
import type { InventorySource } from '#lib/model/inventory.ts';
import type { FactName, FactValues } from './facts.ts';

/**
 * What a need that is not there says. `matters`: nothing can be judged. `empty`: a kind the cluster does not
 * serve is an answer (there is none). `partial`: the others still tell something, so that without it the
 * control may fail but never pass. `whole`: what is wrong is that something is missing there, so that one read
 * in part tells nothing at all.
 */
export type Absence = 'matters' | 'whole' | 'empty' | 'partial';

export type Needs = { readonly [K in FactName]?: Absence };

/** What is told to a control beside its facts. */
export interface EvaluationContext {
  /** ISO 8601 UTC: controls judge against this time, never the clock. */
  readonly scannedAt: string;
  readonly source: InventorySource;
}

/** One check of the catalogue. `evaluate` sees exactly the declared needs. */
export interface Control<N extends Needs = Needs> extends ControlMeta {
  readonly needs: N;
  readonly evaluate: (facts: Pick<FactValues, keyof N & FactName>, context: EvaluationContext) => Verdict;
}

/** A control whose needs are not told apart by type, as the catalogue holds them. */
export interface AnyControl extends ControlMeta {
  readonly needs: Needs;
  readonly evaluate: (facts: FactValues, context: EvaluationContext) => Verdict;
}

/**
 * Returns the control for the catalogue. The type parameter makes reading an undeclared slice a compile
 * error; handing over more facts than declared stays sound, so the result may stand among all controls.
 */
export function defineControl<const N extends Needs>(control: Control<N>): AnyControl {
  return control;
}
