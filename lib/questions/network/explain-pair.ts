import { answerQuestion } from '#lib/analysis/network/reach/answer-question.ts';
import { changedReach } from '#lib/analysis/network/reach/changed-reach.ts';
import { overlaySlices } from '#lib/analysis/network/reach/overlay-slices.ts';
import { REACH_SLICES, type ReachSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { openingPolicies } from '#lib/analysis/network/reach-summary/opening-policies.ts';
import { policyYaml } from '#lib/analysis/network/reach-summary/policy-yaml.ts';
import { collected } from '#lib/model/collected.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import type { NetworkAnswer } from '#lib/model/network-answer.ts';
import type { ExplainAsk, Explanation, NetworkAsks } from './network-asks.ts';
import type { KeptReach } from './kept-reach.ts';

/** Answers one question with what decided it and what would turn it. */
export function explainPair(kept: KeptReach, ask: ExplainAsk): NetworkAsks['explain']['answer'] {
  const answer = answerQuestion(kept.reach, ask);
  if ('problem' in answer) return answer;
  return { answer, opening: openingOf(kept, ask, answer), narrow: narrowOf(answer) };
}

/** Policies are offered only where the engine says that with them the connection is let through. */
function openingOf(kept: KeptReach, ask: ExplainAsk, answer: NetworkAnswer): string {
  if (answer.verdict !== 'denied') return '';
  const policies = openingPolicies(kept.reach.space, ask, answer);
  if (policies.length === 0) return '';
  const reach = changedReach(kept, overlaySlices(kept.slices, onlyPolicies(policies)));
  const opened = answerQuestion(reach, ask);
  return !('problem' in opened) && opened.verdict === 'allowed' ? policyYaml(policies) : '';
}

function onlyPolicies(policies: readonly NetworkPolicy[]): ReachSlices {
  const nothing = Object.fromEntries(REACH_SLICES.map((name) => [name, collected<never>([])]));
  return { ...nothing, networkPolicies: collected(policies) } as unknown as ReachSlices;
}

/** An allowed connection turns when every allowing rule of one end is narrowed; a denied one, when the rule that denies is. */
function narrowOf({ verdict, egress, ingress }: NetworkAnswer): Explanation['narrow'] {
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
