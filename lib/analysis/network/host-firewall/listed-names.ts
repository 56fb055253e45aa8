/** Names the first of a list, and how many more there are, in both languages. */
export function listedNames(names: readonly string[]): { readonly en: string; readonly zh: string } {
  const shown = names.slice(0, 6);
  const more = names.length - shown.length;
  return {
    en: shown.join(', ') + (more > 0 ? ` and ${more} more` : ''),
    zh: shown.join('、') + (more > 0 ? ` 等另外 ${more} 个` : ''),
  };
}
