import type { Locale } from '#lib/model/text.ts';

/** The pages that hold sections made from the code. */
export const PAGES: readonly { path: string; locale: Locale }[] = [
  { path: 'README.md', locale: 'en' },
  { path: 'README.zh-CN.md', locale: 'zh-CN' },
];
