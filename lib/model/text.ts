/** The languages Merlon speaks; every text exists in each of them. */
export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

/** One text in every language. */
export type Text = Readonly<Record<Locale, string>>;

/** Values that may stand in a text template. */
export type TextParams = Readonly<Record<string, string | number>>;

/** Returns the text of both languages as one value. */
export function text(en: string, zh: string): Text {
  return { en, 'zh-CN': zh };
}

/** A value that reads the same in every language, such as `false` or a path, or words in each of them. */
export type Shown = string | Text;

/** Returns a shown value as this language has it. */
export function shownIn(locale: Locale, shown: Shown): string {
  return typeof shown === 'string' ? shown : shown[locale];
}

/** Returns the template with each `{name}` replaced by its parameter; unknown names stay as they are. */
export function fillText(template: string, params: TextParams): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : String(value);
  });
}
