import { getWords } from '#lib/i18n/words.ts';
import { CATEGORIES } from '#lib/model/category.ts';
import { SEVERITIES } from '#lib/model/severity.ts';
import { fillText } from '#lib/model/text.ts';
import { shownScore } from '#lib/views/score-view.ts';
import type { FailingControl } from '#lib/report/failing-controls.ts';
import { listText, numberText, shareText } from '#lib/report/formats.ts';
import { objectName } from '#lib/report/object-name.ts';
import type { Block, Risk, Section, SeverityPart } from '#lib/report/report-document.ts';
import type { ReportMatter } from '#lib/report/report-input.ts';
import { changeBlocks, changeSentence } from './change-blocks.ts';
import { verdictText } from './verdict-text.ts';

const RISKS = 5;

/** Returns the page for those who read one page. */
export function summarySection(matter: ReportMatter): Section {
  const t = getWords('report', matter.locale);
  return {
    anchor: 'summary',
    title: t('summary.title'),
    onNewPage: true,
    blocks: [
      { kind: 'paragraph', look: 'lead', text: verdictText(matter) },
      gradeBlock(matter),
      ...openBlocks(matter),
      ...areaBlocks(matter),
      ...riskBlocks(matter),
      ...changeBlocks(matter),
    ],
  };
}

function gradeBlock(matter: ReportMatter): Block {
  const { result, locale } = matter;
  const t = getWords('report', locale);
  const scores = getWords('score', locale);
  const { score, coverage } = result;
  const { cap, uncapped, blind, assessedShare } = score.formula;
  const notes: string[] = [];
  if (score.value === null) {
    notes.push(
      blind.length > 0
        ? scores('noneBlind', { slices: listText(blind, locale) })
        : scores('noneShare', { share: shareText(assessedShare, locale) }),
    );
  }
  if (cap !== null && uncapped !== null) {
    const word = getWords('severity', locale)(cap.severity);
    notes.push(
      scores('held', {
        at: cap.at,
        count: cap.findings,
        severity: locale === 'en' ? word.toLowerCase() : word,
        uncapped: numberText(uncapped, locale, 1),
      }),
    );
  }
  const unmade = coverage.notAssessed + coverage.errors;
  if (unmade > 0) notes.push(t('coverageNot', { count: unmade }));
  notes.push(changeSentence(matter));
  const value = score.value === null ? scores('none') : scores('of', { value: shownScore(score.value) });
  const alt =
    score.value === null
      ? scores('none')
      : scores('label', { value: shownScore(score.value), grade: score.grade ?? '' });
  const aside = t('coverage', { assessed: coverage.assessed, total: coverage.total });
  return { kind: 'grade', grade: score.grade, value, aside, notes, alt };
}

function openBlocks({ result, locale }: ReportMatter): readonly Block[] {
  const t = getWords('report', locale);
  const words = getWords('severity', locale);
  const parts: SeverityPart[] = SEVERITIES.map((severity) => ({
    severity,
    word: words(severity),
    count: result.findings.filter((finding) => finding.severity === severity).length,
  }));
  const spoken = parts.map(({ word, count }) => `${word} ${count}`);
  return [
    { kind: 'heading', level: 2, text: t('summary.open', { count: result.findings.length }), anchor: null },
    { kind: 'severity-bar', parts, alt: listText(spoken, locale) },
  ];
}

function areaBlocks({ result, locale }: ReportMatter): readonly Block[] {
  const t = getWords('report', locale);
  const names = getWords('category', locale);
  const areas = CATEGORIES.map((category) => {
    const score = result.score.byCategory[category] ?? null;
    return { name: names(category), score: score === null ? null : shownScore(score) };
  });
  const spoken = areas.map(({ name, score }) => `${name} ${score ?? t('summary.areaNone')}`);
  return [
    { kind: 'heading', level: 2, text: t('summary.areas'), anchor: null },
    { kind: 'areas', areas, none: t('summary.areaNone'), alt: listText(spoken, locale) },
  ];
}

function riskBlocks({ failing, locale }: ReportMatter): readonly Block[] {
  const t = getWords('report', locale);
  // What is only told is no risk to mend first.
  const worst = failing.filter(({ severity }) => severity !== 'info').slice(0, RISKS);
  if (worst.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t('summary.risks'), anchor: null },
    { kind: 'risks', risks: worst.map((one) => riskOf(one, locale)) },
  ];
}

function riskOf(
  { control, findings, severity, points }: FailingControl,
  locale: ReportMatter['locale'],
): Risk {
  const t = getWords('report', locale);
  return {
    severity,
    severityWord: getWords('severity', locale)(severity),
    title: control.failTitle[locale],
    sentence: sentenceOf(control, findings, locale),
    fix: t('summary.fix', { fix: control.remediation.text[locale] }),
    points: points > 0 ? t('summary.points', { points: numberText(points, locale, 1) }) : null,
    anchor: `control-${control.id}`,
  };
}

/** What the worst finding says, and on how many objects besides. */
function sentenceOf(
  control: FailingControl['control'],
  findings: FailingControl['findings'],
  locale: ReportMatter['locale'],
): string {
  const t = getWords('report', locale);
  const [{ messageId, params, resource }] = findings;
  const message = fillText(control.messages[messageId]?.[locale] ?? '', params);
  // What is only told about a check weighs nothing here.
  const told = findings.filter((finding) => finding.severity !== 'info');
  const count = new Set(told.map((finding) => objectName(finding.resource))).size - 1;
  const where = objectName(resource);
  if (message.includes(resource.name))
    return count === 0 ? message : t('summary.moreConcerned', { message, count });
  return count === 0
    ? t('summary.oneObject', { message, where })
    : t('summary.moreObjects', { message, where, count });
}
