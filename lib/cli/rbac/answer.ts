import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Access } from '#lib/analysis/rbac/access.ts';
import { MerlonError } from '#lib/errors.ts';
import { text } from '#lib/model/text.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import { MalformedQuestion, questionOfSpec } from './review-spec.ts';
import type { RbacRun, RbacSubcommand } from './subcommand.ts';

/** Answers are gathered to this many characters before they are written. */
const CHUNK_CHARACTERS = 65_536;

/** `answer --questions FILE`: one SubjectAccessReview `spec` a line in, one answer a line out. */
export const answer: RbacSubcommand = {
  words: { least: 0, most: 0 },
  async run(run) {
    const { questions, target } = run.args;
    if (questions === null)
      throw new UsageError(
        text(
          '--questions must name a file, or be - for standard input.',
          '--questions 必须是文件名，或用 - 表示标准输入。',
        ),
      );
    if (questions === '-' && target.kind === 'files' && target.paths.includes('-'))
      throw new UsageError(
        text(
          'Standard input can hold the questions or the objects, not both.',
          '标准输入只能是问题或对象，不能两者都是。',
        ),
      );
    const tally = { malformed: 0 };
    await writeOut(answerChunks(run, linesOf(questions, run), tally), run.terminal);
    return tally.malformed === 0 ? EXIT.clear : EXIT.notRun;
  },
};

async function* answerChunks(
  { access }: RbacRun,
  lines: AsyncIterable<string>,
  tally: { malformed: number },
): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    if (line.trim() === '') continue;
    try {
      chunk += `${answerLine(access, line)}\n`;
    } catch (error) {
      if (!(error instanceof MalformedQuestion)) throw error;
      tally.malformed += 1;
      chunk += `${JSON.stringify({ error: error.message })}\n`;
    }
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** What adds nothing is left out: a plain answer is `allowed` and `grants`. */
function answerLine(access: Access, line: string): string {
  const { user, ask } = questionOfSpec(line);
  const { allowed, grants, privileged, allowedBy, otherAuthorizers, atLeast, gaps } = access.can(user, ask);
  const by = privileged ? ['system:masters'] : allowedBy.filter((name) => name !== 'RBAC');
  return JSON.stringify({
    allowed,
    grants,
    ...(by.length === 0 ? {} : { allowedBy: by }),
    ...(otherAuthorizers.length === 0 ? {} : { otherAuthorizers }),
    ...(atLeast ? { atLeast, gaps: gaps.map(({ id }) => id) } : {}),
  });
}

async function* linesOf(questions: string, { terminal }: RbacRun): AsyncGenerator<string> {
  if (questions === '-') {
    yield* (await terminal.readStdin()).split('\n');
    return;
  }
  try {
    yield* createInterface({ input: createReadStream(questions), crlfDelay: Infinity });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    throw new MerlonError(
      'file-unreadable',
      text(
        `${questions} cannot be read (${String(error.code)}).`,
        `无法读取 ${questions}（${String(error.code)}）。`,
      ),
    );
  }
}
