import type { Locale } from '#lib/model/text.ts';

/** Returns the language that the POSIX variables ask for, in their order of precedence; English otherwise. */
export function languageOf(variables: Readonly<Record<string, string | undefined>>): Locale {
  const named = [variables['LC_ALL'], variables['LC_MESSAGES'], variables['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  return named?.toLowerCase().startsWith('zh') === true ? 'zh-CN' : 'en';
}
