import { describe, expect, it } from 'vitest';
import { buildReport } from '#lib/report/build-report.ts';
import { readPdf, type ReadPdf } from '#lib/testing/read-pdf.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { LOCALES, type Locale } from '#lib/model/text.ts';
import { writePdf } from './write-pdf.ts';

async function printed(
  locale: Locale,
  findings: number,
  result = sampleResult({ scanId: 'scan-1', findings }),
): Promise<ReadPdf & { readonly told: number }> {
  const report = buildReport({
    result,
    clusterName: 'harbor-prod',
    demo: false,
    ports: { hosts: [], ports: [] },
    changes: null,
    locale,
  });
  const pieces: Uint8Array[] = [];
  const told = await writePdf(report, {
    createdAt: new Date('2026-11-22T05:00:00.000Z'),
    onBytes: (bytes) => pieces.push(bytes),
    onFindings: () => undefined,
  });
  return { ...readPdf(Buffer.concat(pieces)), told };
}

describe('writePdf', () => {
  it.each(LOCALES)('gives a tagged document that names its language and title in %s', async (locale) => {
    const { objects, told, pages } = await printed(locale, 3);
    const catalog = objects.find((object) => object.includes('/Type /Catalog')) ?? '';
    expect(catalog).toContain(`/Lang (${locale})`);
    for (const entry of ['/StructTreeRoot', '/MarkInfo', '/Outlines', '/PageLabels', '/ViewerPreferences']) {
      expect(catalog).toContain(entry);
    }
    expect(pages).toBe(told);
    expect(objects.some((object) => object.includes('/DisplayDocTitle true'))).toBe(true);
    expect(objects.some((object) => object.includes('/Marked true'))).toBe(true);
    expect(objects.some((object) => object.includes('/Title '))).toBe(true);
  });

  it('is titled after the cluster', async () => {
    const { objects } = await printed('en', 3);
    const [, id] =
      /\/Title (\d+) 0 R/.exec(objects.find((object) => object.includes('/CreationDate')) ?? '') ?? [];
    expect(id).toBeDefined();
    expect(objects).toContain('(Security posture of harbor-prod)');
  });

  it('marks headings, tables with the scope of their heads, lists, and figures with what they show', async () => {
    const { objects } = await printed('en', 3);
    const count = (tag: string): number =>
      objects.filter((object) => new RegExp(`/S /${tag}\\b`).test(object)).length;
    for (const tag of ['Document', 'Sect', 'H1', 'H2', 'H3', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'TOC']) {
      expect({ tag, count: count(tag) }).not.toEqual({ tag, count: 0 });
    }
    const figures = objects.filter((object) => /\/S \/Figure\b/.test(object));
    expect(figures.length).toBeGreaterThan(2);
    expect(figures.every((figure) => figure.includes('/Alt '))).toBe(true);
    const heads = objects.filter((object) => /\/S \/TH\b/.test(object));
    expect(heads.filter((head) => !/\/Scope \/(Column|Row)\b/.test(head))).toEqual([]);
    expect(heads.some((head) => head.includes('/Scope /Column'))).toBe(true);
    expect(heads.some((head) => head.includes('/Scope /Row'))).toBe(true);
  });

  it('holds the cluster, every finding and the number of pages, and embeds its fonts as subsets', async () => {
    const { text, objects, pages } = await printed('en', 300);
    expect(text).toContain('harbor-prod');
    for (const index of [0, 1, 150, 298, 299]) expect(text).toContain(`workload-${index}\n`);
    expect(text).toContain(`Page 2 of ${pages}\n`);
    expect(text).toContain(`Page ${pages} of ${pages}\n`);
    const descriptors = objects.filter((object) => object.includes('/Type /FontDescriptor'));
    expect(descriptors).toHaveLength(2);
    for (const descriptor of descriptors) {
      expect(descriptor).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansSC/);
      expect(descriptor).toContain('/FontFile2');
    }
    // A font that readers are to bring themselves would have no descriptor.
    expect(objects.filter((object) => /\/Subtype \/(Type1|TrueType)\b/.test(object))).toEqual([]);
  });

  it('writes Chinese that can be searched and copied', async () => {
    const { text } = await printed('zh-CN', 3);
    for (const words of [
      '安全态势报告',
      '目录',
      '没有遗漏：要求读取的内容全部读取，所有检查均已完成。',
      'Owner-0 运行 container-0',
      '第 2 页，共 ',
      '修复它',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('goes on over pages with evidence longer than one, and loses none of it', async () => {
    const result = sampleResult({ scanId: 'scan-1', findings: 1 });
    const words = Array.from({ length: 4_000 }, (_, index) => `word${index}`);
    const [finding] = result.findings;
    if (finding === undefined) throw new Error('the sample has a finding');
    const evidence = [{ path: 'spec', observed: words.join(' '), expected: 'less', command: 'see it' }];
    const long = { ...result, findings: [{ ...finding, evidence }] };
    const [plain, { text, pages }] = await Promise.all([printed('en', 1), printed('en', 1, long)]);
    expect(pages).toBeGreaterThan(plain.pages + 3);
    const read = new Set(text.split(/\s+/));
    expect(words.filter((word) => !read.has(word))).toEqual([]);
    expect(text).toContain('see it');
  });

  it('gives each bookmark a page of its own document', async () => {
    const { objects } = await printed('en', 30);
    const titles = objects.filter((object) => object.includes('/Title ') && object.includes('/Dest ['));
    expect(titles.length).toBeGreaterThan(8);
  });
});
