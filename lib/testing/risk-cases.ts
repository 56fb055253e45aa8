import type { PolicyRule } from '#lib/model/rbac.ts';
import cases from './risk-cases.json' with { type: 'json' };

/** Rights by which a risk is told and rights by which it is not, written `verbs group:resources =names`. */
export interface RiskCase {
  readonly id: string;
  /** What it weighs on the whole cluster and in a namespace, such as `high/low`; `-` where it is no risk there. */
  readonly severity: string;
  readonly gives: string;
  readonly nearMiss: string;
  /** Other risks of its family that come by these rights, and by those of the near-miss. */
  readonly besides?: readonly string[];
  readonly nearGives?: readonly string[];
  /** Rights that give it only together, each in a role of its own. */
  readonly split?: string;
  readonly minor?: number;
}

/** A case for each risk of `lib/facts`, written from the rules and their amendments, not from that file. */
export const RISK_CASES: readonly RiskCase[] = cases;

/** Returns the rules that rights of a case stand for, one for each part between semicolons. */
export function caseRules(rights: string): PolicyRule[] {
  return rights.split('; ').map((part) => {
    const [verbs = '', what = '', names] = part.split(' ');
    if (what.startsWith('/')) return { verbs: verbs.split(','), nonResourceURLs: [what] };
    const colon = what.indexOf(':');
    const rule = {
      verbs: verbs.split(','),
      apiGroups: [what.slice(0, Math.max(colon, 0))],
      resources: what.slice(colon + 1).split(','),
    };
    return names === undefined ? rule : { ...rule, resourceNames: names.slice(1).split(',') };
  });
}
