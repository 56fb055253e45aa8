import { describe, expect, it } from 'vitest';
import { readAppearance } from './appearance.ts';

const PRESETS = { theme: 'system', density: 'comfortable', navigation: 'wide', shortcuts: 'on' };

describe('readAppearance', () => {
  it.each([
    { name: 'no cookie leaves all as it is', cookies: {}, chosen: {} },
    { name: 'a cookie chooses', cookies: { 'merlon-density': 'compact' }, chosen: { density: 'compact' } },
    { name: 'a value nobody offers chooses nothing', cookies: { 'merlon-density': 'tiny' }, chosen: {} },
    { name: 'a value of another choice chooses nothing', cookies: { 'merlon-theme': 'compact' }, chosen: {} },
    {
      name: 'choices do not disturb each other',
      cookies: { 'merlon-theme': 'dark', 'merlon-navigation': 'narrow', 'merlon-shortcuts': 'off' },
      chosen: { theme: 'dark', navigation: 'narrow', shortcuts: 'off' },
    },
  ])('$name', ({ cookies, chosen }) => {
    const jar = new Map(Object.entries(cookies));
    expect(readAppearance((name) => jar.get(name))).toEqual({ ...PRESETS, ...chosen });
  });
});
