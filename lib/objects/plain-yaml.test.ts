import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Document, visit } from 'yaml';
import { dropNulls } from './drop-nulls.ts';
import { parseFullYaml } from './full-yaml.ts';
import { NotPlain } from './plain-scalar.ts';
import { PlainYaml } from './plain-yaml.ts';
import { splitDocuments } from './split-documents.ts';

const NOT_PLAIN = Symbol('not plain');

interface Style {
  readonly flow: boolean;
  readonly indentSeq: boolean;
  readonly indent: number;
  readonly lineWidth: number;
  readonly defaultStringType: 'PLAIN' | 'QUOTE_DOUBLE' | 'QUOTE_SINGLE';
}

/** Writes a tree as YAML 1.1, its inner collections on one line where the style says so. */
function written(tree: unknown, { flow, ...options }: Style): string {
  const document = new Document(tree, { version: '1.1' });
  if (flow) {
    visit(document, {
      Collection: (key, node, path) => {
        node.flow = path.length > 3;
      },
    });
  }
  return document.toString(options);
}

function readPlain(text: string, from = 0, to = text.length): unknown {
  const reader = new PlainYaml(text, (start, end) => {
    const parsed = parseFullYaml(text.slice(start, end));
    if (!parsed.ok || !Array.isArray(parsed.value)) throw new NotPlain();
    return dropNulls(parsed.value[0]);
  });
  try {
    return reader.document(from, to).value;
  } catch (error) {
    if (error instanceof NotPlain) return NOT_PLAIN;
    throw error;
  }
}

describe('what is read the quick way', () => {
  test.each<[string, string, unknown]>([
    ['a sequence as deep as its key', 'a:\n- 1\n- b: 2\n  c: 3\n', { a: [1, { b: 2, c: 3 }] }],
    ['a sequence deeper than its key', 'a:\n  - 1\n  - - 2\n    - 3\n', { a: [1, [2, 3]] }],
    ['words of YAML 1.1', 'a: yes\nb: off\nc: "yes"\n', { a: true, b: false, c: 'yes' }],
    ['letters that are names', 'a: y\nN: [n, No]\n', { a: 'y', N: ['n', false] }],
    [
      'texts that look like numbers',
      'a: 10m\nb: 1.2.3\nc: 2026-01-01T00:00:00Z\n',
      { a: '10m', b: '1.2.3', c: '2026-01-01T00:00:00Z' },
    ],
    [
      'flow collections on one line',
      'a: ["x", -c, [1], {}] # y\nb: {k: v w, "l":[true]}\n',
      { a: ['x', '-c', [1], {}], b: { k: 'v w', l: [true] } },
    ],
    ['comments', '# x\na: 1 # y\n# z\nb: "#" # w\n', { a: 1, b: '#' }],
    ['a literal', 'a: |\n  x\n\n    y\n\nb: |-\n  z\n', { a: 'x\n\n  y\n', b: 'z' }],
    ['folded plain text', 'a: one\n  two\nb: 1\n', { a: 'one two', b: 1 }],
    ['folded quoted text', "a: 'it''s\n  two'\n", { a: "it's two" }],
    ['null fields are left out', 'a:\nb: ~\nc: {}\nd: []\n', { c: {}, d: [] }],
    ['keys with colons', 'f:a: 1\n"k: b": 2\n', { 'f:a': 1, 'k: b': 2 }],
  ])('%s', (_, text, expected) => {
    expect(readPlain(text)).toEqual(expected);
  });

  test.each([
    ['an anchor', 'a: &x 1\n'],
    ['a flow collection over two lines', 'a: [b,\n  c]\n'],
    ['a single pair in a flow sequence', 'a: [b: c]\n'],
    ['a null in a flow mapping', 'a: {b: }\n'],
    ['a repeated key', 'a: 1\na: 2\n'],
    ['a repeated key that was null', 'a:\na: 2\n'],
    ['a key every object has', 'constructor: 1\n'],
    ['a merge', '<<: 1\n'],
    ['a nested mapping on one line', 'a: b: c\n'],
    ['a tab for a space', 'a:\tb\n'],
    ['wrong indentation', 'a:\n    b: 1\n  c: 2\n'],
    ['an octal number', 'a: 0644\n'],
    ['a text alone', 'just words\n'],
    ['a folded text', 'a: >\n  b\n'],
  ])('%s is left to the full parser', (_, text) => {
    expect(readPlain(text)).toBe(NOT_PLAIN);
  });
});

describe('against the full parser', () => {
  const word = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'a',
        'name',
        'x y',
        '10m',
        'http://x:80/p',
        '--flag=1',
        "it's",
        'two\nlines\n',
        'true',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'long '.repeat(30),
        'key: '.repeat(30),
        '- a',
        '#',
        ' lead',
        'a\n\n b',
        '*x',
        '---',
        '1e3',
        '?',
      ),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(word, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  const style = fc.record({
    flow: fc.boolean(),
    indentSeq: fc.boolean(),
    indent: fc.constantFrom(2, 4),
    lineWidth: fc.constantFrom(0, 20, 80),
    defaultStringType: fc.constantFrom<Style['defaultStringType'][]>('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE'),
  });
  const scratch = fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    put: fc.constantFrom(
      '',
      ' ',
      '\n',
      '- ',
      ': ',
      ':',
      ' #',
      '"',
      "'",
      '|',
      '>',
      '{',
      '[',
      '&a ',
      '*a',
      '\t',
      '\\',
      '?',
      '\n---\n',
      '~',
    ),
    instead: fc.nat({ max: 2 }),
  });

  test('what it reads, written well or spoilt, is what the full parser reads', () => {
    let quick = 0;
    let spoilt = 0;
    fc.assert(
      fc.property(
        fc.tuple(tree, tree),
        style,
        fc.array(scratch, { maxLength: 2 }),
        ([first, items], options, scratches) => {
          let text = written({ first, items }, options);
          for (const { at, put, instead } of scratches) {
            const offset = Math.floor(at * text.length);
            text = text.slice(0, offset) + put + text.slice(offset + instead);
          }
          if (text.includes('\r')) return;
          for (const { start, content, end, isPlain } of splitDocuments(text)) {
            const value = isPlain ? readPlain(text, content, end) : NOT_PLAIN;
            if (value === NOT_PLAIN) continue;
            quick += 1;
            if (scratches.length > 0) spoilt += 1;
            const full = parseFullYaml(text.slice(start, end));
            expect({ text, value: full.ok ? dropNulls(full.value) : full.fault.message }).toEqual({
              text,
              value,
            });
          }
        },
      ),
      { numRuns: 1500, seed: 11 },
    );
    // Otherwise the comparison proves little.
    expect(quick).toBeGreaterThan(500);
    expect(spoilt).toBeGreaterThan(200);
  });
});
