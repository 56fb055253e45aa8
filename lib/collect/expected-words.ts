import { text, type Text } from '#lib/model/text.ts';

/** What fields may have to be, in Chinese; the parts that are code stay as they are. */
const CHINESE: Readonly<Record<string, string>> = {
  'an object': '一个对象（键值对）',
  'a list': '列表',
  'a string': '字符串',
  'a number': '数字',
  'a boolean': 'true 或 false',
  'a list of strings': '字符串列表',
  'a list of Ingress and Egress': '由 Ingress 和 Egress 组成的列表',
  'In, NotIn, Exists or DoesNotExist': 'In、NotIn、Exists 或 DoesNotExist',
  'the key of a label': '标签的键',
  'a number or the name of a port': '数字或端口名称',
  'a list of strings, which In needs': '字符串列表，In 需要取值',
  'a list of strings, which NotIn needs': '字符串列表，NotIn 需要取值',
  'empty, as Exists takes no values': '空，Exists 不接受取值',
  'empty, as DoesNotExist takes no values': '空，DoesNotExist 不接受取值',
};

/** Returns what is said of a field of a wrong type: what to write there. */
export function expectedWords({
  path,
  expected,
}: {
  readonly path: string;
  readonly expected: string;
}): Text {
  const field = path === '' ? { en: 'This', zh: '此处' } : { en: path, zh: `${path} ` };
  return text(
    `${field.en} must be ${expected}.`,
    `${field.zh}必须是${CHINESE[expected] ?? ` ${expected}`}。`,
  );
}
