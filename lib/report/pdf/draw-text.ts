import type { Block } from '#lib/report/report-document.ts';
import { SUNKEN } from './palette.ts';
import { drawSeverity } from './shapes.ts';
import { PAGE, TEXT_WIDTH, type Element, type Sheet } from './sheet.ts';
import { STYLES } from './styles.ts';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

// A heading never stands alone at the foot of a page: this much of what follows comes with it. Below one of an
// area stands that of its first check, which wants company of its own.
const COMPANY = { 2: 116, 3: 64 } as const;

/** Sets a heading with its mark and the words at the end of its line, and makes it a place to go to. */
export function drawHeading(sheet: Sheet, block: Of<'heading'>, parent: Element): void {
  const style = block.level === 2 ? STYLES.heading2 : STYLES.heading3;
  const indent = block.severity === undefined ? 0 : 15;
  const aside = block.aside ?? '';
  const asideWidth = aside === '' ? 0 : sheet.type.width(aside, STYLES.small) + 12;
  const lines = sheet.type.lines(block.text, style, TEXT_WIDTH - indent - asideWidth);
  const above = sheet.isAtTop ? 0 : block.level === 2 ? 14 : 10;
  sheet.ensure(above + lines.length * style.leading + COMPANY[block.level]);
  if (!sheet.isAtTop) sheet.y += above;
  const top = sheet.y;
  if (block.anchor !== null) sheet.doc.addNamedDestination(block.anchor, 'XYZ', PAGE.left, top - 6, null);
  const tag = `H${block.level}`;
  const element = sheet.element(tag, parent);
  sheet.content(element, tag, () => {
    if (block.severity !== undefined) {
      drawSeverity(sheet.doc, block.severity, { x: PAGE.left, y: top + style.leading / 2 - 4.5, size: 9 });
    }
    for (const line of lines) {
      sheet.line(line, style, { x: PAGE.left + indent, y: sheet.y });
      sheet.y += style.leading;
    }
    const x = PAGE.width - PAGE.right - asideWidth + 12;
    sheet.line(aside, STYLES.small, { x, y: top + (style.leading - STYLES.small.leading) / 2 });
  });
  element.end();
  sheet.y += block.level === 2 ? 5 : 3;
  if (block.level === 2) {
    sheet.rule(sheet.y - 3);
    sheet.y += 4;
  }
}

/** Sets a paragraph. */
export function drawParagraph(sheet: Sheet, { text, look }: Of<'paragraph'>, parent: Element): void {
  sheet.paragraph(text, STYLES[look], { parent, tag: 'P' });
  sheet.y += look === 'lead' ? 9 : 6;
}

/** Sets a paragraph below its label. */
export function drawLabelled(sheet: Sheet, { label, text }: Of<'labelled'>, parent: Element): void {
  sheet.ensure(STYLES.bodyStrong.leading * 3);
  sheet.paragraph(label, STYLES.smallStrong, { parent, tag: 'P' });
  sheet.paragraph(text, STYLES.body, { parent, tag: 'P' });
  sheet.y += 6;
}

/** Sets terms beside what stands for them. */
export function drawFacts(sheet: Sheet, { facts }: Of<'facts'>, parent: Element): void {
  const list = sheet.element('L', parent);
  const termWidth = 132;
  for (const { term, value } of facts) {
    const style = STYLES.table;
    const words = { ...STYLES.small, leading: style.leading };
    const terms = sheet.type.lines(term, words, termWidth - 10);
    const values = sheet.type.lines(value, style, TEXT_WIDTH - termWidth);
    const height = Math.max(terms.length, values.length) * style.leading + 3;
    sheet.ensure(height);
    const top = sheet.y;
    const item = sheet.element('LI', list);
    const label = sheet.element('Lbl', item);
    const body = sheet.element('LBody', item);
    sheet.content(label, 'Lbl', () => {
      for (const [index, line] of terms.entries()) {
        sheet.line(line, words, { x: PAGE.left, y: top + index * style.leading });
      }
    });
    sheet.content(body, 'LBody', () => {
      for (const [index, line] of values.entries()) {
        sheet.line(line, style, { x: PAGE.left + termWidth, y: top + index * style.leading });
      }
    });
    label.end();
    body.end();
    item.end();
    sheet.y = top + height;
  }
  list.end();
  sheet.y += 8;
}

const WHOLE_LINES = 20;

/** Sets a manifest or command on a ground of its own, over as many pages as it takes. */
export function drawCode(sheet: Sheet, text: string, place: { parent: Element; x?: number }): void {
  const { parent, x = PAGE.left } = place;
  const style = STYLES.code;
  const pad = 6;
  const width = PAGE.width - PAGE.right - x;
  const lines = sheet.type.lines(text, style, width - 2 * pad);
  // What fits on a page with ease is not divided between two.
  if (lines.length <= WHOLE_LINES) sheet.ensure(lines.length * style.leading + 2 * pad);
  const element = sheet.element('Code', parent);
  let from = 0;
  while (from < lines.length) {
    const left = lines.length - from;
    let fits = Math.floor((sheet.room - 2 * pad) / style.leading);
    if (fits < Math.min(left, 3)) {
      if (sheet.isAtTop) fits = left;
      else {
        sheet.newPage();
        continue;
      }
    }
    const part = lines.slice(from, from + fits);
    const height = part.length * style.leading + 2 * pad - 2;
    const top = sheet.y;
    sheet.artifact(() => sheet.doc.roundedRect(x, top, width, height, 3).fill(SUNKEN));
    sheet.content(element, 'Code', () => {
      for (const [index, line] of part.entries()) {
        sheet.line(line, style, { x: x + pad, y: top + pad - 1 + index * style.leading });
      }
    });
    sheet.y = top + height + 5;
    from += part.length;
  }
  element.end();
}

/** Sets links one below the other, each with its address to read on paper. */
export function drawLinks(sheet: Sheet, { label, links }: Of<'links'>, parent: Element): void {
  const style = STYLES.link;
  sheet.ensure(style.leading * 4);
  sheet.paragraph(label, STYLES.smallStrong, { parent, tag: 'P' });
  for (const { title, url } of links) {
    const lines = sheet.type.lines(`${title}: ${url}`, style, TEXT_WIDTH);
    sheet.ensure(lines.length * style.leading);
    const top = sheet.y;
    const block = sheet.element('P', parent);
    const element = sheet.element('Link', block, { alt: title });
    sheet.content(element, 'Link', () => {
      for (const line of lines) {
        sheet.line(line, style, { x: PAGE.left, y: sheet.y });
        sheet.y += style.leading;
      }
    });
    const width = Math.max(...lines.map((line) => sheet.type.width(line, style)));
    linkTo(sheet, { x: PAGE.left, y: top, width, height: sheet.y - top }, { url, element, title });
    element.end();
    block.end();
  }
  sheet.y += 8;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Makes an area lead to a web address, or to a place in the report. */
export function linkTo(
  { doc }: Sheet,
  { x, y, width, height }: Area,
  target: {
    readonly element: Element;
    readonly title: string;
    readonly url?: string;
    readonly anchor?: string;
  },
): void {
  const options = { structParent: target.element, Contents: asString(target.title) } as object;
  if (target.url !== undefined) doc.link(x, y, width, height, target.url, options);
  if (target.anchor !== undefined) doc.goTo(x, y, width, height, target.anchor, options);
}

/** A plain string would be written as a name; pdfkit tells texts by the wrapper. */
function asString(value: string): object {
  return Object(value) as object;
}
