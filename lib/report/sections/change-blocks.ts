import { getWords } from '#lib/i18n/words.ts';
import { shownScore } from '#lib/views/score-view.ts';
import { timeText } from '#lib/report/formats.ts';
import type { Block, Cell } from '#lib/report/report-document.ts';
import type { ReportMatter } from '#lib/report/report-input.ts';

/** Returns what changed since the scan before in a few words, or that there is none. */
export function changeSentence({ result, changes, locale }: ReportMatter): string {
  const t = getWords('report', locale);
  if (changes === null) return t('changes.first');
  const sentences = [
    t('changes.since', {
      at: timeText(changes.previousAt, locale),
      added: changes.added.length,
      fixed: changes.fixed,
      persisting: changes.persisting,
    }),
    scoreSentence(changes.previousValue, result.score.value, locale),
    changes.newlyChecked > 0 ? t('changes.newlyChecked', { count: changes.newlyChecked }) : '',
    changes.notCheckedAgain > 0 ? t('changes.notCheckedAgain', { count: changes.notCheckedAgain }) : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(locale === 'zh-CN' ? '' : ' ');
}

/** Returns the checks whose findings changed since the scan before. */
export function changeBlocks({ result, changes, locale }: ReportMatter): readonly Block[] {
  const t = getWords('report', locale);
  if (changes === null || changes.byControl.length === 0) return [];
  const titles = new Map(result.controls.map(({ id, title }) => [id, title[locale]]));
  return [
    { kind: 'heading', level: 2, text: t('changes.title'), anchor: 'changes' },
    {
      kind: 'table',
      label: t('changes.title'),
      columns: [
        { label: t('changes.check'), share: 0.72 },
        { label: t('changes.new'), share: 0.14, align: 'right' },
        { label: t('changes.fixed'), share: 0.14, align: 'right' },
      ],
      rows: changes.byControl.map(({ controlId, added, fixed }): readonly Cell[] => [
        { text: titles.get(controlId) ?? controlId },
        { text: String(added), faint: added === 0, strong: added > 0 },
        { text: String(fixed), faint: fixed === 0, strong: fixed > 0 },
      ]),
    },
  ];
}

function scoreSentence(before: number | null, now: number | null, locale: ReportMatter['locale']): string {
  const t = getWords('report', locale);
  if (before === null || now === null) return '';
  if (shownScore(before) === shownScore(now)) return t('changes.sameScore', { now: shownScore(now) });
  return t('changes.score', { before: shownScore(before), now: shownScore(now) });
}
