import { ATTACK_SLICES } from '#lib/analysis/attack/unknown-parts.ts';
import { subjectLabel } from '#lib/analysis/rbac/subject-ref.ts';
import type { ChainStep, EscalationChain } from '#lib/model/escalation.ts';
import type { Subject } from '#lib/model/rbac.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { wrapped } from '#lib/cli/text-layout.ts';
import { say } from '#lib/cli/text-style.ts';
import type { TextStyle } from '#lib/cli/text-style.ts';
import { honestyLines } from './answer-lines.ts';
import { deriveRights } from './derive-rights.ts';
import { RBAC_WORDS } from './rbac-words.ts';
import { ruleWords, sourceWords } from './right-words.ts';
import type { RbacRun, RbacSubcommand } from './subcommand.ts';
import { subjectOfWords } from './subject-words.ts';
import { writeAnswer } from './write-answer.ts';

/** `escalate SUBJECT`: the shortest way of a subject to full rights over the cluster, step by step. */
export const escalate: RbacSubcommand = {
  words: { least: 1, most: 1 },
  // A step stands on what runs where, and on what admission would let in.
  slices: [
    ...ATTACK_SLICES,
    'deployments',
    'statefulSets',
    'daemonSets',
    'jobs',
    'cronJobs',
    'replicaSets',
    'replicationControllers',
  ],
  async run(run) {
    const subject = subjectOfWords(run.args.words[0] ?? '');
    const chain = deriveRights(run.inventory).chains?.chainOfMember(subject, run.args.groups) ?? null;
    const { gaps } = run.access;
    const told = { subject, chain, atLeast: gaps.length > 0, gaps };
    await writeAnswer(run, told, linesOf(run, subject, chain));
    return chain === null ? EXIT.clear : EXIT.found;
  },
};

function* linesOf(
  { style, access }: RbacRun,
  subject: Subject,
  chain: EscalationChain | null,
): Generator<string> {
  const who = subjectLabel(subject);
  yield style.paint.strong(say(style, headOf(chain), { who, count: chain?.steps.length ?? 0 }));
  for (const [index, step] of (chain?.steps ?? []).entries()) yield* stepLines(step, index + 1, style);
  if (chain?.isCertain === false) yield say(style, RBAC_WORDS.chainUncertain);
  yield* honestyLines({ otherAuthorizers: [], gaps: access.gaps }, false, style);
}

function headOf(chain: EscalationChain | null): (typeof RBAC_WORDS)['noChain'] {
  if (chain === null) return RBAC_WORDS.noChain;
  return chain.steps.length === 0 ? RBAC_WORDS.fullRights : RBAC_WORDS.chain;
}

function* stepLines(step: ChainStep, number: number, style: TextStyle): Generator<string> {
  const { paint, language } = style;
  yield wrapped(`${number}. ${say(style, step.text, step.params)} ${paint.faint(step.edge)}`, '  ');
  for (const { binding, role, rules } of step.grants) {
    const by = binding === null ? '' : `${sourceWords(binding)} → `;
    yield paint.faint(`     ${by}${sourceWords(role)}: ${ruleWords(rules)}`);
  }
  for (const { kind, namespace, name } of step.objects)
    yield paint.faint(`     ${sourceWords({ kind, namespace, name })}`);
  for (const part of step.unknown)
    yield `     ${say(style, RBAC_WORDS.notKnown, { part: part.text[language] })}`;
}
