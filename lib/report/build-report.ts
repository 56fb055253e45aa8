import { getWords } from '#lib/i18n/words.ts';
import { shownScore } from '#lib/views/score-view.ts';
import { timeText } from './formats.ts';
import type { Cover, Fact, ReportDocument } from './report-document.ts';
import { matterOf, type ReportInput, type ReportMatter } from './report-input.ts';
import { areaSection } from './sections/area-section.ts';
import { findingsSection } from './sections/findings-section.ts';
import { methodSection } from './sections/method-section.ts';
import { portsSection } from './sections/ports-section.ts';
import { summarySection } from './sections/summary-section.ts';
import { unseenSection } from './sections/unseen-section.ts';

/** Returns the document that says everything a scan found, in one language. */
export function buildReport(input: ReportInput): ReportDocument {
  const { result, clusterName, locale } = input;
  const t = getWords('report', locale);
  const matter = matterOf(input);
  const at = timeText(result.scan.startedAt, locale);
  const cover = coverOf(matter);
  return {
    locale,
    title: t('documentTitle', { cluster: clusterName }),
    subject: t('subject', { cluster: clusterName, at }),
    footer: t('footer', { cluster: cover.cluster, at }),
    coverWord: t('cover'),
    cover,
    sections: [
      summarySection(matter),
      findingsSection(matter),
      portsSection(matter),
      areaSection(matter, 'rbac'),
      areaSection(matter, 'network'),
      unseenSection(matter),
      methodSection(matter),
    ],
    findings: result.findings.length,
    pageText: (page) => t('page', { page }),
    totalText: (pages) => t('pageOf', { pages }),
  };
}

function coverOf({ result, clusterName, demo, locale }: ReportMatter): Cover {
  const t = getWords('report', locale);
  const scores = getWords('score', locale);
  const { score, coverage } = result;
  return {
    product: getWords('app', locale)('name'),
    title: t('title'),
    cluster: demo ? t('demoCluster', { cluster: clusterName }) : clusterName,
    grade: score.grade,
    score:
      score.value === null
        ? scores('none')
        : scores('label', { value: shownScore(score.value), grade: score.grade ?? '' }),
    coverage: t('coverage', { assessed: coverage.assessed, total: coverage.total }),
    facts: coverFacts({ result, locale }),
    contents: t('contents'),
  };
}

function coverFacts({ result, locale }: Pick<ReportMatter, 'result' | 'locale'>): readonly Fact[] {
  const t = getWords('report', locale);
  const { scan, cluster } = result;
  const facts: readonly (Fact | null)[] = [
    { term: t('facts.scanned'), value: timeText(scan.startedAt, locale) },
    { term: t('facts.result'), value: getWords('status', locale)(scan.status) },
    cluster.version === null ? null : { term: t('facts.version'), value: cluster.version.gitVersion },
    cluster.distribution === null ? null : { term: t('facts.distribution'), value: cluster.distribution },
    cluster.server === null ? null : { term: t('facts.server'), value: cluster.server },
    { term: t('facts.profile'), value: getWords('profile', locale)(scan.profile) },
    { term: t('facts.vantage'), value: scan.vantage.host },
    { term: t('facts.scan'), value: scan.id },
    { term: t('facts.language'), value: t('language') },
    { term: t('facts.merlon'), value: result.merlonVersion },
  ];
  return facts.filter((fact) => fact !== null);
}
