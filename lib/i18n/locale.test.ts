import { describe, expect, it } from 'vitest';
import { negotiateLocale, parseLocale } from './locale.ts';

describe('negotiateLocale', () => {
  it.each([
    { name: 'a browser in China', header: 'zh-CN,zh;q=0.9,en;q=0.8', locale: 'zh-CN' },
    { name: 'another Chinese still gets Chinese', header: 'zh-TW', locale: 'zh-CN' },
    { name: 'weights win over order', header: 'zh;q=0.2, en-GB;q=0.9', locale: 'en' },
    { name: 'a language we lack falls to the next', header: 'fr-FR, zh;q=0.5', locale: 'zh-CN' },
    { name: 'a refused language is not taken', header: 'zh;q=0, fr', locale: 'en' },
    { name: 'no header', header: null, locale: 'en' },
    { name: 'nonsense', header: ';;q=x,,', locale: 'en' },
  ])('$name', ({ header, locale }) => {
    expect(negotiateLocale(header)).toBe(locale);
  });
});

describe('parseLocale', () => {
  it('takes ours and nothing else', () => {
    expect(parseLocale('zh-CN')).toBe('zh-CN');
    expect(parseLocale('zh')).toBeNull();
    expect(parseLocale(undefined)).toBeNull();
  });
});
