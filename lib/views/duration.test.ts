import { describe, expect, it } from 'vitest';
import { durationText } from './duration.ts';

describe('durationText', () => {
  it.each([
    { ms: 0, text: '0ms' },
    { ms: 430, text: '430ms' },
    { ms: 949, text: '949ms' },
    { ms: 950, text: '1s' },
    { ms: 1_430, text: '1.4s' },
    { ms: 9_949, text: '9.9s' },
    { ms: 9_950, text: '10s' },
    { ms: 59_400, text: '59s' },
    { ms: 59_900, text: '1m 0s' },
    { ms: 61_000, text: '1m 1s' },
    { ms: 3_599_000, text: '59m 59s' },
    { ms: 3_600_000, text: '1h 0m' },
    { ms: 5_430_000, text: '1h 31m' },
    { ms: -5, text: '0ms' },
  ])('$ms ms is $text', ({ ms, text }) => {
    expect(durationText(ms, 'en')).toBe(text);
  });

  it('speaks Chinese', () => {
    expect(durationText(61_000, 'zh-CN')).toBe('1分钟 1秒');
    expect(durationText(430, 'zh-CN')).toBe('430毫秒');
  });
});
