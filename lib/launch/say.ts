import process from 'node:process';
import type { MerlonError } from '#lib/errors.ts';

type Spoken = MerlonError['text'];

/** Returns the text in the language of the terminal, as the usual locale variables name it. */
export function spoken(text: Spoken): string {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '') ?? '';
  return /^zh/i.test(locale) ? text['zh-CN'] : text.en;
}

/** Writes one sentence to standard error. */
export function complain(text: Spoken): void {
  process.stderr.write(`${spoken(text)}\n`);
}
