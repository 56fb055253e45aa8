import { getWords } from '#lib/i18n/words.ts';
import type { Locale } from '#lib/model/text.ts';
import type { Clause } from '#lib/views/verdict-clauses.ts';
import { verdictOf, type Verdict } from '#lib/views/verdict-sentence.ts';
import type { ReportMatter } from '#lib/report/report-input.ts';

/** Returns the one sentence about the cluster, as the overview says it. */
export function verdictText(matter: ReportMatter): string {
  const { result, locale } = matter;
  const verdict = verdictOf({ kinds: countKinds(matter), score: result.score, coverage: result.coverage });
  const sentence = sentenceOf(verdict, matter);
  // A clause may stand first or within the sentence; only there does it want a capital.
  return locale === 'en' ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence;
}

function sentenceOf(verdict: Verdict, matter: ReportMatter): string {
  const t = getWords('verdict', matter.locale);
  const cluster = matter.clusterName;
  switch (verdict.kind) {
    case 'blind':
      return verdict.clauses.length === 0
        ? t('blind', { cluster })
        : t.markup('blindBut', { cluster, s: () => clausesText(verdict.clauses, matter) });
    case 'serious':
      return t.markup('serious', { s: () => clausesText(verdict.clauses, matter) });
    case 'moderate':
      return t.markup('moderate', { s: () => clausesText(verdict.clauses, matter) });
    case 'minor':
      return t('minor', { count: verdict.count });
    case 'clearSoFar':
      return t('clearSoFar', { notAssessed: verdict.notAssessed });
    case 'clear':
      return t('clear', { assessed: verdict.assessed });
  }
}

function clausesText([first, second]: readonly Clause[], { failing, locale }: ReportMatter): string {
  const t = getWords('verdict', locale);
  const say = ({ name, count, controlIds }: Clause): string =>
    t.markup(`clauses.${name}`, {
      count,
      title: titleOf(controlIds[0], failing, locale),
      a: (words) => words,
    });
  if (first === undefined) return '';
  if (second === undefined) return say(first);
  return t.markup('and', { one: () => say(first), two: () => say(second) });
}

function titleOf(id: string | undefined, failing: ReportMatter['failing'], locale: Locale): string {
  return failing.find(({ control }) => control.id === id)?.control.failTitle[locale] ?? '';
}

/** Findings counted by check, message and severity. */
function countKinds({ result }: ReportMatter): Parameters<typeof verdictOf>[0]['kinds'] {
  const kinds = Map.groupBy(
    result.findings,
    ({ controlId, messageId, severity }) => `${controlId} ${messageId} ${severity}`,
  );
  return [...kinds.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { controlId, messageId, severity } = first;
    return [{ controlId, messageId, severity, count: others.length + 1 }];
  });
}
