import { describe, expect, it } from 'vitest';
import { hardCodedTexts } from './hard-coded-texts.ts';
import { usedMessages } from './used-messages.ts';

function keysOf(source: string) {
  const { keys, prefixes, open } = usedMessages(source);
  return { keys: [...keys], prefixes: [...prefixes], open: [...open] };
}

describe('usedMessages', () => {
  it.each([
    { name: 'a hook', source: `const t = useTranslations('a'); t('b');`, keys: ['a.b'] },
    { name: 'no namespace', source: `const t = useTranslations(); t('a.b');`, keys: ['a.b'] },
    {
      name: 'a server call',
      source: `async () => { const t = await getTranslations('a'); t('b'); }`,
      keys: ['a.b'],
    },
    {
      name: 'one of several awaited together',
      source: `async () => { const [x, t] = await Promise.all([other(), getTranslations('a')]); t('b'); x('c'); }`,
      keys: ['a.b'],
    },
    {
      name: 'both sides of a choice',
      source: `const t = useTranslations('a'); t(x ? 'b' : 'c');`,
      keys: ['a.b', 'a.c'],
    },
    { name: 'a rich text', source: `const t = useTranslations('a'); t.rich('b', {});`, keys: ['a.b'] },
    {
      name: 'the same name in two functions',
      source: `function f() { const t = useTranslations('a'); return t('x'); }
        function g() { const t = useTranslations('b'); return t('x'); }`,
      keys: ['a.x', 'b.x'],
    },
    { name: 'nothing of a function of the same name', source: `const t = other('a'); t('b');`, keys: [] },
  ])('finds $name', ({ source, keys }) => {
    expect(keysOf(source)).toEqual({ keys, prefixes: [], open: [] });
  });

  it('finds the beginning of a made-up key', () => {
    const source = "const t = useTranslations('a'); t(`b.${x}`);";
    expect(keysOf(source)).toEqual({ keys: [], prefixes: ['a.b.'], open: [] });
  });

  it('finds what is asked for in one breath, outside a page', () => {
    expect(keysOf(`getWords('a', locale)('b'); other('a')('c');`).keys).toEqual(['a.b']);
  });

  it('tells a namespace whose key it cannot read', () => {
    expect(keysOf(`const t = useTranslations('a'); t(x);`)).toEqual({ keys: [], prefixes: [], open: ['a'] });
  });
});

describe('hardCodedTexts', () => {
  it.each([
    { name: 'text between tags', source: '<p>Hello</p>', texts: ['Hello'] },
    { name: 'Chinese text', source: '<p>你好</p>', texts: ['你好'] },
    { name: 'a string in braces', source: `<p>{'Hello'}</p>`, texts: ['Hello'] },
    { name: 'a label', source: '<input aria-label="Name" />', texts: ['Name'] },
    { name: 'text inside an attribute', source: '<A b={<p>Hello</p>} />', texts: ['Hello'] },
    { name: 'not what is asked for', source: `<p title={t('a')}>{t('b')}</p>`, texts: [] },
    { name: 'not class names', source: `<p className="flex" id={'main'}>{x}</p>`, texts: [] },
    { name: 'not marks between words', source: `<p>{a}, {b}{' '}</p>`, texts: [] },
  ])('finds $name', ({ source, texts }) => {
    expect(hardCodedTexts(`const x = ${source};`)).toEqual(texts);
  });
});
