import { GAP_REASONS, isUnexpected } from '#lib/model/gap.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { REASON_NAMES, WORDS } from './result-words.ts';
import { printable, wrapped } from './text-layout.ts';
import { say } from './text-style.ts';
import type { TextStyle } from './text-style.ts';

function* notAssessedLines({ controls }: ScanResult, style: TextStyle): Generator<string> {
  const unseen = controls.filter(({ outcome }) => outcome === 'not-assessed' || outcome === 'error');
  if (unseen.length === 0) return;
  yield '';
  yield style.paint.strong(say(style, WORDS.notAssessedTitle));
  for (const { id, reason } of unseen) {
    yield wrapped(printable(reason === null ? id : `${id}: ${reason[style.language]}`), '  ');
  }
}

function kindsOf(gaps: readonly Gap[]): string {
  return [...new Set(gaps.map((gap) => gap.resource ?? gap.slice))].join(', ');
}

/** Yields what was not seen: what should have been one by one, what was left out on purpose in one line a reason. */
export function* gapLines(result: ScanResult, style: TextStyle): Generator<string> {
  yield* notAssessedLines(result, style);
  const { gaps } = result;
  if (gaps.length === 0) return;
  yield '';
  yield style.paint.strong(say(style, WORDS.gaps));
  for (const gap of gaps.filter(isUnexpected)) {
    yield wrapped(
      printable(`${REASON_NAMES[gap.reason][style.language]}: ${gap.message[style.language]}`),
      '  ',
    );
    if (gap.unlock === null) continue;
    const unlock = say(style, WORDS.unlock, { text: gap.unlock[style.language] });
    yield style.paint.faint(wrapped(printable(unlock), '    '));
  }
  for (const reason of GAP_REASONS) {
    const expected = gaps.filter((gap) => gap.reason === reason && !isUnexpected(gap));
    if (expected.length === 0) continue;
    const name = REASON_NAMES[reason][style.language];
    yield wrapped(printable(say(style, WORDS.kinds, { reason: name, kinds: kindsOf(expected) })), '  ');
  }
}
