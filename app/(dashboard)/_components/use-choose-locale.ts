'use client';

import { useRouter } from 'next/navigation';
import { LOCALE_COOKIE } from '#lib/i18n/locale.ts';
import type { Locale } from '#lib/model/text.ts';
import { setCookie } from './set-cookie.ts';

/** Returns what changes the language, of this page at once and of every page from then on. */
export function useChooseLocale(): (locale: Locale) => void {
  const router = useRouter();
  return (locale) => {
    setCookie(LOCALE_COOKIE, locale);
    router.refresh();
  };
}
