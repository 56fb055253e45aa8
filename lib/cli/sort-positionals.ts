import type { parseWords } from './parse-words.ts';

type Token = NonNullable<ReturnType<typeof parseWords>['tokens']>[number];

interface Positionals {
  /** The words of a question. */
  readonly words: readonly string[];
  /** Those that follow the value of each option that takes several. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

/**
 * Returns the words of a question and the further paths of options that take several: what follows such an option
 * right away is one more path as soon as the question has the words it needs.
 */
export function sortPositionals(
  tokens: readonly Token[],
  { least, listing }: { readonly least: number; readonly listing: readonly string[] },
): Positionals {
  const words: string[] = [];
  const paths: Record<string, string[]> = {};
  let after: string | null = null;
  for (const token of tokens) {
    if (token.kind === 'option') after = listing.includes(token.name) ? token.name : null;
    if (token.kind !== 'positional') continue;
    if (after !== null && words.length >= least) (paths[after] ??= []).push(token.value);
    else {
      words.push(token.value);
      after = null;
    }
  }
  return { words, paths };
}
