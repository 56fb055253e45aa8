/** What a reader may choose of how pages look and behave; the first of each holds until another is chosen. */
export const APPEARANCE = {
  theme: ['system', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  navigation: ['wide', 'narrow'],
  shortcuts: ['on', 'off'],
} as const;

export type AppearanceName = keyof typeof APPEARANCE;
export type AppearanceValue<Name extends AppearanceName> = (typeof APPEARANCE)[Name][number];
export type Appearance = { readonly [Name in AppearanceName]: AppearanceValue<Name> };

/** The cookie that keeps a choice. */
export function appearanceCookie(name: AppearanceName): string {
  return `merlon-${name}`;
}

/** Returns the choice that a value names, or what holds without one. */
export function parseAppearance<Name extends AppearanceName>(
  name: Name,
  value: string | undefined,
): AppearanceValue<Name> {
  const values: readonly AppearanceValue<Name>[] = APPEARANCE[name];
  return values.find((known) => known === value) ?? APPEARANCE[name][0];
}

/** Returns every choice, as the cookies have it. */
export function readAppearance(cookieOf: (name: string) => string | undefined): Appearance {
  const read = <Name extends AppearanceName>(name: Name) =>
    parseAppearance(name, cookieOf(appearanceCookie(name)));
  return {
    theme: read('theme'),
    density: read('density'),
    navigation: read('navigation'),
    shortcuts: read('shortcuts'),
  };
}
