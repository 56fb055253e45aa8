import { getWords } from '#lib/i18n/words.ts';
import { durationText } from '#lib/views/duration.ts';
import { scoreView } from '#lib/views/score-view.ts';
import { numberText, timeText } from '#lib/report/formats.ts';
import type { Block, Cell, Fact, Section } from '#lib/report/report-document.ts';
import type { ReportMatter } from '#lib/report/report-input.ts';

/** Returns how the scan was made, how the score follows from it, and by which versions. */
export function methodSection(matter: ReportMatter): Section {
  const t = getWords('report', matter.locale);
  return {
    anchor: 'method',
    title: t('method.title'),
    blocks: [
      { kind: 'paragraph', look: 'body', text: t('method.lead') },
      { kind: 'facts', facts: scanFacts(matter) },
      ...versionBlocks(matter),
      ...phaseBlocks(matter),
      ...formulaBlocks(matter),
    ],
  };
}

function scanFacts({ result, locale }: ReportMatter): readonly Fact[] {
  const t = getWords('report', locale);
  const { scan } = result;
  const tookMs = Date.parse(scan.finishedAt) - Date.parse(scan.startedAt);
  return [
    { term: t('method.started'), value: timeText(scan.startedAt, locale) },
    { term: t('method.took'), value: durationText(tookMs, locale) },
    { term: t('method.trigger'), value: getWords('trigger', locale)(scan.trigger) },
    { term: t('facts.profile'), value: getWords('profileMeaning', locale)(scan.profile) },
    {
      term: t('facts.vantage'),
      value: scan.vantage.inCluster ? t('method.inside', { host: scan.vantage.host }) : scan.vantage.host,
    },
  ];
}

function phaseBlocks({ result, locale }: ReportMatter): readonly Block[] {
  const t = getWords('report', locale);
  const phases = getWords('phase', locale);
  if (result.scan.phases.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t('method.phases'), anchor: null },
    {
      kind: 'table',
      label: t('method.phases'),
      columns: [
        { label: t('method.phase'), share: 0.5 },
        { label: t('method.items'), share: 0.25, align: 'right' },
        { label: t('method.took'), share: 0.25, align: 'right' },
      ],
      rows: result.scan.phases.map(({ name, items, durationMs }): readonly Cell[] => [
        { text: phases(name) },
        { text: numberText(items, locale) },
        { text: durationText(durationMs, locale) },
      ]),
    },
  ];
}

function formulaBlocks({ result, locale }: ReportMatter): readonly Block[] {
  const t = getWords('report', locale);
  const scores = getWords('score', locale);
  const severities = getWords('severity', locale);
  const view = scoreView(result.score, result.controls, locale);
  const sum: readonly Block[] =
    view.uncapped === null
      ? []
      : [
          {
            kind: 'paragraph',
            look: 'body',
            text: scores('sum', {
              kept: numberText(view.kept, locale, 2),
              weight: numberText(view.weight, locale),
              value: numberText(view.uncapped, locale, 1),
            }),
          },
        ];
  const heading: Block = { kind: 'heading', level: 2, text: scores('how'), anchor: null };
  const words: readonly Block[] = [
    { kind: 'paragraph', look: 'body', text: scores('formula') },
    { kind: 'paragraph', look: 'body', text: scores('caps') },
  ];
  if (view.terms.length === 0) return [heading, ...words, ...sum];
  const terms: Block = {
    kind: 'table',
    label: scores('terms'),
    columns: [
      { label: t('checks.severity'), share: 0.16 },
      { label: scores('termCheck'), share: 0.58 },
      { label: scores('termKept'), share: 0.13, align: 'right' },
      { label: scores('termWeight'), share: 0.13, align: 'right' },
    ],
    rows: view.terms.map(({ severity, title, kept, weight }): readonly Cell[] => [
      { text: severities(severity), severity },
      { text: title },
      { text: numberText(kept, locale, 2) },
      { text: numberText(weight, locale) },
    ]),
  };
  return [heading, ...words, ...sum, terms];
}

function versionBlocks({ result, locale }: ReportMatter): readonly Block[] {
  const t = getWords('report', locale);
  const { cluster, score } = result;
  const facts: readonly (Fact | null)[] = [
    { term: t('facts.merlon'), value: result.merlonVersion },
    { term: t('method.schema'), value: String(result.schemaVersion) },
    { term: t('method.formula'), value: String(score.formula.version) },
    { term: t('method.checks'), value: numberText(result.controls.length, locale) },
    cluster.version === null ? null : { term: t('facts.version'), value: cluster.version.gitVersion },
  ];
  return [
    { kind: 'heading', level: 2, text: t('method.versions'), anchor: null },
    { kind: 'facts', facts: facts.filter((fact) => fact !== null) },
    { kind: 'paragraph', look: 'small', text: t('method.fingerprints') },
  ];
}
