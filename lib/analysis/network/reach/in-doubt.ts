import type { Text } from '#lib/model/text.ts';
import type { ReachPolicy, RuleAction } from './policy-ir.ts';

/**
 * Returns a policy of which nobody can tell what it does to the pods it selects: perhaps any of these actions, with
 * whatever traffic.
 */
export function inDoubt(
  policy: ReachPolicy,
  doubt: Text,
  actions: readonly Exclude<RuleAction, 'pass'>[],
): ReachPolicy {
  const any = { index: 0, peer: { op: 'all' }, ports: 'all', doubt } as const;
  return { ...policy, doubt, rules: actions.map((action) => ({ ...any, action })) };
}

/** As `inDoubt`, of a policy with nothing wrong but ports: perhaps each rule does what it says, to the peers it names. */
export function inDoubtOfPorts(policy: ReachPolicy, doubt: Text): ReachPolicy {
  return { ...policy, rules: policy.rules.map((rule) => ({ ...rule, ports: 'all', doubt })) };
}
