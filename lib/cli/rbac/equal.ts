import { equalSubjects } from '#lib/analysis/rbac/equal-subjects.ts';
import type { EqualGroups } from '#lib/analysis/rbac/equal-subjects.ts';
import { subjectLabel } from '#lib/analysis/rbac/subject-ref.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { say } from '#lib/cli/text-style.ts';
import { honestyLines, unexpandedLines } from './answer-lines.ts';
import { RBAC_WORDS } from './rbac-words.ts';
import { rightWords, sourceWords } from './right-words.ts';
import type { RbacRun, RbacSubcommand } from './subcommand.ts';
import { writeAnswer } from './write-answer.ts';

/** `equal`: which subjects may do exactly the same. */
export const equal: RbacSubcommand = {
  words: { least: 0, most: 0 },
  async run(run) {
    const { access } = run;
    const { groups, unexpanded } = equalSubjects(access.permissions);
    await writeAnswer(
      run,
      {
        groups,
        unexpanded,
        atLeast: access.gaps.length + unexpanded.length > 0,
        gaps: access.gaps,
      },
      linesOf(run, { groups, unexpanded }),
    );
    return EXIT.clear;
  },
};

function* linesOf({ style, access }: RbacRun, { groups, unexpanded }: EqualGroups): Generator<string> {
  if (groups.length === 0) yield say(style, RBAC_WORDS.noEqual);
  for (const { subjects, rights } of groups) {
    yield style.paint.strong(say(style, RBAC_WORDS.equal, { count: subjects.length }));
    for (const { subject, grants } of subjects) {
      const bindings = [...new Set(grants.map(({ binding }) => sourceWords(binding)))];
      yield `  ${subjectLabel(subject)}: ${bindings.join(', ')}`;
    }
    for (const right of rights) yield style.paint.faint(`    ${rightWords(right, style)}`);
  }
  yield* unexpandedLines(unexpanded, style);
  yield* honestyLines({ otherAuthorizers: [], gaps: access.gaps }, false, style);
}
