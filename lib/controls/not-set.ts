import { text } from '#lib/model/text.ts';

/** What is shown of a field or flag that was left out. */
export const NOT_SET = text('not set', '未设置');
