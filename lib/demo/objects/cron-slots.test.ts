import { expect, it } from 'vitest';
import { cronSlots } from './cron-slots.ts';

const CASES = [
  {
    schedule: '15 * * * *',
    now: '2026-11-22T06:14:00Z',
    slots: ['2026-11-22T05:15:00.000Z', '2026-11-22T04:15:00.000Z'],
  },
  {
    schedule: '15 * * * *',
    now: '2026-11-22T06:15:00Z',
    slots: ['2026-11-22T06:15:00.000Z', '2026-11-22T05:15:00.000Z'],
  },
  {
    schedule: '0 */6 * * *',
    now: '2026-11-22T05:59:00Z',
    slots: ['2026-11-22T00:00:00.000Z', '2026-11-21T18:00:00.000Z'],
  },
  {
    schedule: '30 1 * * *',
    now: '2026-11-22T05:59:00Z',
    slots: ['2026-11-22T01:30:00.000Z', '2026-11-21T01:30:00.000Z'],
  },
  {
    schedule: '0 6 * * 1',
    now: '2026-11-22T05:59:00Z',
    slots: ['2026-11-16T06:00:00.000Z', '2026-11-09T06:00:00.000Z'],
  },
];

it.each(CASES)('$schedule was last due before $now at the right times', ({ schedule, now, slots }) => {
  const found = cronSlots(schedule, new Date(now)).slice(0, 2);
  expect(found.map((slot) => slot.toISOString())).toEqual(slots);
});
