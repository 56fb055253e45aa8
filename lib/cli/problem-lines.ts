import { MANIFEST_PROBLEM_REASONS } from '#lib/objects/manifest-problem.ts';
import type { ManifestProblem } from '#lib/objects/manifest-problem.ts';
import { fillText, text } from '#lib/model/text.ts';
import type { Locale } from '#lib/model/text.ts';
import { printable } from './text-layout.ts';

/** More of one sort are only counted. */
const MOST_SHOWN = 20;
const MORE = text('… and {count} more of this sort', '……以及另外 {count} 处同类情况');

/** Yields `file:line:column: what` for each problem of the files, by sort. */
export function* problemLines(problems: readonly ManifestProblem[], language: Locale): Generator<string> {
  for (const reason of MANIFEST_PROBLEM_REASONS) {
    const some = problems.filter((problem) => problem.reason === reason);
    for (const { file, line, column, message } of some.slice(0, MOST_SHOWN)) {
      const place = [file, line, column].filter((part) => part !== null).join(':');
      yield printable(`${place}: ${message[language]}`);
    }
    const more = some.length - MOST_SHOWN;
    if (more > 0) yield fillText(MORE[language], { count: more });
  }
}
