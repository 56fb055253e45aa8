import { getWords } from '#lib/i18n/words.ts';
import { gapRows, type GapRow } from '#lib/views/gap-rows.ts';
import { splitAbsent } from '#lib/views/split-absent.ts';
import type { Block, Cell, Section } from '#lib/report/report-document.ts';
import type { ReportMatter } from '#lib/report/report-input.ts';

/** Returns what could not be seen, what it cost, and what would allow it. */
export function unseenSection(matter: ReportMatter): Section {
  const t = getWords('report', matter.locale);
  const { result, locale } = matter;
  const { gaps, absent } = splitAbsent(gapRows(result.gaps, result.controls, locale));
  const blocks = [...controlBlocks(matter), ...gapBlocks(gaps, locale), ...absentBlocks(absent, locale)];
  return {
    anchor: 'unseen',
    title: t('unseen.title'),
    blocks:
      blocks.length > 0
        ? [{ kind: 'paragraph', look: 'body', text: t('unseen.lead') }, ...blocks]
        : [{ kind: 'paragraph', look: 'body', text: t('unseen.none') }],
  };
}

function controlBlocks({ result, locale }: ReportMatter): readonly Block[] {
  const t = getWords('report', locale);
  const unmade = result.controls.filter(({ outcome }) => outcome === 'not-assessed' || outcome === 'error');
  if (unmade.length === 0) return [];
  const outcomes = getWords('outcome', locale);
  const areas = getWords('category', locale);
  return [
    { kind: 'heading', level: 2, text: t('unseen.checks', { count: unmade.length }), anchor: null },
    {
      kind: 'table',
      label: t('unseen.checks', { count: unmade.length }),
      columns: [
        { label: t('changes.check'), share: 0.36 },
        { label: t('unseen.area'), share: 0.14 },
        { label: t('checks.outcome'), share: 0.16 },
        { label: t('unseen.why'), share: 0.34 },
      ],
      rows: unmade.map(({ title, category, outcome, reason }): readonly Cell[] => [
        { text: title[locale] },
        { text: areas(category) },
        { text: outcomes(outcome), outcome },
        { text: reason?.[locale] ?? '' },
      ]),
    },
  ];
}

type Locale = ReportMatter['locale'];

/** A kind that the cluster does not have hides nothing: all of them in one paragraph. */
function absentBlocks(kinds: readonly string[], locale: Locale): readonly Block[] {
  if (kinds.length === 0) return [];
  const t = getWords('report', locale);
  const words = t('unseen.absent', { kinds: kinds.join(', ') });
  return [{ kind: 'paragraph', look: 'body', text: words }];
}

function gapBlocks(rows: readonly GapRow[], locale: Locale): readonly Block[] {
  const t = getWords('report', locale);
  const reasons = getWords('reason', locale);
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t('unseen.gaps', { count: rows.length }), anchor: null },
    {
      kind: 'table',
      label: t('unseen.gaps', { count: rows.length }),
      columns: [
        { label: t('unseen.what'), share: 0.26 },
        { label: t('unseen.message'), share: 0.34 },
        { label: t('unseen.unlock'), share: 0.29 },
        { label: t('unseen.cost'), share: 0.11, align: 'right' },
      ],
      rows: rows.map((row): readonly Cell[] => [
        { text: placeText(row, locale), strong: row.unexpected },
        { text: t('unseen.happened', { reason: reasons(row.reason), message: row.message }) },
        row.unlock === null ? { text: '–', faint: true } : { text: row.unlock },
        { text: String(row.checks), faint: row.checks === 0 },
      ]),
    },
  ];
}

const IN_NAMESPACE = 'namespace/';

/** What was not read, with the namespace where it is one's alone. */
function placeText({ what, scope }: GapRow, locale: Locale): string {
  if (!scope.startsWith(IN_NAMESPACE)) return what;
  const namespace = scope.slice(IN_NAMESPACE.length);
  return getWords('report', locale)('unseen.inNamespace', { what, namespace });
}
