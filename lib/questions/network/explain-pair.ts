import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { answerQuestion } from '#lib/analysis/network/reach/answer-question.ts';
import { turnAnswer } from '#lib/analysis/network/reach-summary/turn-answer.ts';
import type { NetworkAnswer } from '#lib/model/network-answer.ts';
import type { ExplainAsk, NetworkAsks } from './network-asks.ts';
import type { KeptReach } from './kept-reach.ts';

/** Answers one question with what decided it and what would turn it. */
export function explainPair(kept: KeptReach, ask: ExplainAsk): NetworkAsks['explain']['answer'] {
  const answer = answerQuestion(kept.reach, ask);
  if ('problem' in answer) return answer;
  const tryOut = (reach: Reachability): NetworkAnswer['verdict'] | null => {
    const tried = answerQuestion(reach, ask);
    return 'problem' in tried ? null : tried.verdict;
  };
  return { answer, ...turnAnswer(kept, { ask, answer }, tryOut) };
}
