/** The cookie in which the browser tells its time zone, so that the server writes times in it. */
export const TIME_ZONE_COOKIE = 'merlon-tz';

/** Returns the zone when the runtime knows it, null otherwise. */
export function parseTimeZone(value: string | undefined): string | null {
  if (value === undefined || value.length > 64) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
