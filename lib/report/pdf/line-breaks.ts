/** How wide a piece of text is. */
export type Measure = (text: string) => number;

// One step of a line: a Chinese, Japanese or Korean letter, or a run without a place to break.
const PIECE =
  /[\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]|[^\s\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]+/gu;
const WIDE = /^[\u2e80-\uffef]/u;
const CLOSING = /^[，。、；：！？）】》」』”’…％·,.;:!?)\]}%]/u;
// A last line shorter than this share of the width looks lost.
const WIDOW_SHARE = 0.08;
const OPENING = /[（【《「『“‘([{]$/u;

interface Piece {
  readonly text: string;
  /** How many spaces stand before it. */
  readonly spaces: number;
}

/**
 * Returns text as lines no wider than `width`. Breaks at spaces and between Chinese characters, never before
 * closing or after opening punctuation; only a word wider than a line is broken inside, by preference after
 * a separator.
 */
export function breakLines(text: string, width: number, measure: Measure): string[] {
  return clean(text)
    .split('\n')
    .flatMap((paragraph) => breakParagraph(paragraph, width, measure));
}

/** Control characters have no shape, and a tab none that is known. */
function clean(text: string): string {
  return (
    text
      .replaceAll('\r\n', '\n')
      .replaceAll('\t', '  ')
      // oxlint-disable-next-line eslint/no-control-regex -- these are what is to go
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ')
      .replace(/\n+$/, '')
  );
}

function breakParagraph(paragraph: string, width: number, measure: Measure): string[] {
  const space = measure(' ');
  const lines: string[] = [];
  let line = ' '.repeat(indentOf(paragraph));
  let used = line.length * space;
  let isEmpty = true;
  let lastGap = 0;
  const put = (piece: Piece, pieceWidth: number): void => {
    const gap = isEmpty ? 0 : piece.spaces;
    if (!isEmpty && used + gap * space + pieceWidth > width) {
      lines.push(line);
      line = piece.text;
      used = pieceWidth;
      lastGap = piece.spaces;
      return;
    }
    line += ' '.repeat(gap) + piece.text;
    used += gap * space + pieceWidth;
    isEmpty = false;
  };
  for (const piece of piecesOf(paragraph)) {
    const pieceWidth = measure(piece.text);
    if (pieceWidth <= width) put(piece, pieceWidth);
    else
      for (const part of splitWord(piece.text, width, measure)) put({ ...piece, text: part }, measure(part));
  }
  const isWidow = lines.length > 0 && used < width * WIDOW_SHARE;
  return isWidow ? withCompany(lines, line, lastGap) : [...lines, line];
}

/** Gives a last line of hardly a word the last step of the line before it. */
function withCompany(lines: readonly string[], widow: string, gap: number): string[] {
  const before = lines.at(-1) ?? '';
  const moved = piecesOf(before).at(-1)?.text ?? '';
  const rest = before.slice(0, before.length - moved.length).trimEnd();
  // A line that would be left with little is no better than the widow.
  if (rest.length < before.length / 2) return [...lines, widow];
  return [...lines.slice(0, -1), rest, moved + ' '.repeat(gap) + widow];
}

/** Returns how many spaces a line of code begins with. */
function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** Returns a text's steps: words, and Chinese characters with the punctuation that clings to them. */
export function piecesOf(paragraph: string): Piece[] {
  const pieces: { text: string; spaces: number }[] = [];
  let end = 0;
  for (const { 0: text, index } of paragraph.matchAll(PIECE)) {
    const spaces = index - end;
    end = index + text.length;
    const last = pieces.at(-1);
    if (last !== undefined && spaces === 0 && sticks(last.text, text)) last.text += text;
    else pieces.push({ text, spaces });
  }
  return pieces;
}

/** Returns whether a text ends with a character that no space follows. */
export function endsWide(text: string): boolean {
  return WIDE.test(text.slice(-1));
}

/** Returns whether no line may end between two pieces that stand together. */
function sticks(before: string, after: string): boolean {
  if (!endsWide(before) && !WIDE.test(after)) return true;
  return CLOSING.test(after) || OPENING.test(before);
}

function splitWord(word: string, width: number, measure: Measure): string[] {
  const parts: string[] = [];
  let rest = Array.from(word);
  while (rest.length > 0) {
    const fits = fittingCount(rest, width, measure);
    const cut = fits === rest.length ? fits : goodCut(rest, fits);
    parts.push(rest.slice(0, cut).join(''));
    rest = rest.slice(cut);
  }
  return parts;
}

function fittingCount(letters: readonly string[], width: number, measure: Measure): number {
  let used = 0;
  for (const [index, letter] of letters.entries()) {
    used += measure(letter);
    if (used > width) return Math.max(1, index);
  }
  return letters.length;
}

/** Returns the last place after a separator in the second half of what fits, or all that fits. */
function goodCut(letters: readonly string[], fits: number): number {
  for (let index = fits; index > fits / 2; index -= 1) {
    if (/[/.\-_,=:;|&?]/.test(letters[index - 1] ?? '')) return index;
  }
  return fits;
}
