import { globSync, readFileSync } from 'node:fs';
import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { hardCodedTexts } from '#lib/testing/page-texts/hard-coded-texts.ts';
import { usedMessages } from '#lib/testing/page-texts/used-messages.ts';
import en from './en.json';
import zhCn from './zh-CN.json';

const root = new URL('../../', import.meta.url).pathname;
const sources = globSync(['{app,components}/**/*.{ts,tsx}', 'lib/{cli,report,views}/**/*.ts'], { cwd: root })
  .filter((path) => !path.includes('.test.'))
  .map((path) => ({ path, source: readFileSync(`${root}${path}`, 'utf8') }));

// One word for each member of a vocabulary: asked for by the member, so no source spells them out. A group
// below a namespace, asked for by its own path, is one too.
const VOCABULARIES = [
  'category',
  'outcome',
  'phase',
  'podSecurity',
  'profile',
  'profileMeaning',
  'reason',
  'severity',
  'status',
  'statusMeaning',
  'trigger',
];

function flatten(messages: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value] as const]
        : [...flatten(value as object, `${prefix}${key}.`)],
    ),
  );
}

/** Names of parameters and tags; words right after a plural's case are none. */
function parametersOf(message: string): string[] {
  const names = [...message.matchAll(/(?<!(?:one|other|=\d)\s)\{(\w+)|<(\w+)>/g)];
  return [...new Set(names.map((found) => found[1] ?? found[2] ?? ''))].toSorted();
}

const english = flatten(en);
const chinese = flatten(zhCn);

describe('messages', () => {
  it('are the same in both languages', () => {
    expect([...chinese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('take the same parameters in both languages', () => {
    const different = [...english].filter(
      ([key, message]) =>
        parametersOf(message).join() !== parametersOf(chinese.get(key) ?? '').join() && !isOwnPlural(key),
    );
    expect(different).toEqual([]);
  });

  it.each([
    { locale: 'en' as const, messages: en, keys: english },
    { locale: 'zh-CN' as const, messages: zhCn, keys: chinese },
  ])('can all be formatted in $locale', ({ locale, messages, keys }) => {
    const errors: string[] = [];
    const t = createTranslator<typeof en>({
      locale,
      messages,
      onError: (error) => errors.push(error.message),
    });
    for (const [key, message] of keys) {
      const values = Object.fromEntries(parametersOf(message).map((name) => [name, valueFor(name, message)]));
      t.markup(key as never, values as never);
    }
    expect(errors).toEqual([]);
  });

  it('are all used, and nothing else is asked for', () => {
    const used = sources.map(({ source }) => usedMessages(source));
    const keys = new Set(used.flatMap((one) => [...one.keys]));
    const prefixes = used.flatMap((one) => [...one.prefixes]);
    const open = new Set(used.flatMap((one) => [...one.open]));
    const isUsed = (key: string): boolean =>
      keys.has(key) ||
      prefixes.some((prefix) => key.startsWith(prefix)) ||
      [...open].some((namespace) => key.startsWith(`${namespace}.`));
    const isVocabulary = (name: string): boolean => VOCABULARIES.includes(name) || name.includes('.');
    expect([...open].filter((namespace) => !isVocabulary(namespace))).toEqual([]);
    expect([...keys].filter((key) => !english.has(key))).toEqual([]);
    expect(prefixes.filter((prefix) => ![...english.keys()].some((key) => key.startsWith(prefix)))).toEqual(
      [],
    );
    expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([]);
  });
});

describe('components', () => {
  it('spell no words out', () => {
    const found = sources.flatMap(({ path, source }) =>
      hardCodedTexts(source).map((text) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});

/** English counts "1 gap"; Chinese may leave the number out of a phrase. */
function isOwnPlural(key: string): boolean {
  return key === 'clusters.contexts';
}

function valueFor(name: string, message: string): unknown {
  if (message.includes(`<${name}>`)) return (chunks: string) => chunks;
  return message.includes(`{${name}, plural`) ? 2 : 'x';
}
