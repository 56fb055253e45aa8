import { createTranslator } from 'use-intl/core';
import type { Locale } from '#lib/model/text.ts';
import en from './en.json' with { type: 'json' };
import zhCn from './zh-CN.json' with { type: 'json' };

type Messages = typeof en;
type Namespace = {
  [Name in keyof Messages]: Messages[Name] extends string ? never : Name;
}[keyof Messages];
type Words<N extends Namespace> = ReturnType<typeof createTranslator<Messages, N>>;

const MESSAGES: Readonly<Record<Locale, Messages>> = { en, 'zh-CN': zhCn };

const made = new Map<string, unknown>();

/** Returns the texts of one namespace, outside of pages; throws where a text cannot be formatted. */
export function getWords<N extends Namespace>(namespace: N, locale: Locale): Words<N> {
  const key = `${locale} ${namespace}`;
  const words = made.get(key) ?? makeWords(namespace, locale);
  made.set(key, words);
  return words as Words<N>;
}

function makeWords(namespace: Namespace, locale: Locale): unknown {
  return createTranslator({
    locale,
    messages: MESSAGES[locale],
    namespace,
    onError: (error: Error) => {
      throw error;
    },
  });
}
