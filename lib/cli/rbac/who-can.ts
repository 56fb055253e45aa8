import type { WhoCanAccess } from '#lib/analysis/rbac/access.ts';
import type { AccessQuestion } from '#lib/analysis/rbac/access-question.ts';
import { subjectLabel } from '#lib/analysis/rbac/subject-ref.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { say } from '#lib/cli/text-style.ts';
import { grantLines, honestyLines } from './answer-lines.ts';
import { askedQuestion } from './asked-question.ts';
import { RBAC_WORDS } from './rbac-words.ts';
import { questionWords } from './right-words.ts';
import type { RbacRun, RbacSubcommand } from './subcommand.ts';
import { writeAnswer } from './write-answer.ts';

/** `who-can VERB RESOURCE [NAME]`: every subject that may do something, and by which grants. */
export const whoCan: RbacSubcommand = {
  words: { least: 2, most: 3 },
  async run(run) {
    const question = askedQuestion(run, run.args.words);
    const answer = run.access.whoCan(question);
    await writeAnswer(run, { question, ...answer }, linesOf(run, question, answer));
    return EXIT.clear;
  },
};

function* linesOf(
  { style, access }: RbacRun,
  question: AccessQuestion,
  answer: WhoCanAccess,
): Generator<string> {
  const { holders, nodes, isAnybody } = answer;
  const values = { count: holders.length, what: questionWords(question, style) };
  if (isAnybody) yield say(style, RBAC_WORDS.anybody);
  yield style.paint.strong(say(style, holders.length === 0 ? RBAC_WORDS.nobody : RBAC_WORDS.holders, values));
  for (const { subject, isMissing, grants } of holders) {
    yield subjectLabel(subject) + (isMissing ? ` (${say(style, RBAC_WORDS.missing)})` : '');
    yield* grantLines(grants, access.permissions, style);
  }
  if (nodes.length > 0) yield say(style, RBAC_WORDS.nodes, { names: nodes.join(', ') });
  yield* honestyLines(answer, false, style);
}
