import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import { text } from '#lib/model/text.ts';
import { nearMatches } from '#lib/model/near-matches.ts';
import { UsageError } from './usage-error.ts';

/** Returns the values, positionals and tokens of a command line. Throws UsageError for an option there is not. */
export function parseWords<const T extends ParseArgsOptionsConfig>(words: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, tokens: true });
  } catch (error) {
    throw notParsed(error, words, Object.keys(options));
  }
}

/** Returns the option that an argument names and there is not, such as `--formt` of `--formt=json`. */
function optionIn(words: readonly string[], known: readonly string[]): string | undefined {
  return words
    .map((word) => word.split('=')[0] ?? '')
    .find((word) => word.startsWith('--') && word !== '--' && !known.includes(word.slice(2)));
}

function notParsed(error: unknown, words: readonly string[], known: readonly string[]): UsageError {
  const unknown = optionIn(words, known);
  if (unknown === undefined) {
    const reason = error instanceof Error ? error.message : String(error);
    return new UsageError(text(reason, `命令行参数有误：${reason}`));
  }
  const near = nearMatches(
    unknown,
    known.map((name) => `--${name}`),
  );
  return new UsageError(
    near.length === 0
      ? text(`There is no option ${unknown}.`, `没有选项 ${unknown}。`)
      : text(
          `There is no option ${unknown}; did you mean ${near.join(', ')}?`,
          `没有选项 ${unknown}；是否指 ${near.join('、')}？`,
        ),
  );
}
