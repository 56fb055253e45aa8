import type { Locale } from '#lib/model/text.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Returns a span of time in its two largest units; below ten seconds with a tenth, below one in milliseconds. */
export function durationText(durationMs: number, locale: Locale): string {
  const part = (value: number, unit: 'hour' | 'minute' | 'second' | 'millisecond', digits = 0): string =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      // Chinese has no narrower word for a millisecond than this, and would show the English one.
      unitDisplay: locale === 'zh-CN' ? 'short' : 'narrow',
      maximumFractionDigits: digits,
    }).format(value);
  const ms = Math.max(0, durationMs);
  if (ms < 950) return part(ms, 'millisecond');
  if (ms < 9_950) return part(ms / SECOND_MS, 'second', 1);
  const seconds = Math.round(ms / SECOND_MS);
  if (seconds < 60) return part(seconds, 'second');
  if (ms < HOUR_MS) return `${part(Math.floor(seconds / 60), 'minute')} ${part(seconds % 60, 'second')}`;
  const minutes = Math.round(ms / MINUTE_MS);
  return `${part(Math.floor(minutes / 60), 'hour')} ${part(minutes % 60, 'minute')}`;
}
