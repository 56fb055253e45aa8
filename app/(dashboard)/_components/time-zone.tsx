'use client';

import { useTimeZone } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { TIME_ZONE_COOKIE } from '#lib/i18n/time-zone.ts';
import { setCookie } from './set-cookie.ts';

/** Tells the server the browser's time zone once, so that it writes times in it. */
export function TimeZone() {
  const router = useRouter();
  const written = useTimeZone();
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const known = document.cookie.includes(`${TIME_ZONE_COOKIE}=${encodeURIComponent(timeZone)}`);
    if (timeZone === written || known) return;
    setCookie(TIME_ZONE_COOKIE, timeZone);
    router.refresh();
  }, [router, written]);
  return null;
}
