import { describe, expect, it } from 'vitest';
import { readStroke, WAIT_MS, type Stroke } from './read-stroke.ts';
import { GO_KEY, GO_PAGES, SHORTCUTS } from './shortcut-list.ts';

/** Presses keys one after another, a tenth of a second apart, and returns what each asked for. */
function press(...strokes: (string | Partial<Stroke>)[]) {
  let waitingSinceMs: number | null = null;
  return strokes.map((given, index) => {
    const plain: Stroke = { key: '', atMs: index * 100, hasModifier: false, isComposing: false };
    const stroke = { ...plain, ...(typeof given === 'string' ? { key: given } : given) };
    const read = readStroke(stroke, waitingSinceMs);
    ({ waitingSinceMs } = read);
    return read.wish;
  });
}

describe('readStroke', () => {
  it.each([
    { name: 'one key', strokes: ['j'], wishes: ['next'] },
    { name: 'a letter without g before it is none', strokes: ['n'], wishes: [null] },
    { name: 'g and a letter', strokes: ['g', 'n'], wishes: [null, { go: 'n' }] },
    {
      name: 'the letter stands for the page only once',
      strokes: ['g', 'n', 'n'],
      wishes: [null, { go: 'n' }, null],
    },
    { name: 'g and a key of the page itself is the page', strokes: ['g', 'k'], wishes: [null, { go: 'k' }] },
    { name: 'g and a letter of no page is nothing', strokes: ['g', 'x', 'j'], wishes: [null, null, 'next'] },
    { name: 'g again waits anew', strokes: ['g', 'g', 'f'], wishes: [null, null, { go: 'f' }] },
    {
      name: 'a letter in time',
      strokes: ['g', { key: 'f', atMs: WAIT_MS }],
      wishes: [null, { go: 'f' }],
    },
    { name: 'a letter too late', strokes: ['g', { key: 'f', atMs: WAIT_MS + 1 }], wishes: [null, null] },
    {
      name: 'a key of the page after g has waited too long',
      strokes: ['g', { key: 'j', atMs: WAIT_MS + 1 }],
      wishes: [null, 'next'],
    },
    { name: 'not with a modifier', strokes: [{ key: 'j', hasModifier: true }], wishes: [null] },
    {
      name: 'a modifier between g and its letter ends the wait',
      strokes: ['g', { key: 'c', hasModifier: true }, 'n'],
      wishes: [null, null, null],
    },
    { name: 'not while a word is composed', strokes: [{ key: 'j', isComposing: true }], wishes: [null] },
    { name: 'a full-width question mark', strokes: ['？'], wishes: ['help'] },
    { name: 'a capital is another key', strokes: ['J'], wishes: [null] },
  ])('$name', ({ strokes, wishes }) => {
    expect(press(...strokes)).toEqual(wishes);
  });
});

describe('the keys', () => {
  it('lead to one thing each', () => {
    const keys = [GO_KEY, ...SHORTCUTS.map(({ key }) => key)];
    const letters = GO_PAGES.map(({ go }) => go);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters).not.toContain(GO_KEY);
  });
});
