import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { makeGap } from '#lib/model/gap.ts';
import { text } from '#lib/model/text.ts';
import type { Locale } from '#lib/model/text.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { makePaint } from './paint.ts';
import { COLUMNS, printable, widthOf, wrapped } from './text-layout.ts';
import { textLines } from './text-result.ts';
import { jsonChunks } from './write-json.ts';

function lines(result: ScanResult, language: Locale = 'en', isColoured = false): string[] {
  return [...textLines(result, { language, paint: makePaint(isColoured) })].join('\n').split('\n');
}

function gap(reason: 'forbidden' | 'absent', resource: string) {
  const message = text(`${reason} ${resource}`, `${reason} ${resource}`);
  return makeGap({
    slice: 'secrets',
    reason,
    verb: 'list',
    resource,
    scope: 'cluster',
    message,
    unlock: text('Grant it.', '授权。'),
  });
}

describe('text', () => {
  test('findings stand from worst to mildest, by control, with evidence', () => {
    const all = lines(sampleResult({ scanId: 's', findings: 12 }));
    const heads = all.filter((line) => /^[A-Z]+$/.test(line));
    expect(heads).toEqual(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO']);
    expect(all.filter((line) => line.includes('workload-') && /^ {4}\w/.test(line))).toHaveLength(12);
    expect(all.some((line) => line.includes('privileged: true (expected: false or unset)'))).toBe(true);
    expect(all).toContain('    Fix: Mend it.');
  });

  test('lines fit the width, commands apart', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const long = lines(sampleResult({ scanId: 's', findings: 30 }), language).filter(
        (line) => widthOf(line) > COLUMNS,
      );
      expect(long.filter((line) => !line.includes('kubectl'))).toEqual([]);
    }
  });

  test('without colours there is no escape; with them the words are the same', () => {
    const result = sampleResult({ scanId: 's' });
    const plain = lines(result).join('\n');
    expect(plain).not.toContain('\u001B');
    const stripped = stripVTControlCharacters(lines(result, 'en', true).join('\n'));
    expect(stripped.replaceAll(/\s+/g, ' ')).toBe(plain.replaceAll(/\s+/g, ' '));
  });

  test('a missing score says why, never a number', () => {
    const result = sampleResult({ scanId: 's' });
    const formula = { ...result.score.formula, blind: ['nodes', 'pods'] };
    const all = lines({ ...result, score: { ...result.score, value: null, grade: null, formula } });
    expect(all.find((line) => line.startsWith('Score'))).toBe(
      'Score     none: could not be read: nodes, pods',
    );
  });

  test('a score that is held down says by what', () => {
    const result = sampleResult({ scanId: 's' });
    const cap = { at: 59, severity: 'critical', findings: 2 } as const;
    const formula = { ...result.score.formula, cap, uncapped: 83.9 };
    const all = lines({ ...result, score: { ...result.score, formula } });
    expect(all.find((line) => line.startsWith('Score'))).toContain(
      '(held at 59 by 2 open critical findings; otherwise 83)',
    );
  });

  test('what was not seen is told: refusals one by one, absences together', () => {
    const gaps = [gap('forbidden', 'secrets'), gap('absent', 'gateways'), gap('absent', 'httproutes')];
    const all = lines({ ...sampleResult({ scanId: 's' }), gaps }).join('\n');
    expect(all).toContain('  forbidden: forbidden secrets\n    To see it: Grant it.');
    expect(all).toContain('  not in this cluster: gateways, httproutes');
  });

  test('a name cannot steer the terminal', () => {
    expect(printable('a\u001B[2Jb\u202Ec\n')).toBe('a\uFFFD[2Jb\uFFFDc\n');
  });

  test('wide letters take two columns and may be parted', () => {
    const set = wrapped('检查'.repeat(60), '  ').split('\n');
    expect(set.every((line) => widthOf(line) <= COLUMNS)).toBe(true);
    expect(set.length).toBe(3);
  });
});

describe('JSON', () => {
  test('a large result comes in pieces that together are the result', () => {
    const result = sampleResult({ scanId: 's', findings: 3000 });
    const chunks = [...jsonChunks(result)];
    expect(chunks.length).toBeGreaterThan(10);
    expect(JSON.parse(chunks.join(''))).toEqual(JSON.parse(JSON.stringify(result)));
  });

  test('one finding stands on one line', () => {
    const all = [...jsonChunks(sampleResult({ scanId: 's', findings: 5 }))].join('').split('\n');
    expect(all.filter((line) => line.startsWith('{"fingerprint"'))).toHaveLength(5);
  });
});
