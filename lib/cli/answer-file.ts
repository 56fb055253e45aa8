import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { MerlonError } from '#lib/errors.ts';
import { text } from '#lib/model/text.ts';
import { EXIT } from './exit-code.ts';
import { MalformedQuestion } from './malformed-question.ts';
import type { ScanTarget } from './target-arguments.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { writeOut } from './write-out.ts';

/** Answers are gathered to this many characters before they are written. */
const CHUNK_CHARACTERS = 65_536;

interface QuestionFile {
  /** A path, `-`, or null where none was named. */
  readonly questions: string | null;
  readonly target: ScanTarget;
  readonly terminal: Terminal;
}

/**
 * Writes one answer for each line of a file of questions and returns the exit code. A line that `answerLine` finds
 * malformed is answered by what is wrong with it. Throws UsageError where no file is named.
 */
export async function answerFile(file: QuestionFile, answerLine: (line: string) => string): Promise<number> {
  const { questions, target, terminal } = file;
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
  await writeOut(answerChunks(linesOf(questions, terminal), answerLine, tally), terminal);
  return tally.malformed === 0 ? EXIT.clear : EXIT.notRun;
}

async function* answerChunks(
  lines: AsyncIterable<string>,
  answerLine: (line: string) => string,
  tally: { malformed: number },
): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    if (line.trim() === '') continue;
    try {
      chunk += `${answerLine(line)}\n`;
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

async function* linesOf(questions: string, terminal: Terminal): AsyncGenerator<string> {
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
