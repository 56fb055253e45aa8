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
import { changeBlocks } from './change-blocks.ts';

const RISKS = 6;

/** Returns the page for those who read one page. */
export function summarySection(matter: ReportMatter): Section {
  const t = getWords('report', matter.locale);
  return {
    anchor: 'summary',
    title: t('summary.title'),
    onNewPage: true,
    blocks: [
      { kind: 'paragraph', look: 'lead', text: verdictOf(matter) },
      gradeBlock(matter),
      ...openBlocks(matter),
      ...areaBlocks(matter),
      ...riskBlocks(matter),
      ...changeBlocks(matter),
    ],
  };
}

/** One sentence that says how bad it is, made from the findings. */
function verdictOf({ result, failing, locale }: ReportMatter): string {
  const t = getWords('report', locale);
  const { notAssessed, errors, assessed, total } = result.coverage;
  const [worst] = failing;
  const blind = result.score.value === null ? t('verdict.blind', { assessed, total }) : '';
  if (worst === undefined) {
    if (blind !== '') return blind;
    return notAssessed + errors === 0
      ? t('verdict.clear')
      : t('verdict.clearSoFar', { count: notAssessed + errors });
  }
  const count = result.findings.filter(({ severity }) => severity === worst.severity).length;
  const word = getWords('severity', locale)(worst.severity);
  const open = t('verdict.open', {
    count,
    severity: locale === 'en' ? word.toLowerCase() : word,
    title: worst.control.failTitle[locale],
  });
  return blind === '' ? open : t('verdict.blindOpen', { blind, open });
}

function gradeBlock({ result, changes, locale }: ReportMatter): Block {
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
  notes.push(t('coverage', { assessed: coverage.assessed, total: coverage.total }));
  const unmade = coverage.notAssessed + coverage.errors;
  if (unmade > 0) notes.push(t('coverageNot', { count: unmade }));
  if (changes === null) notes.push(t('changes.first'));
  const value = score.value === null ? scores('none') : scores('of', { value: shownScore(score.value) });
  const alt =
    score.value === null
      ? scores('none')
      : scores('label', { value: shownScore(score.value), grade: score.grade ?? '' });
  return { kind: 'grade', grade: score.grade, value, notes, alt };
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
  const [first] = findings;
  // What is only told about a check weighs nothing here.
  const others = findings.filter((finding) => finding.severity !== 'info').length - 1;
  const message = fillText(control.messages[first.messageId]?.[locale] ?? '', first.params);
  const where = objectName(first.resource);
  const rounded = Math.round(points * 10) / 10;
  return {
    severity,
    severityWord: getWords('severity', locale)(severity),
    title: control.failTitle[locale],
    sentence:
      others === 0
        ? t('summary.oneObject', { message, where })
        : t('summary.moreObjects', { message, where, count: others }),
    fix: t('summary.fix', { fix: control.remediation.text[locale] }),
    points: rounded > 0 ? t('summary.points', { points: numberText(rounded, locale, 1) }) : null,
    anchor: `control-${control.id}`,
  };
}
