import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { changedReach, type KnownReach } from '#lib/analysis/network/reach/changed-reach.ts';
import { overlaySlices } from '#lib/analysis/network/reach/overlay-slices.ts';
import { REACH_SLICES, type ReachSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { collected } from '#lib/model/collected.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import type { Decider, NetworkAnswer } from '#lib/model/network-answer.ts';
import { openingPolicies, type OpenedConnection } from './opening-policies.ts';
import { policyYaml } from './policy-yaml.ts';

/** What would turn an answer. */
export interface Turning {
  /** Policies to add so that a denied connection is let through, tried out; empty where adding cannot do it. */
  readonly opening: string;
  /** Rules that would have to be narrowed so that the answer turns. */
  readonly narrow: readonly { readonly side: 'egress' | 'ingress'; readonly rule: Decider }[];
}

/**
 * Returns the least that would turn an answer. `tryOut` answers the same question with another reachability: a policy
 * is offered only where the engine says that with it the connection is let through.
 */
export function turnAnswer(
  known: KnownReach,
  { ask, answer }: { readonly ask: OpenedConnection; readonly answer: NetworkAnswer },
  tryOut: (reach: Reachability) => NetworkAnswer['verdict'] | null,
): Turning {
  return { opening: openingOf(known, { ask, answer }, tryOut), narrow: narrowOf(answer) };
}

function openingOf(...[known, { ask, answer }, tryOut]: Parameters<typeof turnAnswer>): string {
  if (answer.verdict !== 'denied') return '';
  const policies = openingPolicies(known.reach.space, ask, answer);
  if (policies.length === 0) return '';
  const reach = changedReach(known, overlaySlices(known.slices, onlyPolicies(policies)));
  return tryOut(reach) === 'allowed' ? policyYaml(policies) : '';
}

function onlyPolicies(policies: readonly NetworkPolicy[]): ReachSlices {
  const nothing = Object.fromEntries(REACH_SLICES.map((name) => [name, collected<never>([])]));
  return { ...nothing, networkPolicies: collected(policies) } as unknown as ReachSlices;
}

/** An allowed connection turns when every allowing rule of one end is narrowed; a denied one, when the rule that denies is. */
function narrowOf({ verdict, egress, ingress }: NetworkAnswer): Turning['narrow'] {
  const sides = [
    { side: 'ingress', answer: ingress },
    { side: 'egress', answer: egress },
  ] as const;
  if (verdict === 'denied') {
    return sides.flatMap(({ side, answer: { decider } }) =>
      decider === null || decider.rule === null || decider.action !== 'deny' ? [] : [{ side, rule: decider }],
    );
  }
  if (verdict !== 'allowed') return [];
  const [least] = sides
    .filter(({ answer }) => answer.allowedBy.length > 0)
    .toSorted((a, b) => a.answer.allowedBy.length - b.answer.allowedBy.length);
  return (least?.answer.allowedBy ?? []).map((rule) => ({ side: least?.side ?? 'ingress', rule }));
}
