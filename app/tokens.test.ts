import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((found) => [
    found[1] ?? '',
    { light: found[2] ?? '', dark: found[3] ?? '' },
  ]),
);

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

function contrastOf(one: string, other: string, theme: 'light' | 'dark'): number {
  return contrast(tokens.get(one)?.[theme] ?? '#000000', tokens.get(other)?.[theme] ?? '#000000');
}

const surfaces = ['bg', 'panel', 'sunken'];
const texts = ['ink', 'ink-2', 'ink-3', 'accent', 'critical', 'high', 'medium', 'low', 'pass', 'unknown'];
const onSoft = ['accent', 'critical', 'high', 'medium', 'low', 'pass', 'unknown'].flatMap((name) => [
  [name, `${name}-soft`],
  ['ink', `${name}-soft`],
  ['ink-2', `${name}-soft`],
]);
const pairs = [
  ...texts.flatMap((name) => surfaces.map((surface) => [name, surface])),
  ...onSoft,
  ['accent-ink', 'accent'],
] as [string, string][];

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (theme) => {
  it.each(pairs)('%s on %s can be read', (one, surface) => {
    expect(contrastOf(one, surface, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(surfaces)('the outline of a control stands out on %s', (surface) => {
    expect(contrastOf('line-strong', surface, theme)).toBeGreaterThanOrEqual(3);
  });
});

describe('the measure itself', () => {
  it('tells black on white from grey on grey', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 0);
    expect(contrast('#777777', '#888888')).toBeLessThan(1.5);
  });
});
