import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { CompiledPolicy } from '#lib/analysis/network/reach/compiled-tier.ts';
import {
  REACH_DIRECTIONS,
  type PolicyRef,
  type ReachDirection,
} from '#lib/analysis/network/reach/policy-ir.ts';
import { mayBeForAbsentPods } from './absent-pods.ts';

/** A rule by its policy, direction and place. */
export interface RulePlace {
  readonly ref: PolicyRef;
  readonly direction: ReachDirection;
  readonly rule: number;
}

/** Returns policies that select no pod and no host that is there, nor a pod that may come. */
export function policiesWithoutSubject(reach: Reachability): PolicyRef[] {
  const selected = new Map<string, { readonly ref: PolicyRef; isAny: boolean }>();
  for (const { policy } of compiledPolicies(reach)) {
    const key = JSON.stringify(policy.ref);
    const known = selected.get(key) ?? { ref: policy.ref, isAny: false };
    known.isAny ||= !policy.subject.isEmpty;
    selected.set(key, known);
  }
  const isForAbsent = mayBeForAbsentPods(reach);
  return [...selected.values()].filter(({ isAny, ref }) => !isAny && !isForAbsent(ref)).map(({ ref }) => ref);
}

/** Returns rules of which no peer is there: neither pod, host nor address, in either family. */
export function rulesWithoutPeer(reach: Reachability): RulePlace[] {
  const found = new Map<string, { readonly place: RulePlace; isAny: boolean }>();
  for (const { policy, direction } of compiledPolicies(reach)) {
    for (const rule of policy.rules) {
      const place = { ref: policy.ref, direction, rule: rule.index };
      const key = JSON.stringify(place);
      const known = found.get(key) ?? { place, isAny: false };
      known.isAny ||= !rule.may.isEmpty;
      found.set(key, known);
    }
  }
  return [...found.values()].filter(({ isAny }) => !isAny).map(({ place }) => place);
}

interface CompiledPlace {
  readonly policy: CompiledPolicy;
  readonly direction: ReachDirection;
}

/** Every policy as it was compiled, for each family and direction. */
function* compiledPolicies(reach: Reachability): Generator<CompiledPlace> {
  for (const matrix of [reach.families.IPv4, reach.families.IPv6]) {
    for (const direction of REACH_DIRECTIONS) {
      for (const { policies } of matrix.tiers[direction]) {
        for (const policy of policies) yield { policy, direction };
      }
    }
  }
}
