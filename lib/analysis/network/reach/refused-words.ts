import { text, type Text } from '#lib/model/text.ts';

/** Returns a field of an object and what it holds, as they are told. */
export function fieldWords(path: string, value: unknown): string {
  return `${path} ${value === undefined ? '(absent)' : JSON.stringify(value)}`;
}

/** Returns what is said of a policy in which one such field is not valid. */
export function refusedWords(field: string): Text {
  return text(
    `The policy is not valid (${field}), so whether it is in force cannot be told.`,
    `该策略的内容不合法（${field}），无法判断它是否生效。`,
  );
}
