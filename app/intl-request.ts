import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { LOCALE_COOKIE, negotiateLocale, parseLocale } from '#lib/i18n/locale.ts';
import { TIME_ZONE_COOKIE, parseTimeZone } from '#lib/i18n/time-zone.ts';
import en from '#lib/i18n/en.json';
import zhCn from '#lib/i18n/zh-CN.json';
import type { Locale } from '#lib/model/text.ts';

const MESSAGES: Record<Locale, typeof en> = { en, 'zh-CN': zhCn };

export default getRequestConfig(async () => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const locale = parseLocale(jar.get(LOCALE_COOKIE)?.value) ?? negotiateLocale(sent.get('accept-language'));
  return {
    locale,
    messages: MESSAGES[locale],
    timeZone: parseTimeZone(jar.get(TIME_ZONE_COOKIE)?.value) ?? 'UTC',
    now: new Date(),
  };
});
