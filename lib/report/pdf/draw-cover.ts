import type { ReportDocument, Section } from '#lib/report/report-document.ts';
import { LateText } from './late-text.ts';
import { ACCENT, INK } from './palette.ts';
import { drawGrade, drawMark } from './shapes.ts';
import { PAGE, TEXT_WIDTH, type Sheet } from './sheet.ts';
import { STYLES, inColor, type Style } from './styles.ts';
import { drawFacts, linkTo } from './draw-text.ts';

const TITLE: Style = { font: 'regular', size: 15, leading: 22, color: ACCENT };
const CLUSTER: Style = { font: 'bold', size: 30, leading: 39, color: INK };
const PRODUCT: Style = { font: 'bold', size: 13, leading: 20, color: INK };
const NUMBER_WIDTH = 40;

/** The pages of sections, written into the contents at the end. */
export type Contents = ReadonlyMap<Section, LateText>;

/** Draws the cover with the contents; returns where the page numbers go. */
export function drawCover(sheet: Sheet, { cover, sections }: ReportDocument): Contents {
  sheet.newPage(false);
  const { doc, root } = sheet;
  const part = sheet.element('Sect', root);
  sheet.artifact(() => {
    doc.rect(0, 0, PAGE.width, 7).fill(ACCENT);
    drawMark(doc, { x: PAGE.left, y: 52, size: 21 });
  });
  sheet.y = 53;
  sheet.paragraph(cover.product, PRODUCT, { parent: part, tag: 'P', x: PAGE.left + 29, width: 200 });
  sheet.y = 150;
  sheet.paragraph(cover.title, TITLE, { parent: part, tag: 'P' });
  sheet.y += 2;
  sheet.paragraph(cover.cluster, CLUSTER, { parent: part, tag: 'H1' });
  sheet.y += 20;
  const top = sheet.y;
  const figure = sheet.element('Figure', part, { alt: cover.score });
  sheet.content(figure, 'Figure', () => drawGrade(doc, cover.grade, { x: PAGE.left, y: top, size: 76 }));
  figure.end();
  sheet.y = top + 20;
  const beside = { parent: part, tag: 'P', x: PAGE.left + 94, width: TEXT_WIDTH - 94 };
  sheet.paragraph(cover.score, { ...STYLES.heading2, size: 14, leading: 21 }, beside);
  sheet.paragraph(cover.coverage, STYLES.soft, beside);
  sheet.y = top + 112;
  sheet.rule(sheet.y - 12);
  drawFacts(sheet, { kind: 'facts', facts: cover.facts }, part);
  const contents = drawContents(sheet, { title: cover.contents, sections, part });
  part.end();
  return contents;
}

function drawContents(
  sheet: Sheet,
  {
    title,
    sections,
    part,
  }: {
    readonly title: string;
    readonly sections: readonly Section[];
    readonly part: PDFKit.PDFStructureElement;
  },
): Contents {
  sheet.y += 6;
  sheet.rule(sheet.y);
  sheet.y += 12;
  sheet.paragraph(title, STYLES.heading3, { parent: part, tag: 'H2' });
  sheet.y += 2;
  const list = sheet.element('TOC', part);
  const numbers = new Map<Section, LateText>();
  const style = inColor(STYLES.body, INK);
  for (const section of sections) {
    const top = sheet.y;
    const number = new LateText(sheet.doc, style, NUMBER_WIDTH);
    const item = sheet.element('TOCI', list);
    const link = sheet.element('Link', item, { alt: section.title });
    sheet.content(link, 'Link', () => {
      sheet.line(section.title, style, { x: PAGE.left, y: top });
      number.place(
        PAGE.width - PAGE.right - NUMBER_WIDTH,
        top + (style.leading - style.size * 1.448) / 2 + 1.4,
      );
    });
    linkTo(
      sheet,
      { x: PAGE.left, y: top, width: TEXT_WIDTH, height: style.leading },
      { element: link, title: section.title, anchor: section.anchor },
    );
    link.end();
    item.end();
    numbers.set(section, number);
    sheet.y = top + style.leading + 1.5;
  }
  list.end();
  return numbers;
}
