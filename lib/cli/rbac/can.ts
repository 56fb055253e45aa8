import type { AccessAnswer } from '#lib/analysis/rbac/access.ts';
import type { AccessQuestion, UserInfo } from '#lib/analysis/rbac/access-question.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { say } from '#lib/cli/text-style.ts';
import { grantLines, honestyLines } from './answer-lines.ts';
import { askedQuestion } from './asked-question.ts';
import { RBAC_WORDS } from './rbac-words.ts';
import { questionWords, userWords } from './right-words.ts';
import type { RbacRun, RbacSubcommand } from './subcommand.ts';
import { userOfWords } from './subject-words.ts';
import { writeAnswer } from './write-answer.ts';

/** `can SUBJECT VERB RESOURCE [NAME]`: whether somebody may do something, and by which grants. */
export const can: RbacSubcommand = {
  words: { least: 3, most: 4 },
  async run(run) {
    const [subject = '', ...words] = run.args.words;
    const user = userOfWords(subject, run.args.groups);
    const question = askedQuestion(run, words);
    const answer = run.access.can(user, question);
    await writeAnswer(run, { user, question, ...answer }, linesOf(run, { user, question, answer }));
    return answer.allowed ? EXIT.clear : EXIT.found;
  },
};

interface Answered {
  readonly user: UserInfo;
  readonly question: AccessQuestion;
  readonly answer: AccessAnswer;
}

function* linesOf({ style, access }: RbacRun, { user, question, answer }: Answered): Generator<string> {
  const { allowed, allowedBy, privileged } = answer;
  const values = { who: userWords(user), what: questionWords(question, style) };
  yield style.paint.strong(say(style, allowed ? RBAC_WORDS.yes : RBAC_WORDS.no, values));
  if (privileged) yield `  ${say(style, RBAC_WORDS.masters)}`;
  if (allowedBy.includes('Node')) yield `  ${say(style, RBAC_WORDS.byNode)}`;
  if (allowedBy.includes('AlwaysAllow')) yield `  ${say(style, RBAC_WORDS.byAlwaysAllow)}`;
  yield* grantLines(answer.grants, access.permissions, style);
  yield* honestyLines(answer, !allowed, style);
}
