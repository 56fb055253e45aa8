import type { EvidenceWords } from '#lib/report/report-document.ts';
import type { EvidenceLine } from '#lib/views/evidence-lines.ts';
import { PAGE, type Element, type Sheet } from './sheet.ts';
import { STYLES, type Style } from './styles.ts';

const LABEL = STYLES.small;
const VALUE = STYLES.evidence;
const LABEL_WIDTH = 68;
// Where what was observed begins when it stands beside where it was seen.
const BESIDE = 262;
const GAP = 10;
const END = PAGE.width - PAGE.right;

interface Word {
  readonly text: string;
  readonly style: Style;
  readonly x: number;
}

/** What stands on one line. */
type Line = readonly Word[];

/** Sets one piece of evidence as one paragraph; what is short stands beside what is before it. */
export function drawEvidence(
  sheet: Sheet,
  { evidence, words }: { readonly evidence: EvidenceLine; readonly words: EvidenceWords },
  { parent, x }: { readonly parent: Element; readonly x: number },
): void {
  const lines = linesOf(sheet, evidence, { words, x });
  // A page does not end within it unless it is very long.
  sheet.ensure(Math.min(lines.length * VALUE.leading, PAGE.height / 3));
  const element = sheet.element('P', parent);
  let from = 0;
  while (from < lines.length) {
    if (sheet.room < VALUE.leading) sheet.newPage();
    const part = lines.slice(from, from + Math.max(1, Math.floor(sheet.room / VALUE.leading)));
    sheet.content(element, 'P', () => drawLines(sheet, part));
    from += part.length;
  }
  element.end();
  sheet.y += 2.5;
}

function drawLines(sheet: Sheet, lines: readonly Line[]): void {
  for (const line of lines) {
    for (const { text, style, x } of line) sheet.line(text, style, { x, y: sheet.y });
    sheet.y += VALUE.leading;
  }
}

function linesOf(
  sheet: Sheet,
  { path, observed, expected, command }: EvidenceLine,
  { words, x }: { readonly words: EvidenceWords; readonly x: number },
): readonly Line[] {
  const below = (label: string, text: string): Line[] =>
    text === '' ? [] : valueLines(sheet, { label, text, x });
  const place = below(words.path, path);
  const [where] = place;
  const isShort = sheet.type.width(path, VALUE) <= BESIDE - LABEL_WIDTH - GAP;
  const seen =
    where !== undefined && place.length === 1 && isShort
      ? beside(sheet, { label: words.observed, text: observed, x: x + BESIDE, labelWidth: LABEL_WIDTH })
      : null;
  if (where === undefined || seen === null) {
    return [
      ...place,
      ...below(words.observed, observed),
      ...below(words.expected, expected),
      ...below(words.command, command),
    ];
  }
  const wanted = beside(sheet, {
    label: words.expected,
    text: expected,
    x: x + BESIDE + LABEL_WIDTH + sheet.type.width(observed, VALUE) + GAP * 1.4,
    labelWidth: sheet.type.width(words.expected, LABEL) + GAP * 0.6,
  });
  return [
    [...where, ...seen, ...(wanted ?? [])],
    ...(wanted === null ? below(words.expected, expected) : []),
    ...below(words.command, command),
  ];
}

/** A label and its value, over as many lines as the value takes. */
function valueLines(
  sheet: Sheet,
  { label, text, x }: { readonly label: string; readonly text: string; readonly x: number },
): Line[] {
  const valueX = x + LABEL_WIDTH;
  return sheet.type.lines(text, VALUE, END - valueX).map((line, index) => {
    const value = { text: line, style: VALUE, x: valueX };
    return index === 0 ? [{ text: label, style: LABEL, x }, value] : [value];
  });
}

/** A label and its value for the rest of a line, or null where they have no room there. */
function beside(
  sheet: Sheet,
  place: { readonly label: string; readonly text: string; readonly x: number; readonly labelWidth: number },
): Line | null {
  const { label, text, x, labelWidth } = place;
  if (text === '' || text.includes('\n')) return null;
  const valueX = x + labelWidth;
  if (valueX + sheet.type.width(text, VALUE) > END) return null;
  return [
    { text: label, style: LABEL, x },
    { text, style: VALUE, x: valueX },
  ];
}
