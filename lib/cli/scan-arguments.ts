import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { PROFILES } from '#lib/model/scan.ts';
import type { Profile } from '#lib/model/scan.ts';
import { SEVERITIES } from '#lib/model/severity.ts';
import type { Severity } from '#lib/model/severity.ts';
import { LOCALES, text } from '#lib/model/text.ts';
import type { Locale } from '#lib/model/text.ts';
import { nearMatches } from './near-matches.ts';
import { UsageError } from './usage-error.ts';

export const FORMATS = ['text', 'json'] as const;
const NEVER = 'never';
const FAIL_LEVELS = [...SEVERITIES, NEVER] as const;

/** What is scanned: a kubeconfig context (null: the current one), or what files hold. */
export type ScanTarget =
  | { readonly kind: 'context'; readonly context: string | null; readonly kubeconfig: string | null }
  | { readonly kind: 'files'; readonly paths: readonly string[]; readonly complete: boolean };

export interface ScanArguments {
  readonly target: ScanTarget;
  readonly profile: Profile;
  readonly format: (typeof FORMATS)[number];
  /** Null runs all of them. */
  readonly controls: readonly string[] | null;
  /** Mildest severity that makes the exit code 1; null for none. */
  readonly failOn: Severity | null;
  readonly probe: boolean;
  /** Null allows the addresses of the cluster's own nodes and endpoints. */
  readonly probeAllow: readonly string[] | null;
  readonly language: Locale;
}

const OPTIONS = {
  context: { type: 'string' },
  'current-context': { type: 'boolean' },
  kubeconfig: { type: 'string' },
  files: { type: 'string', multiple: true },
  complete: { type: 'boolean' },
  profile: { type: 'string', default: 'standard' },
  format: { type: 'string', default: 'text' },
  controls: { type: 'string', multiple: true },
  'fail-on': { type: 'string', default: 'high' },
  'no-probe': { type: 'boolean' },
  'probe-allow': { type: 'string', multiple: true },
  lang: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseWords>['values'];

function parseWords(words: readonly string[]) {
  return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
}

/** Returns the option that an argument names, such as `--format` of `--format=yaml`. */
function optionIn(words: readonly string[]): string | undefined {
  const known = new Set(Object.keys(OPTIONS).map((name) => `--${name}`));
  return words
    .map((word) => word.split('=')[0] ?? '')
    .find((word) => word.startsWith('-') && word !== '-' && !known.has(word));
}

function notParsed(error: unknown, words: readonly string[]): UsageError {
  const unknown = optionIn(words);
  if (unknown === undefined) {
    const reason = error instanceof Error ? error.message : String(error);
    return new UsageError(text(reason, `命令行参数有误：${reason}`));
  }
  const near = nearMatches(
    unknown,
    Object.keys(OPTIONS).map((name) => `--${name}`),
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

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  throw new UsageError(
    text(
      `--${option} is "${value}"; it must be one of ${allowed.join(', ')}.`,
      `--${option} 的值为“${value}”；必须是 ${allowed.join('、')} 之一。`,
    ),
  );
}

/** Lists may be given by commas, by repeating the option, or both. */
function listOf(values: readonly string[] | undefined): string[] | null {
  if (values === undefined) return null;
  return values.flatMap((value) => value.split(/[\s,]+/)).filter((item) => item !== '');
}

function isNetwork(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

function networksOf(values: readonly string[] | undefined): string[] | null {
  const networks = listOf(values);
  const wrong = networks?.find((network) => !isNetwork(network));
  if (wrong === undefined) return networks;
  throw new UsageError(
    text(
      `--probe-allow holds "${wrong}", which is no network such as 10.0.0.0/16.`,
      `--probe-allow 中的“${wrong}”不是网段（例如 10.0.0.0/16）。`,
    ),
  );
}

function targetOf(values: Values, positionals: readonly string[]): ScanTarget {
  const wantsCluster = values.context !== undefined || values['current-context'] === true;
  if (values.files !== undefined && !wantsCluster) {
    return { kind: 'files', paths: [...values.files, ...positionals], complete: values.complete === true };
  }
  const [stray] = positionals;
  if (stray !== undefined) {
    throw new UsageError(text(`"${stray}" is not expected here.`, `此处不应出现“${stray}”。`));
  }
  if (
    values.files !== undefined ||
    !wantsCluster ||
    (values.context !== undefined && values['current-context'] === true)
  ) {
    throw new UsageError(
      text(
        'Say what to scan: --context NAME, --current-context, or --files PATH… (exactly one of them).',
        '请指定扫描对象：--context 名称、--current-context 或 --files 路径…（只能选其一）。',
      ),
    );
  }
  if (values.complete === true) {
    throw new UsageError(text('--complete goes with --files only.', '--complete 只能与 --files 一起使用。'));
  }
  return { kind: 'context', context: values.context ?? null, kubeconfig: values.kubeconfig ?? null };
}

/** Returns what the words after `merlon scan` ask for. Throws UsageError for anything that is not understood. */
export function parseScanArguments(words: readonly string[], presetLanguage: Locale): ScanArguments {
  let parsed: ReturnType<typeof parseWords>;
  try {
    parsed = parseWords(words);
  } catch (error) {
    throw notParsed(error, words);
  }
  const { values, positionals } = parsed;
  const failOn = oneOf('fail-on', values['fail-on'], FAIL_LEVELS);
  return {
    target: targetOf(values, positionals),
    profile: oneOf('profile', values.profile, PROFILES),
    format: oneOf('format', values.format, FORMATS),
    controls: listOf(values.controls),
    failOn: failOn === NEVER ? null : failOn,
    probe: values['no-probe'] !== true,
    probeAllow: networksOf(values['probe-allow']),
    language: values.lang === undefined ? presetLanguage : oneOf('lang', values.lang, LOCALES),
  };
}
