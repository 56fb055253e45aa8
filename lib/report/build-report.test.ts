import { describe, expect, it } from 'vitest';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { makeGap } from '#lib/model/gap.ts';
import { LOCALES, text } from '#lib/model/text.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { buildReport } from './build-report.ts';
import { changesSince } from './changes-since.ts';
import type { Block, ReportDocument } from './report-document.ts';
import type { ReportInput } from './report-input.ts';

const result = sampleResult({ scanId: 'scan-1', findings: 12 });

function reportOf(more: Partial<ReportInput> = {}): ReportDocument {
  return buildReport({
    result,
    clusterName: 'harbor',
    demo: false,
    ports: { hosts: [], ports: [] },
    changes: null,
    locale: 'en',
    ...more,
  });
}

function blocksOf(report: ReportDocument, anchor: string): readonly Block[] {
  return report.sections.find((section) => section.anchor === anchor)?.blocks ?? [];
}

function of<K extends Block['kind']>(blocks: readonly Block[], kind: K): Extract<Block, { kind: K }>[] {
  return blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
}

function verdictIn(report: ReportDocument): string | undefined {
  return of(blocksOf(report, 'summary'), 'paragraph')[0]?.text;
}

describe('buildReport', () => {
  it.each(LOCALES)('has every section in %s', (locale) => {
    expect(reportOf({ locale }).sections.map(({ anchor }) => anchor)).toEqual([
      'summary',
      'findings',
      'ports',
      'summary-rbac',
      'summary-network',
      'unseen',
      'method',
    ]);
  });

  it('lists every finding once', () => {
    const items = of(blocksOf(reportOf(), 'findings'), 'findings').flatMap((block) => block.items);
    expect(items).toHaveLength(result.findings.length);
    expect(new Set(items.map(({ object }) => object)).size).toBe(result.findings.length);
  });

  it('prints a fix that all findings of a check share once, and differing ones with each', () => {
    const shared = blocksOf(reportOf(), 'findings');
    expect(of(shared, 'code')).toHaveLength(3);
    expect(
      of(shared, 'findings')
        .flatMap((block) => block.items)
        .every(({ fixes }) => fixes.length === 0),
    ).toBe(true);
    const findings = result.findings.map((finding, index) => ({
      ...finding,
      remediation: { yaml: `fix: ${index}` },
    }));
    const each = blocksOf(reportOf({ result: { ...result, findings } }), 'findings');
    expect(
      of(each, 'findings')
        .flatMap((block) => block.items)
        .every(({ fixes }) => fixes.length === 1),
    ).toBe(true);
  });

  it('marks what the scan before did not have', () => {
    const previous = sampleResult({ scanId: 'scan-0', findings: 12, keep: (index) => index > 0 });
    const items = of(blocksOf(reportOf({ changes: changesSince(previous, result) }), 'findings'), 'findings')
      .flatMap((block) => block.items)
      .filter(({ newWord }) => newWord !== null);
    expect(items.map(({ object }) => object)).toEqual(['Deployment workload-0']);
  });

  it('leads each risk to its findings', () => {
    const report = reportOf();
    const anchors = of(blocksOf(report, 'findings'), 'heading').map(({ anchor }) => anchor);
    const [risks] = of(blocksOf(report, 'summary'), 'risks');
    expect(risks?.risks).toHaveLength(3);
    for (const { anchor } of risks?.risks ?? []) expect(anchors).toContain(anchor);
  });

  it('says what could not be checked with what would allow it', () => {
    const gap = makeGap({
      slice: 'pods',
      reason: 'forbidden',
      verb: 'list',
      resource: 'pods',
      scope: 'cluster',
      message: text('Pods may not be listed.', '不允许列出 Pod。'),
      unlock: text('Allow list on pods.', '允许对 pods 执行 list。'),
    });
    const blind: ScanResult = { ...result, gaps: [gap] };
    const [table] = of(blocksOf(reportOf({ result: blind }), 'unseen'), 'table');
    expect(table?.rows[0]?.map(({ text: words }) => words)).toContain('Allow list on pods.');
    expect(of(blocksOf(reportOf(), 'unseen'), 'table')).toEqual([]);
  });

  it('claims no score where there is none', () => {
    const score = { ...result.score, value: null, grade: null };
    const report = reportOf({ result: { ...result, score } });
    expect(report.cover).toMatchObject({ grade: null, score: 'No score' });
    expect(verdictIn(report)).toMatch(/^Too little was seen to judge harbor, but /);
  });

  it('says the verdict of the overview in a sentence without marks', () => {
    const findings = result.findings.map((finding) => ({
      ...finding,
      controlId: 'cluster-admin-bound',
      severity: 'critical' as const,
    }));
    const bound: ScanResult = { ...result, findings };
    expect(verdictIn(reportOf({ result: bound }))).toBe('12 grants lead to cluster-admin.');
    expect(verdictIn(reportOf({ result: bound, locale: 'zh-CN' }))).toBe('12 处授权通向 cluster-admin。');
    expect(verdictIn(reportOf({ result: { ...result, findings: [] } }))).toMatch(/^Every door is shut/);
  });

  it('prints once what all findings of a check should have been, and differing expectations with each', () => {
    const shared = blocksOf(reportOf(), 'findings');
    const expectedOf = (blocks: readonly Block[]): string[] =>
      of(blocks, 'findings')
        .flatMap(({ items }) => items.flatMap(({ evidence }) => evidence))
        .map(({ expected }) => expected)
        .filter((expected) => expected !== '');
    expect(expectedOf(shared)).toEqual([]);
    expect(of(shared, 'labelled').filter(({ text: words }) => words === 'false or unset')).toHaveLength(3);
    const findings = result.findings.map((finding, index) => ({
      ...finding,
      evidence: finding.evidence.map((one) => ({ ...one, expected: `expected ${index}` })),
    }));
    expect(expectedOf(blocksOf(reportOf({ result: { ...result, findings } }), 'findings'))).toHaveLength(12);
  });

  it('counts the objects of a risk, not its findings', () => {
    const [first] = result.findings;
    if (first === undefined) throw new Error('the sample has findings');
    const twice = { ...first, fingerprint: 'f'.repeat(32) };
    const risksOf = (findings: ScanResult['findings']): string[] =>
      of(blocksOf(reportOf({ result: { ...result, findings } }), 'summary'), 'risks').flatMap(({ risks }) =>
        risks.map(({ sentence }) => sentence),
      );
    expect(risksOf([first, twice])).toEqual(risksOf([first]));
    expect(risksOf([first, { ...twice, resource: { ...first.resource, name: 'another' } }])[0]).toContain(
      'and 1 more object.',
    );
  });
});
