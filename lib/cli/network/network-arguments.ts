import { DATAPLANE_NAMES, type DataplaneName } from '#lib/analysis/network/reach/dataplane.ts';
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

export interface NetworkArguments {
  /** The question, word by word, without the subcommand. */
  readonly words: readonly string[];
  readonly target: ScanTarget;
  readonly format: (typeof FORMATS)[number];
  /** How policies are enforced; null follows the plugin that is seen. */
  readonly profile: DataplaneName | null;
  /** IPv6 ranges are told, too. */
  readonly ipv6: boolean;
  /** File of questions, or `-`. */
  readonly questions: string | null;
  /** Files laid over what is read. */
  readonly with: readonly string[];
  /** For which namespace policies are made. */
  readonly namespace: string | null;
  /** File of a table of who is to reach which ports of which nodes, or `-`. */
  readonly table: string | null;
  /** Failsafe ports of Calico stay as they are. */
  readonly keepFailsafe: boolean;
  /** Edges that policies are made for, as `list` prints them. */
  readonly edge: readonly string[];
  /** File of such edges, or `-`. */
  readonly edges: string | null;
  /** A policy closes it for pods to come, too. */
  readonly denyDefault: boolean;
  readonly language: Locale;
}

const OPTIONS = {
  ...TARGET_OPTIONS,
  format: { type: 'string', default: 'text' },
  profile: { type: 'string' },
  ipv6: { type: 'boolean' },
  questions: { type: 'string' },
  with: { type: 'string', multiple: true },
  namespace: { type: 'string' },
  'deny-default': { type: 'boolean' },
  table: { type: 'string' },
  'keep-failsafe': { type: 'boolean' },
  edge: { type: 'string', multiple: true },
  edges: { type: 'string' },
  lang: { type: 'string' },
} as const;

/**
 * Returns what the words after `merlon network SUBCOMMAND` ask for. Throws UsageError for anything that is not
 * understood.
 */
export function parseNetworkArguments(
  all: readonly string[],
  count: WordCount,
  presetLanguage: Locale,
): NetworkArguments {
  const { values, tokens } = parseWords(all, OPTIONS);
  const listing = ['files', 'with'];
  const { words, paths } = sortPositionals(tokens, { least: count.least, listing });
  const [stray] = words.slice(count.most);
  if (stray !== undefined)
    throw new UsageError(text(`"${stray}" is not expected here.`, `此处不应出现“${stray}”。`));
  if (words.length < count.least) throw new UsageError(text('The question is not complete.', '问题不完整。'));
  return {
    words,
    target: targetOf(values, paths['files'] ?? []),
    format: oneOf('format', values.format, FORMATS),
    profile: values.profile === undefined ? null : oneOf('profile', values.profile, DATAPLANE_NAMES),
    ipv6: values.ipv6 === true,
    questions: values.questions ?? null,
    with: values.with === undefined ? [] : [...values.with, ...(paths['with'] ?? [])],
    ...generateOptions(values),
    language: values.lang === undefined ? presetLanguage : oneOf('lang', values.lang, LOCALES),
  };
}

type Generating = Pick<
  NetworkArguments,
  'namespace' | 'table' | 'keepFailsafe' | 'edge' | 'edges' | 'denyDefault'
>;

function generateOptions(values: ReturnType<typeof parseWords<typeof OPTIONS>>['values']): Generating {
  return {
    namespace: values.namespace ?? null,
    table: values.table ?? null,
    keepFailsafe: values['keep-failsafe'] === true,
    edge: values.edge ?? [],
    edges: values.edges ?? null,
    denyDefault: values['deny-default'] === true,
  };
}
