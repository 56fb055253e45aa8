import { describe, expect, it } from 'vitest';
import { breakLines } from './line-breaks.ts';

/** A Latin letter is one wide, a Chinese character two. */
const measure = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);

describe('breakLines', () => {
  it.each([
    { name: 'what fits stays on one line', text: 'one two', width: 7, lines: ['one two'] },
    { name: 'words move down whole', text: 'one two three', width: 8, lines: ['one two', 'three'] },
    {
      name: 'Chinese breaks between characters',
      text: '集群安全态势',
      width: 8,
      lines: ['集群安全', '态势'],
    },
    {
      name: 'no line begins with closing punctuation',
      text: '集群安全。好',
      width: 8,
      lines: ['集群安', '全。好'],
    },
    {
      name: 'no line ends with opening punctuation',
      text: '集群安（全）',
      width: 8,
      lines: ['集群安', '（全）'],
    },
    {
      name: 'Latin words in Chinese stay whole',
      text: '使用kubectl命令',
      width: 10,
      lines: ['使用', 'kubectl命', '令'],
    },
    {
      name: 'a long name breaks after a separator',
      text: 'aaa/bbb/ccc',
      width: 9,
      lines: ['aaa/bbb/', 'ccc'],
    },
    {
      name: 'a word without separators is cut where it must be',
      text: 'abcdefghij',
      width: 4,
      lines: ['abcd', 'efgh', 'ij'],
    },
    {
      name: 'code keeps its indent and its inner spaces',
      text: 'a:\n  b:  c',
      width: 20,
      lines: ['a:', '  b:  c'],
    },
    { name: 'an empty line stays', text: 'a\n\nb', width: 5, lines: ['a', '', 'b'] },
    { name: 'what has no shape becomes a space', text: 'a\u0007b', width: 5, lines: ['a b'] },
  ])('$name', ({ text, width, lines }) => {
    expect(breakLines(text, width, measure)).toEqual(lines);
  });

  it.each([
    {
      name: 'a last line of hardly a letter gets company',
      text: '一二三四五六七八九十甲乙丙丁',
      width: 26,
      last: '丙丁',
    },
    { name: 'a last line of a word stands', text: 'one two three four five', width: 19, last: 'five' },
  ])('$name', ({ text, width, last }) => {
    expect(breakLines(text, width, measure).at(-1)).toBe(last);
  });

  it('loses no letter of any text', () => {
    const text =
      'The ServiceAccount kube-system/default（默认）may get、list and watch Secrets；https://x.example/a';
    for (let width = 2; width < 60; width += 1) {
      expect(breakLines(text, width, measure).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });
});
