const HOUR_MS = 3_600_000;
const MONTH_HOURS = 31 * 24;

/**
 * Returns the latest times a schedule was due before now, the newest first, up to a month back. Reads what the
 * demo's schedules use: a fixed minute; an hour, `*` or a step over all hours; any day or one weekday.
 */
export function cronSlots(schedule: string, now: Date): Date[] {
  const [minute = '0', hour = '*', , , weekday = '*'] = schedule.split(' ');
  const thisHour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  return Array.from(
    { length: MONTH_HOURS },
    (_, back) => new Date(thisHour - back * HOUR_MS + Number(minute) * 60_000),
  )
    .filter((slot) => slot.getTime() <= now.getTime())
    .filter((slot) => isDue(hour, slot.getUTCHours()) && isDue(weekday, slot.getUTCDay()));
}

function isDue(field: string, value: number): boolean {
  if (field === '*') return true;
  const step = /^\*\/(\d+)$/.exec(field)?.[1];
  return step === undefined ? Number(field) === value : value % Number(step) === 0;
}
