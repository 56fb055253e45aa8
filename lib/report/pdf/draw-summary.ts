import type { Block, Risk } from '#lib/report/report-document.ts';
import { ACCENT, INK, INK_SOFT, SEVERITY_INK, SUNKEN } from './palette.ts';
import { drawGrade, drawHatched, drawSeverity } from './shapes.ts';
import { PAGE, TEXT_WIDTH, type Element, type Sheet } from './sheet.ts';
import { STYLES, inColor, type Style } from './styles.ts';
import { linkTo } from './draw-text.ts';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

const FIGURE_WORD: Style = { ...STYLES.small, color: INK };

/** Draws the grade in its tooth with the score and what is to be known about it. */
export function drawGradeBlock(
  sheet: Sheet,
  { grade, value, aside, notes, alt }: Of<'grade'>,
  parent: Element,
): void {
  const size = 62;
  const x = PAGE.left + size + 16;
  const width = TEXT_WIDTH - size - 16;
  const score: Style = { ...STYLES.heading1, size: 17, leading: 24 };
  const lines = notes.flatMap((note) => sheet.type.lines(note, STYLES.soft, width));
  sheet.ensure(Math.max(size, score.leading + lines.length * STYLES.soft.leading) + 8);
  const top = sheet.y;
  const figure = sheet.element('Figure', parent, { alt });
  sheet.content(figure, 'Figure', () => drawGrade(sheet.doc, grade, { x: PAGE.left, y: top - 3, size }));
  figure.end();
  const words = sheet.element('P', parent);
  sheet.content(words, 'P', () => {
    sheet.line(value, score, { x, y: top });
    const asideX = x + sheet.type.width(value, score) + 12;
    sheet.line(aside, STYLES.soft, { x: asideX, y: top + (score.leading - STYLES.soft.leading) / 2 + 2 });
    for (const [index, line] of lines.entries()) {
      sheet.line(line, STYLES.soft, { x, y: top + score.leading + index * STYLES.soft.leading });
    }
  });
  words.end();
  sheet.y = top + Math.max(size, score.leading + lines.length * STYLES.soft.leading) + 4;
}

/** Draws how many findings each severity has: a bar by length, and below it shape, number and word. */
export function drawSeverityBar(sheet: Sheet, { parts, alt }: Of<'severity-bar'>, parent: Element): void {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const present = parts.filter(({ count }) => count > 0);
  sheet.ensure(34);
  const top = sheet.y;
  const figure = sheet.element('Figure', parent, { alt });
  sheet.content(figure, 'Figure', () => {
    const { doc } = sheet;
    if (total === 0) doc.roundedRect(PAGE.left, top, TEXT_WIDTH, 9, 2).fill(SUNKEN);
    const gap = 1.6;
    // A single finding among thousands is still to be seen.
    const least = 5;
    const free = TEXT_WIDTH - gap * (present.length - 1) - least * present.length;
    let x: number = PAGE.left;
    for (const { severity, count } of present) {
      const width = least + (free * count) / total;
      doc.rect(x, top, width, 9).fill(SEVERITY_INK[severity]);
      x += width + gap;
    }
    x = PAGE.left;
    for (const { severity, count, word } of parts) {
      const style = inColor(STYLES.bodyStrong, count === 0 ? INK_SOFT : SEVERITY_INK[severity]);
      drawSeverity(doc, severity, { x, y: top + 18.6, size: 8.4 });
      const text = `${count} ${word}`;
      sheet.line(text, style, { x: x + 13, y: top + 16 });
      x += 13 + sheet.type.width(text, style) + 20;
    }
  });
  figure.end();
  sheet.y = top + 33;
}

/** Draws the areas as a battlement: a tooth for each, as tall as its score; dashed where nothing was judged. */
export function drawAreas(sheet: Sheet, { areas, none, alt }: Of<'areas'>, parent: Element): void {
  const height = 42;
  const wall = 9;
  sheet.ensure(height + 46);
  const top = sheet.y + 9;
  const floor = top + height;
  const step = TEXT_WIDTH / areas.length;
  const tooth = step * 0.62;
  const figure = sheet.element('Figure', parent, { alt });
  sheet.content(figure, 'Figure', () => {
    const { doc } = sheet;
    doc.rect(PAGE.left, floor, TEXT_WIDTH, wall).fill(ACCENT);
    for (const [index, { name, score }] of areas.entries()) {
      const middle = PAGE.left + step * (index + 0.5);
      const x = middle - tooth / 2;
      const tall = score === null ? height * 0.5 : Math.max(1, (height * score) / 100);
      if (score === null) drawHatched(doc, { x, y: floor - tall, width: tooth, height: tall - 1 });
      else {
        doc.rect(x, top, tooth, height).fill(SUNKEN);
        doc.rect(x, floor - tall, tooth, tall + 0.4).fill(ACCENT);
      }
      const word = score === null ? none : String(score);
      const style = score === null ? STYLES.small : { ...STYLES.bodyStrong };
      centre(sheet, word, { style, middle, y: floor - (score === null ? tall : height) - 14 });
      for (const [at, line] of sheet.type.lines(name, FIGURE_WORD, step - 4).entries()) {
        centre(sheet, line, { style: FIGURE_WORD, middle, y: floor + wall + 4 + at * FIGURE_WORD.leading });
      }
    }
  });
  figure.end();
  sheet.y = floor + wall + 4 + FIGURE_WORD.leading + 2;
}

function centre(
  sheet: Sheet,
  text: string,
  { style, middle, y }: { readonly style: Style; readonly middle: number; readonly y: number },
): void {
  sheet.line(text, style, { x: middle - sheet.type.width(text, style) / 2, y });
}

/** Sets the risks to mend first, each with its fix and a link to its findings. */
export function drawRisks(sheet: Sheet, { risks }: Of<'risks'>, parent: Element): void {
  const list = sheet.element('L', parent);
  for (const [index, risk] of risks.entries()) drawRisk(sheet, risk, { list, isFirst: index === 0 });
  list.end();
  sheet.y += 6;
}

function drawRisk(
  sheet: Sheet,
  risk: Risk,
  { list, isFirst }: { readonly list: Element; readonly isFirst: boolean },
): void {
  const x = PAGE.left + 15;
  const width = PAGE.width - PAGE.right - x;
  const aside = asideOf(sheet, risk);
  const title = sheet.type.lines(risk.title, STYLES.bodyStrong, width - aside.width);
  const sentence = sheet.type.lines(risk.sentence, STYLES.body, width);
  const fix = sheet.type.lines(risk.fix, STYLES.small, width);
  const height =
    (title.length + sentence.length) * STYLES.body.leading + fix.length * STYLES.small.leading + 7;
  sheet.ensure(height);
  const y = sheet.y + 3;
  if (!isFirst && !sheet.isAtTop) sheet.rule(sheet.y, [x, PAGE.width - PAGE.right]);
  const item = sheet.element('LI', list);
  const label = sheet.element('Lbl', item);
  sheet.content(label, 'Lbl', () => {
    drawSeverity(sheet.doc, risk.severity, { x: PAGE.left, y: y + 2.6, size: 8.4 });
    aside.draw(y + (STYLES.body.leading - STYLES.small.leading) / 2);
  });
  label.end();
  const body = sheet.element('LBody', item);
  const link = sheet.element('Link', body, { alt: risk.title });
  sheet.y = y;
  sheet.content(link, 'Link', () => {
    for (const line of title) drawLine(sheet, line, { style: STYLES.bodyStrong, x });
  });
  linkTo(
    sheet,
    { x, y, width: width - aside.width, height: sheet.y - y },
    { element: link, title: risk.title, anchor: risk.anchor },
  );
  link.end();
  const words = sheet.element('P', body);
  sheet.content(words, 'P', () => {
    for (const line of sentence) drawLine(sheet, line, { style: STYLES.body, x });
    for (const line of fix) drawLine(sheet, line, { style: STYLES.small, x });
  });
  words.end();
  body.end();
  item.end();
  sheet.y += 4;
}

/** What a risk gives when it is mended, and its severity in words: both at the end of its line. */
function asideOf(sheet: Sheet, risk: Risk): { readonly width: number; readonly draw: (y: number) => void } {
  const severity = inColor(STYLES.smallStrong, SEVERITY_INK[risk.severity]);
  const severityWidth = sheet.type.width(risk.severityWord, severity);
  const points = risk.points ?? '';
  const pointsWidth = points === '' ? 0 : sheet.type.width(points, STYLES.small) + 10;
  const end = PAGE.width - PAGE.right;
  return {
    width: severityWidth + pointsWidth + 10,
    draw: (y) => {
      sheet.line(risk.severityWord, severity, { x: end - severityWidth, y });
      sheet.line(points, STYLES.small, { x: end - severityWidth - pointsWidth, y });
    },
  };
}

function drawLine(
  sheet: Sheet,
  text: string,
  { style, x }: { readonly style: Style; readonly x: number },
): void {
  sheet.line(text, style, { x, y: sheet.y });
  sheet.y += style.leading;
}
