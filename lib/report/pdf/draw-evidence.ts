import type { EvidenceWords } from '#lib/report/report-document.ts';
import type { EvidenceLine } from '#lib/views/evidence-lines.ts';
import { PAGE, type Element, type Sheet } from './sheet.ts';
import { STYLES } from './styles.ts';

const LABEL = STYLES.small;
const VALUE = STYLES.evidence;
const LABEL_WIDTH = 68;
// Where what was observed begins when it stands beside where it was seen.
const BESIDE = 262;
const GAP = 10;

interface Entry {
  readonly label: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly valueX: number;
  /** Stands on the line of the entry before it. */
  readonly isBeside: boolean;
}

/** Sets one piece of evidence as one paragraph, and no page ends within it unless it is taller than one. */
export function drawEvidence(
  sheet: Sheet,
  { evidence, words }: { readonly evidence: EvidenceLine; readonly words: EvidenceWords },
  { parent, x }: { readonly parent: Element; readonly x: number },
): void {
  const entries = entriesOf(sheet, evidence, { words, x });
  sheet.ensure(Math.min(heightOf(entries), PAGE.height / 3));
  const element = sheet.element('P', parent);
  let from = 0;
  while (from < entries.length) from = drawPart(sheet, element, { entries, from });
  element.end();
  sheet.y += 2.5;
}

/** Draws the entries that fit on the page; returns the first of those that do not. */
function drawPart(
  sheet: Sheet,
  element: Element,
  { entries, from }: { readonly entries: readonly Entry[]; readonly from: number },
): number {
  const [first] = entries.slice(from);
  if (first !== undefined) sheet.ensure(Math.min(first.lines.length, 30) * VALUE.leading);
  let next = from;
  sheet.content(element, 'P', () => {
    for (const entry of entries.slice(from)) {
      const top = entry.isBeside ? sheet.y - VALUE.leading : sheet.y;
      const isTooTall = top + entry.lines.length * VALUE.leading > sheet.y + sheet.room;
      if (isTooTall && next > from) return;
      sheet.line(entry.label, LABEL, { x: entry.x, y: top });
      for (const [index, line] of entry.lines.entries()) {
        sheet.line(line, VALUE, { x: entry.valueX, y: top + index * VALUE.leading });
      }
      sheet.y = top + entry.lines.length * VALUE.leading;
      next += 1;
    }
  });
  return next;
}

function entriesOf(
  sheet: Sheet,
  { path, observed, expected, command }: EvidenceLine,
  { words, x }: { readonly words: EvidenceWords; readonly x: number },
): Entry[] {
  const full = PAGE.width - PAGE.right - x - LABEL_WIDTH;
  const below = (label: string, text: string): Entry[] =>
    text === ''
      ? []
      : [{ label, lines: sheet.type.lines(text, VALUE, full), x, valueX: x + LABEL_WIDTH, isBeside: false }];
  const isShort = path !== '' && sheet.type.width(path, VALUE) <= BESIDE - LABEL_WIDTH - GAP;
  const seen = isShort
    ? beside(sheet, { label: words.observed, text: observed, x: x + BESIDE, labelWidth: LABEL_WIDTH })
    : null;
  const wanted =
    seen === null
      ? null
      : beside(sheet, {
          label: words.expected,
          text: expected,
          x: seen.valueX + sheet.type.width(observed, VALUE) + GAP * 1.4,
          labelWidth: sheet.type.width(words.expected, LABEL) + GAP * 0.6,
        });
  return [
    ...below(words.path, path),
    ...(seen === null ? below(words.observed, observed) : [seen]),
    ...(wanted === null ? below(words.expected, expected) : [wanted]),
    ...below(words.command, command),
  ];
}

/** Returns an entry that goes on the line before it, or null where it has no room there. */
function beside(
  sheet: Sheet,
  place: { readonly label: string; readonly text: string; readonly x: number; readonly labelWidth: number },
): Entry | null {
  const { label, text, x, labelWidth } = place;
  const valueX = x + labelWidth;
  if (text === '' || text.includes('\n')) return null;
  if (valueX + sheet.type.width(text, VALUE) > PAGE.width - PAGE.right) return null;
  return { label, lines: [text], x, valueX, isBeside: true };
}

function heightOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { lines, isBeside }) => sum + (isBeside ? 0 : lines.length), 0) * VALUE.leading;
}
