import { LOCALES, type Locale } from '#lib/model/text.ts';

/** The cookie that keeps the reader's language. */
export const LOCALE_COOKIE = 'merlon-locale';

/** Returns the language named, or null when it is not one of ours. */
export function parseLocale(value: string | undefined): Locale | null {
  return LOCALES.find((locale) => locale === value) ?? null;
}

/** Returns the best of our languages for an Accept-Language header; English where none fits. */
export function negotiateLocale(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map(parseRange)
    .filter((range) => range.weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  for (const { tag } of wanted) {
    const primary = tag.split('-')[0];
    const found = LOCALES.find((locale) => locale.split('-')[0] === primary);
    if (found !== undefined) return found;
  }
  return 'en';
}

function parseRange(part: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
  return { tag: tag.trim(), weight: quality === undefined ? Number(tag !== '') : Number(quality) };
}
