import type { Locale } from '#lib/model/text.ts';

/** Returns a time in words with its zone: a report is read anywhere, so it keeps to UTC. */
export function timeText(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
    .format(new Date(iso))
    .concat(' UTC');
}

/** Returns a number with at most `digits` decimals. */
export function numberText(value: number, locale: Locale, digits = 0): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** Returns a share of 0 to 1 as a whole percentage. */
export function shareText(share: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** Returns names one after another as the language lists them. */
export function listText(items: readonly string[], locale: Locale): string {
  return items.join(locale === 'zh-CN' ? '、' : ', ');
}
