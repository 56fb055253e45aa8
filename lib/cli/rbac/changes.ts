import { rightsChanges } from '#lib/analysis/rbac/rights-changes.ts';
import type { RightsChange } from '#lib/analysis/rbac/rights-changes.ts';
import { subjectLabel } from '#lib/analysis/rbac/subject-ref.ts';
import type { Gap } from '#lib/model/gap.ts';
import { text } from '#lib/model/text.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { say } from '#lib/cli/text-style.ts';
import { UsageError } from '#lib/cli/usage-error.ts';
import { honestyLines, unexpandedLines } from './answer-lines.ts';
import { changeLines } from './change-lines.ts';
import { loadAccess } from './load-access.ts';
import { RBAC_WORDS } from './rbac-words.ts';
import type { RbacRun, RbacSubcommand } from './subcommand.ts';
import { writeAnswer } from './write-answer.ts';

/** `changes --before PATH`: which subjects gained or lost rights since an earlier state in files. */
export const changes: RbacSubcommand = {
  words: { least: 0, most: 0 },
  async run(run) {
    const { args, terminal, access } = run;
    if (args.before.length === 0)
      throw new UsageError(
        text('--before must name the files of the earlier state.', '--before 必须指定较早状态的文件。'),
      );
    const complete = args.target.kind === 'files' && args.target.complete;
    const before = await loadAccess({ kind: 'files', paths: args.before, complete }, args, terminal);
    const found = rightsChanges(before.access.permissions, access.permissions);
    const gaps = [...before.access.gaps, ...access.gaps];
    const isShort = found.some(({ unexpanded }) => unexpanded.length > 0);
    const told = { changes: found, atLeast: gaps.length > 0 || isShort, gaps };
    await writeAnswer(run, told, linesOf(run, found, gaps));
    return found.length === 0 ? EXIT.clear : EXIT.found;
  },
};

function* linesOf(
  { style }: RbacRun,
  found: readonly RightsChange[],
  gaps: readonly Gap[],
): Generator<string> {
  if (found.length === 0) yield say(style, RBAC_WORDS.noChange);
  for (const { subject, gained, lost, unexpanded } of found) {
    yield style.paint.strong(subjectLabel(subject));
    yield* changeLines(gained, '+', style);
    yield* changeLines(lost, '-', style);
    yield* unexpandedLines(unexpanded, style);
  }
  yield* honestyLines({ otherAuthorizers: [], gaps }, false, style);
}
