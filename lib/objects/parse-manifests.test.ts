import { describe, expect, test } from 'vitest';
import { parseManifests } from './parse-manifests.ts';
import type { ParsedManifests } from './parse-manifests.ts';

function parse(text: string): ParsedManifests {
  return parseManifests(text, 'a.yaml');
}

function names({ documents }: ParsedManifests): [string | undefined, number][] {
  return documents.map(({ raw, line }) => [(raw['metadata'] as { name?: string } | undefined)?.name, line]);
}

function places({ problems }: ParsedManifests): unknown[] {
  return problems.map(({ reason, line, column }) => [reason, line, column]);
}

const object = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;
const item = (name: string) => `- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: ${name}\n`;

describe('documents', () => {
  test('several in one text, each with the line it begins at', () => {
    const text = `# first\n${object('a')}---\n# second\n${object('b')}...\n---\n${object('c')}`;
    expect(names(parse(text))).toEqual([
      ['a', 2],
      ['b', 8],
      ['c', 14],
    ]);
  });

  test('empty documents and comments are nothing, values without a kind are told', () => {
    expect(parse('---\n---\n# only words\n---\n').problems).toEqual([]);
    expect(places(parse(`replicas: 3\n---\n${object('a')}`))).toEqual([['not-an-object', 1, 1]]);
  });

  test('a mark inside a text is no new document when it is indented', () => {
    const text =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  x: |\n    one\n    ---\n    two\n';
    const { documents, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(documents[0]?.raw['data']).toEqual({ x: 'one\n---\ntwo\n' });
  });

  test('one that does not parse is told with line and column, and the others are read', () => {
    const parsed = parse(`${object('a')}---\napiVersion: v1\nkind: [Pod\n---\n${object('b')}`);
    expect(names(parsed)).toEqual([
      ['a', 1],
      ['b', 9],
    ]);
    expect(places(parsed)).toEqual([['syntax', 8, 1]]);
  });

  test('directives, byte order mark and Windows line ends', () => {
    expect(names(parse(`%YAML 1.1\n---\n${object('a')}`))).toEqual([['a', 3]]);
    expect(names(parse(`\uFEFF${object('a')}`.replaceAll('\n', '\r\n')))).toEqual([['a', 1]]);
  });

  test('null fields are left out, in YAML and JSON alike', () => {
    const yaml = parse('apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: }\nspec:\n');
    const json = parse('{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","labels":null},"spec":null}');
    expect(yaml.documents[0]?.raw).toEqual({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } });
    expect(json.documents[0]?.raw).toEqual(yaml.documents[0]?.raw);
  });

  test('a null value of a map of texts is an empty text: the label is there', () => {
    const empty = { podSelector: { matchLabels: { app: '' } } };
    const specs = [
      'spec:\n  podSelector:\n    matchLabels:\n      app:\n      tier: null\n',
      'spec: {podSelector: {matchLabels: {app: , tier: ~}}}\n',
      'spec: {"podSelector": {"matchLabels": {"app": null, "tier": null}}}\n',
    ].map((spec) => parse(`apiVersion: v1\nkind: A\n${spec}`).documents[0]?.raw['spec']);
    const both = { podSelector: { matchLabels: { ...empty.podSelector.matchLabels, tier: '' } } };
    expect(specs).toEqual([both, both, both]);
  });

  test('a null map of texts is left out, and so is a null field of another list entry', () => {
    const parsed = parse(
      'apiVersion: v1\nkind: A\nspec:\n  matchLabels:\n  all:\n    - labels:\n        a: b\n    - c:\n      d: 1\n',
    );
    expect(parsed.documents[0]?.raw['spec']).toEqual({ all: [{ labels: { a: 'b' } }, { d: 1 }] });
  });

  test('null elements of lists stay', () => {
    const parsed = parse('apiVersion: v1\nkind: A\nspec:\n  ingress:\n    -\n    - null\n');
    expect(parsed.documents[0]?.raw['spec']).toEqual({ ingress: [null, null] });
  });

  test('nesting without end is told, not fatal', () => {
    const deep = `{"apiVersion":"v1","kind":"A","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect(places(parse(deep))).toEqual([['syntax', 1, 1]]);
  });
});

describe('JSON', () => {
  test('several objects one after the other, and a broken one among them', () => {
    const parsed = parse(
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}\n{"apiVersion" 1}\n{"apiVersion":"v1","kind":"Pod","metadata":{"name":"b"}}\n',
    );
    expect(names(parsed)).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
    expect(places(parsed)).toEqual([['syntax', 2, 15]]);
  });

  test('braces that meet inside a text part nothing', () => {
    const text = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"}\\n{"}}';
    expect(names(parse(text))).toEqual([['}\n{', 1]]);
  });

  test('a broken text is told at its place', () => {
    expect(places(parse('{"apiVersion": "v1",\n  "kind" "Pod"}'))).toEqual([['syntax', 2, 10]]);
  });
});

describe('lists', () => {
  test('the List kubectl writes names no kind; every item has its line', () => {
    const parsed = parse(`apiVersion: v1\nitems:\n${item('a')}${item('b')}kind: List\n`);
    expect(names(parsed)).toEqual([
      ['a', 3],
      ['b', 7],
    ]);
    expect(parsed.lists).toEqual([]);
    expect(parsed.documents.map(({ fromTypedList }) => fromTypedList)).toEqual([null, null]);
  });

  test('a typed list gives its items their kind, and is told even when it is empty', () => {
    const parsed = parse(
      'apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}\n---\napiVersion: apps/v1\nkind: DaemonSetList\nitems: []\n',
    );
    expect(parsed.documents).toMatchObject([
      { apiVersion: 'v1', kind: 'Pod', fromTypedList: 'PodList', line: 4 },
    ]);
    expect(parsed.lists).toEqual([
      { apiVersion: 'v1', kind: 'Pod', isWhole: true },
      { apiVersion: 'apps/v1', kind: 'DaemonSet', isWhole: true },
    ]);
  });

  test('one page of several is not the whole list', () => {
    const page = { apiVersion: 'v1', kind: 'PodList', metadata: { continue: 'next' }, items: [] };
    expect(parse(JSON.stringify(page)).lists).toMatchObject([{ isWhole: false }]);
  });

  test('an object whose kind only ends in List is an object', () => {
    expect(
      parse('apiVersion: x/v1\nkind: AllowList\nspec: {}\nmetadata: {name: a}\n').documents,
    ).toHaveLength(1);
  });

  test('an item that does not parse is told, the others are read, and the list is not whole', () => {
    const text =
      'apiVersion: v1\nkind: PodList\nitems:\n- metadata:\n    name: a\n- metadata: {name: b\n- metadata:\n    name: c\n';
    const parsed = parse(text);
    expect(names(parsed)).toEqual([
      ['a', 4],
      ['c', 7],
    ]);
    expect(parsed.problems).toMatchObject([{ reason: 'syntax', line: 7 }]);
    expect(parsed.lists).toMatchObject([{ isWhole: false }]);
  });

  test('anchors reach from one item to the next', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n${item('a')}  spec: &s {x: 1}\n${item('b')}  spec: *s\n`;
    expect(parse(text).documents.map(({ raw }) => raw['spec'])).toEqual([{ x: 1 }, { x: 1 }]);
  });

  test('an alias that leads nowhere costs its own item only', () => {
    const parsed = parse(`apiVersion: v1\nkind: List\nitems:\n${item('a')}- *missing\n${item('b')}`);
    expect(names(parsed).map((entry) => entry[0])).toEqual(['a', 'b']);
    expect(parsed.problems).toMatchObject([{ reason: 'syntax', line: 8 }]);
  });

  test('a list of 400 objects as kubectl prints it, quick and slow items mixed', () => {
    const items = Array.from({ length: 400 }, (_, index) =>
      index % 5 === 0 ? `- {apiVersion: v1, kind: Pod, metadata: {name: p${index}}}\n` : item(`p${index}`),
    );
    const parsed = parse(
      `apiVersion: v1\nitems:\n${items.join('')}kind: List\nmetadata:\n  resourceVersion: ""\n`,
    );
    expect(parsed.problems).toEqual([]);
    expect(parsed.documents).toHaveLength(400);
    expect(names(parsed).at(-1)).toEqual(['p399', 3 + 80 + 319 * 4 + 0]);
  });
});
