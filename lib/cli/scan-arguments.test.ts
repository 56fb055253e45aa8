import { describe, expect, test } from 'vitest';
import { languageOf } from './language.ts';
import { nearMatches } from '#lib/model/near-matches.ts';
import { parseScanArguments } from './scan-arguments.ts';
import { UsageError } from './usage-error.ts';

function parse(line: string) {
  return parseScanArguments(line.split(' '), 'en');
}

function refusal(line: string): string {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof UsageError) return error.text.en;
    throw error;
  }
  return 'accepted';
}

describe('what is asked for', () => {
  test('nothing but a context gives the presets', () => {
    expect(parse('--context prod')).toEqual({
      target: { kind: 'context', context: 'prod', kubeconfig: null },
      profile: 'standard',
      format: 'text',
      controls: null,
      failOn: 'high',
      probe: true,
      probeAllow: null,
      language: 'en',
    });
  });

  test('files may follow one another, and standard input among them', () => {
    expect(parse('--files a b/ - --complete --files c').target).toEqual({
      kind: 'files',
      paths: ['a', 'c', 'b/', '-'],
      complete: true,
    });
  });

  test('lists are parted by commas or given again', () => {
    expect(parse('--files a --controls x,y --controls z').controls).toEqual(['x', 'y', 'z']);
    expect(parse('--context a --probe-allow 127.0.0.0/8,::1').probeAllow).toEqual(['127.0.0.0/8', '::1']);
  });

  test('no level makes no finding fail', () => {
    expect(parse('--files a --fail-on never').failOn).toBeNull();
    expect(parse('--files a --fail-on info').failOn).toBe('info');
  });

  test('the current context must be asked for', () => {
    expect(parse('--current-context').target).toMatchObject({ kind: 'context', context: null });
    expect(refusal('--format json')).toContain('Say what to read');
  });
});

describe('what is refused', () => {
  test.each([
    ['two things to scan', '--context a --files b', 'exactly one'],
    ['two clusters', '--context a --current-context', 'exactly one'],
    ['a stray word', '--context a b', '"b" is not expected'],
    ['completeness of a cluster', '--context a --complete', 'goes with --files only'],
    ['an unknown level', '--files a --fail-on big', 'must be one of critical, high'],
    ['an unknown format', '--files a --format yaml', 'text, json'],
    ['an unknown language', '--files a --lang fr', 'en, zh-CN'],
    ['an address for a network', '--context a --probe-allow 10.0.0.0/99', '"10.0.0.0/99"'],
    ['a name for a network', '--context a --probe-allow localhost', '"localhost"'],
    ['a mistyped option', '--files a --formt=json', 'did you mean --format'],
    ['an option like no other', '--files a --zzzzzz', 'There is no option --zzzzzz.'],
    ['a value that is missing', '--files a --controls', 'argument missing'],
  ])('%s', (_, line, sentence) => {
    expect(refusal(line)).toContain(sentence);
  });
});

describe('words that are near', () => {
  const known = ['privileged-container', 'host-namespaces', 'sensitive-host-path', 'audit-log-off'];

  test.each([
    ['a letter left out', 'privilged-container', ['privileged-container']],
    ['a part of the word', 'host-path', ['sensitive-host-path']],
    ['nothing alike', 'zzz', []],
  ])('%s', (_, word, expected) => expect(nearMatches(word, known)).toEqual(expected));
});

describe('language', () => {
  test.each<[Record<string, string>, string]>([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LC_ALL: '', LANG: 'zh_TW' }, 'zh-CN'],
    [{}, 'en'],
  ])('%j speaks %s', (variables, expected) => expect(languageOf(variables)).toBe(expected));
});
