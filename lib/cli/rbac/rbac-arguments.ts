import { LOCALES, text } from '#lib/model/text.ts';
import type { Locale } from '#lib/model/text.ts';
import { oneOf } from '#lib/cli/one-of.ts';
import { parseWords } from '#lib/cli/parse-words.ts';
import { FORMATS } from '#lib/cli/scan-arguments.ts';
import { sortPositionals } from '#lib/cli/sort-positionals.ts';
import { TARGET_OPTIONS, targetOf } from '#lib/cli/target-arguments.ts';
import type { ScanTarget } from '#lib/cli/target-arguments.ts';
import { UsageError } from '#lib/cli/usage-error.ts';

/** How many words a question may have. */
export interface WordCount {
  readonly least: number;
  readonly most: number;
}

export interface RbacArguments {
  /** The question, word by word, without the subcommand. */
  readonly words: readonly string[];
  readonly target: ScanTarget;
  readonly format: (typeof FORMATS)[number];
  /** Null asks for the whole cluster. */
  readonly namespace: string | null;
  /** Groups of the subject beside those that its name implies. */
  readonly groups: readonly string[];
  /** The API server's authorization modes, where the caller tells them. */
  readonly modes: readonly string[] | null;
  /** File of questions, or `-`. */
  readonly questions: string | null;
  /** Files of an earlier state. */
  readonly before: readonly string[];
  /** Wildcards are written out over what the cluster serves. */
  readonly expand: boolean;
  readonly language: Locale;
}

const OPTIONS = {
  ...TARGET_OPTIONS,
  format: { type: 'string', default: 'text' },
  namespace: { type: 'string', short: 'n' },
  group: { type: 'string', multiple: true },
  'authorization-mode': { type: 'string' },
  questions: { type: 'string' },
  before: { type: 'string', multiple: true },
  expand: { type: 'boolean' },
  lang: { type: 'string' },
} as const;

/**
 * Returns what the words after `merlon rbac SUBCOMMAND` ask for. What follows `--files PATH` right away is one more
 * path as soon as the question is complete. Throws UsageError for anything that is not understood.
 */
export function parseRbacArguments(
  all: readonly string[],
  count: WordCount,
  presetLanguage: Locale,
): RbacArguments {
  const { values, tokens } = parseWords(all, OPTIONS);
  const { words, paths } = sortPositionals(tokens, { least: count.least, listing: ['files'] });
  const [stray] = words.slice(count.most);
  if (stray !== undefined)
    throw new UsageError(text(`"${stray}" is not expected here.`, `此处不应出现“${stray}”。`));
  if (words.length < count.least) throw new UsageError(text('The question is not complete.', '问题不完整。'));
  return {
    words,
    target: targetOf(values, paths['files'] ?? []),
    format: oneOf('format', values.format, FORMATS),
    namespace: values.namespace ?? null,
    groups: values.group ?? [],
    modes: values['authorization-mode']?.split(',').filter((mode) => mode !== '') ?? null,
    questions: values.questions ?? null,
    before: values.before ?? [],
    expand: values.expand === true,
    language: values.lang === undefined ? presetLanguage : oneOf('lang', values.lang, LOCALES),
  };
}
