import { GO_KEY, GO_PAGES, SHORTCUTS, type Wish } from './shortcut-list.ts';

/** A key as the browser tells it, and when. */
export interface Stroke {
  readonly key: string;
  readonly atMs: number;
  readonly hasModifier: boolean;
  /** A word is being put together by an input method, which owns every key until it is done. */
  readonly isComposing: boolean;
}

/** How long a first key waits for its second. */
export const WAIT_MS = 1_500;

/**
 * Returns what a stroke asks for, and since when a page's letter is waited for after it. Keys are read as
 * letters, not as places on the keyboard, and full-width ones, as Chinese input methods make them, count.
 */
export function readStroke(
  { key, atMs, hasModifier, isComposing }: Stroke,
  waitingSinceMs: number | null,
): { readonly wish: Wish | null; readonly waitingSinceMs: number | null } {
  if (isComposing || hasModifier) return { wish: null, waitingSinceMs: null };
  const letter = key.normalize('NFKC');
  if (waitingSinceMs !== null && atMs - waitingSinceMs <= WAIT_MS) {
    const isPage = GO_PAGES.some(({ go }) => go === letter);
    return { wish: isPage ? { go: letter } : null, waitingSinceMs: letter === GO_KEY ? atMs : null };
  }
  if (letter === GO_KEY) return { wish: null, waitingSinceMs: atMs };
  return { wish: SHORTCUTS.find((known) => known.key === letter)?.name ?? null, waitingSinceMs: null };
}
