import { describe, expect, it } from 'vitest';
import { nextRow } from './next-row.ts';

describe('nextRow', () => {
  it.each([
    { name: 'down one', current: 2, step: 1, next: 3 },
    { name: 'up one', current: 2, step: -1, next: 1 },
    { name: 'not below the last', current: 9, step: 1, next: 9 },
    { name: 'not above the first', current: 0, step: -1, next: 0 },
    { name: 'from outside to the first in sight', current: null, step: 1, next: 4 },
    { name: 'from outside upwards to the same', current: null, step: -1, next: 4 },
  ] as const)('$name', ({ current, step, next }) => {
    expect(nextRow({ current, count: 10, firstInSight: 4, step })).toBe(next);
  });

  it('leads nowhere where there is no row', () => {
    expect(nextRow({ current: null, count: 0, firstInSight: -1, step: 1 })).toBeNull();
  });

  it('begins with the first row where none is in sight', () => {
    expect(nextRow({ current: null, count: 10, firstInSight: -1, step: 1 })).toBe(0);
  });
});
