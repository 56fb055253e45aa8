import { describe, expect, it } from 'vitest';
import { shareMark } from './share-mark.ts';

describe('shareMark', () => {
  it.each([
    { name: 'nothing open', open: 0, unknown: 0, word: '·' },
    { name: 'one pair of thousands', open: 1, unknown: 0, word: '<1' },
    { name: 'one percent', open: 10, unknown: 0, word: '1' },
    { name: 'a third', open: 333, unknown: 0, word: '33' },
    { name: 'all but one pair of thousands', open: 999, unknown: 0, word: '>99' },
    { name: 'everything', open: 1000, unknown: 0, word: '100' },
    { name: 'nobody knows', open: 0, unknown: 1000, word: '?' },
    { name: 'half open, half unknown', open: 500, unknown: 500, word: '50?' },
  ])('writes $name', ({ open, unknown, word }) => {
    expect(shareMark({ open, unknown }).word).toBe(word);
  });

  it('colours by how much is open, and never what is unknown or closed', () => {
    const tint = (open: number, unknown = 0) => shareMark({ open, unknown }).tint;
    expect(tint(100)).toBeLessThan(tint(900));
    expect([tint(0), tint(500, 500), shareMark(null).tint]).toEqual([0, 0, 0]);
  });
});
