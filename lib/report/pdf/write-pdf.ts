import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Block, ReportDocument, Section } from '#lib/report/report-document.ts';
import { Bookmarks, labelPages } from './bookmarks.ts';
import { drawCover } from './draw-cover.ts';
import { drawFindings } from './draw-findings.ts';
import { drawLegend, drawMatrix } from './draw-matrix.ts';
import { drawAreas, drawGradeBlock, drawRisks, drawSeverityBar } from './draw-summary.ts';
import { drawTable } from './draw-table.ts';
import { drawCode, drawFacts, drawHeading, drawLabelled, drawLinks, drawParagraph } from './draw-text.ts';
import { PAGE, Sheet, type Element } from './sheet.ts';
import { STYLES } from './styles.ts';

export interface PdfSinks {
  /** Takes the file piece by piece, as pages are finished. */
  readonly onBytes: (bytes: Uint8Array) => void;
  /** Told how many findings are set. */
  readonly onFindings: (done: number) => void;
  readonly createdAt: Date;
}

/** Sets a report in type and returns how many pages it has; everything is written when it returns. */
export async function writePdf(report: ReportDocument, sinks: PdfSinks): Promise<number> {
  const doc = new PDFDocument({
    autoFirstPage: false,
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    // PDF/UA-1, which the types do not know yet.
    ...({ subset: 'PDF/UA' } as object),
    tagged: true,
    lang: report.locale,
    displayTitle: true,
    info: {
      Title: report.title,
      Subject: report.subject,
      Author: report.cover.product,
      Creator: report.cover.product,
      CreationDate: sinks.createdAt,
    },
  });
  const ended = new Promise((resolve, reject) => doc.once('end', resolve).once('error', reject));
  doc.on('data', sinks.onBytes);
  const sheet = new Sheet(doc, report);
  labelPages(doc);
  const contents = drawCover(sheet, report);
  const book = new Bookmarks(doc);
  book.add(1, report.coverWord, 0);
  let done = 0;
  const onFinding = (): void => {
    done += 1;
    if (done % 50 === 0) sinks.onFindings(done);
  };
  for (const section of report.sections) {
    const part = beginSection(sheet, section, book);
    contents.get(section)?.write(String(sheet.pages), 'right');
    let page = sheet.pages;
    for (const block of section.blocks) {
      drawBlock(sheet, block, { part, book, onFinding });
      // What is finished leaves for the reader before more is made.
      if (sheet.pages !== page) await setImmediate();
      page = sheet.pages;
    }
    part.end();
  }
  sheet.finish();
  await ended;
  return sheet.pages;
}

/** Sets a section's title: on a new page where it asks for one or little of the old one is left. */
function beginSection(sheet: Sheet, section: Section, book: Bookmarks): Element {
  if (section.onNewPage === true || sheet.room < 300) {
    if (!sheet.isAtTop) sheet.newPage();
  } else {
    sheet.y += 26;
  }
  sheet.doc.addNamedDestination(section.anchor, 'XYZ', PAGE.left, sheet.y - 8, null);
  book.add(1, section.title, sheet.y);
  const part = sheet.element('Sect', sheet.root, { title: section.title });
  sheet.paragraph(section.title, STYLES.heading1, { parent: part, tag: 'H1' });
  sheet.y += 6;
  return part;
}

interface Surroundings {
  readonly part: Element;
  readonly book: Bookmarks;
  readonly onFinding: () => void;
}

type Drawers = {
  readonly [K in Block['kind']]: (
    sheet: Sheet,
    block: Extract<Block, { kind: K }>,
    surroundings: Surroundings,
  ) => void;
};

const DRAW: Drawers = {
  heading: (sheet, block, { part, book }) => {
    drawHeading(sheet, block, part);
    book.add(block.level, block.text, sheet.y - STYLES.heading2.leading - 12);
  },
  paragraph: (sheet, block, { part }) => drawParagraph(sheet, block, part),
  labelled: (sheet, block, { part }) => drawLabelled(sheet, block, part),
  facts: (sheet, block, { part }) => drawFacts(sheet, block, part),
  code: (sheet, block, { part }) => drawCode(sheet, block.text, { parent: part }),
  links: (sheet, block, { part }) => drawLinks(sheet, block, part),
  findings: (sheet, block, { part, onFinding }) => drawFindings(sheet, block, { parent: part, onFinding }),
  table: (sheet, block, { part }) => drawTable(sheet, block, part),
  grade: (sheet, block, { part }) => drawGradeBlock(sheet, block, part),
  'severity-bar': (sheet, block, { part }) => drawSeverityBar(sheet, block, part),
  areas: (sheet, block, { part }) => drawAreas(sheet, block, part),
  risks: (sheet, block, { part }) => drawRisks(sheet, block, part),
  matrix: (sheet, block, { part }) => drawMatrix(sheet, block, part),
  legend: (sheet, block, { part }) => drawLegend(sheet, block, part),
};

function drawBlock(sheet: Sheet, block: Block, surroundings: Surroundings): void {
  // Each kind's drawer takes exactly that kind; the types cannot follow the kind through the table.
  const draw = DRAW[block.kind] as (sheet: Sheet, block: Block, surroundings: Surroundings) => void;
  draw(sheet, block, surroundings);
}
