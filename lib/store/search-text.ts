/** Stand-ins for the characters that a LIKE pattern reads as its own; no name holds these. */
const STAND_INS: Readonly<Record<string, string>> = { '%': '\u{E000}', _: '\u{E001}', '\\': '\u{E002}' };

/**
 * Returns text as it is stored for search and asked for: in lower case and without the characters that LIKE
 * gives a meaning, because the ways to escape them differ between databases.
 */
export function toSearchText(text: string): string {
  return text.toLowerCase().replaceAll(/[%_\\]/g, (character) => STAND_INS[character] ?? character);
}
