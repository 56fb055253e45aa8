import { NAVIGATION_GROUPS } from '#app/(dashboard)/_components/navigation-groups.ts';

/** The key before the letter of a page. */
export const GO_KEY = 'g';

/** What one key does on every page. */
export const SHORTCUTS = [
  { name: 'help', key: '?' },
  { name: 'search', key: '/' },
  { name: 'next', key: 'j' },
  { name: 'previous', key: 'k' },
] as const;

/** Every page that a letter leads to. */
export const GO_PAGES = NAVIGATION_GROUPS.flatMap((group) => [...group.items]);

/** What a reader asked for by keys: something on this page, or the page of a letter. */
export type Wish = (typeof SHORTCUTS)[number]['name'] | { readonly go: string };
