import { text, type Text } from '#lib/model/text.ts';
import type { YamlFault } from './full-yaml.ts';

const ADVICE: Readonly<Record<string, Text>> = {
  TAB_AS_INDENT: text('Indent with spaces instead of tabs.', '请用空格缩进，不要用制表符。'),
  BAD_INDENT: text(
    'Give fields of one level the same number of spaces.',
    '同一层级的字段应使用相同数量的空格。',
  ),
  DUPLICATE_KEY: text(
    'Leave one of the two out, or put the values into one list.',
    '请删除其中一个，或将取值合并为一个列表。',
  ),
  MISSING_CHAR: text(
    'A colon, a comma, a quote or a closing bracket is missing before this place.',
    '此处之前缺少冒号、逗号、引号或右括号。',
  ),
  MULTILINE_IMPLICIT_KEY: text(
    'A colon is missing: write “key: value” on a line of its own.',
    '缺少冒号：请将“键: 值”单独写成一行。',
  ),
  BLOCK_AS_IMPLICIT_KEY: text(
    'Two values stand on one line: begin a new one, or quote a text that holds a colon.',
    '同一行有两个值：请换行，或给含冒号的文本加引号。',
  ),
  BLOCK_IN_FLOW: text(
    'Close the bracket first, or write the list within it with commas.',
    '请先闭合括号，或在括号内用逗号书写列表。',
  ),
  UNEXPECTED_TOKEN: text(
    'Take out the sign that stands here, or quote the text.',
    '请删除此处的符号，或给文本加引号。',
  ),
  BAD_ALIAS: text('Quote a text that begins with a star.', '以星号开头的文本请加引号。'),
};

const LOOK = text(
  'Look at the indentation and the quotes just before this place.',
  '请检查此处之前的缩进和引号。',
);

/** Returns what is said of a text that does not parse: what the parser says, and what to do. */
export function syntaxWords({ message, code }: YamlFault): Text {
  const advice = (code === null ? undefined : ADVICE[code]) ?? LOOK;
  const said = message.replace(/[.:]$/, '');
  return text(`does not parse: ${said}. ${advice.en}`, `无法解析：${said}。${advice['zh-CN']}`);
}
