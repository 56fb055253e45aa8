import { isIP } from 'node:net';
import { PROFILES } from '#lib/model/scan.ts';
import type { Profile } from '#lib/model/scan.ts';
import { SEVERITIES } from '#lib/model/severity.ts';
import type { Severity } from '#lib/model/severity.ts';
import { LOCALES, text } from '#lib/model/text.ts';
import type { Locale } from '#lib/model/text.ts';
import { oneOf } from './one-of.ts';
import { parseWords } from './parse-words.ts';
import { TARGET_OPTIONS, targetOf } from './target-arguments.ts';
import type { ScanTarget } from './target-arguments.ts';
import { UsageError } from './usage-error.ts';

export const FORMATS = ['text', 'json'] as const;
const NEVER = 'never';
const FAIL_LEVELS = [...SEVERITIES, NEVER] as const;

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
  ...TARGET_OPTIONS,
  profile: { type: 'string', default: 'standard' },
  format: { type: 'string', default: 'text' },
  controls: { type: 'string', multiple: true },
  'fail-on': { type: 'string', default: 'high' },
  'no-probe': { type: 'boolean' },
  'probe-allow': { type: 'string', multiple: true },
  lang: { type: 'string' },
} as const;

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

/** Returns what the words after `merlon scan` ask for. Throws UsageError for anything that is not understood. */
export function parseScanArguments(words: readonly string[], presetLanguage: Locale): ScanArguments {
  const { values, positionals } = parseWords(words, OPTIONS);
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
