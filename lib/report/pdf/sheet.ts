import type { ReportDocument } from '#lib/report/report-document.ts';
import { LateText } from './late-text.ts';
import { LINE } from './palette.ts';
import { STYLES, type Style } from './styles.ts';
import { TypeCase } from './type-case.ts';

export type Element = PDFKit.PDFStructureElement;

/** Attributes of a structure element that pdfkit writes and its types leave out. */
export interface ElementOptions {
  readonly alt?: string;
  readonly title?: string;
  readonly scope?: 'Row' | 'Column';
}

/** The page's measures in points: A4. */
export const PAGE = { width: 595.28, height: 841.89, left: 54, right: 54, top: 58, bottom: 62 } as const;
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
const FLOOR = PAGE.height - PAGE.bottom;

// Of the font, in sizes: how tall its line is and how far its baseline lies below the line's top.
const LINE_BOX = 1.448;
const ASCENT = 1.16;

/** Where a paragraph goes. */
export interface Place {
  readonly parent: Element;
  readonly tag: string;
  readonly x?: number;
  readonly width?: number;
  /** Stands before the first line, at a place of its own. */
  readonly label?: { readonly text: string; readonly x: number };
}

/** The pages of a report: where the next line goes, what belongs to which element, head and foot. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly type: TypeCase;
  readonly root: Element;
  readonly #report: ReportDocument;
  readonly #total: LateText;
  /** Top of the next line. */
  y: number = PAGE.top;
  pages = 0;

  constructor(doc: PDFKit.PDFDocument, report: ReportDocument) {
    this.doc = doc;
    this.type = new TypeCase(doc, report.locale);
    this.#report = report;
    this.#total = new LateText(doc, STYLES.foot, 120);
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
  }

  /** Points left on the page. */
  get room(): number {
    return FLOOR - this.y;
  }

  get isAtTop(): boolean {
    return this.y <= PAGE.top;
  }

  /** Begins a new page; the cover has no foot. */
  newPage(hasFoot = true): void {
    this.doc.addPage({ size: 'A4', margin: 0 });
    this.pages += 1;
    this.y = PAGE.top;
    if (hasFoot) this.artifact(() => this.#drawFoot());
  }

  /** Begins a new page where fewer points are left. */
  ensure(height: number): void {
    if (height > this.room && !this.isAtTop) this.newPage();
  }

  /** Adds an element below another; it takes its place in reading order now. */
  element(tag: string, parent: Element, options: ElementOptions = {}): Element {
    const element = this.doc.struct(tag, options);
    parent.add(element);
    return element;
  }

  /** Draws what belongs to an element on this page. */
  content(element: Element, tag: string, draw: () => void): void {
    element.add(this.doc.markStructureContent(tag));
    draw();
    this.doc.endMarkedContent();
  }

  /** Draws what says nothing: rules, grounds, the foot. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  /** Draws one line of text. */
  line(text: string, style: Style, { x, y }: { readonly x: number; readonly y: number }): void {
    if (text === '') return;
    // The line's box is centred on the leading, so that styles of one leading stand on one line.
    const above = (style.leading - style.size * LINE_BOX) / 2 + style.size * ASCENT;
    this.type.write(text, style, { x, y: y + above });
  }

  /** Sets a paragraph, over as many pages as it takes; ends its element. */
  paragraph(text: string, style: Style, place: Place): void {
    const { x = PAGE.left, width = TEXT_WIDTH } = place;
    const lines = this.type.lines(text, style, width);
    const element = this.element(place.tag, place.parent);
    let from = 0;
    while (from < lines.length) {
      const left = lines.length - from;
      let fits = Math.floor(this.room / style.leading);
      // No page begins or ends with one line of a longer paragraph.
      if (fits < left && left - fits === 1) fits -= 1;
      if (fits < Math.min(2, left)) {
        if (this.isAtTop) fits = 1;
        else {
          this.newPage();
          continue;
        }
      }
      const part = lines.slice(from, from + fits);
      const label = from === 0 ? place.label : undefined;
      this.content(element, place.tag, () => {
        if (label !== undefined) this.line(label.text, style, { x: label.x, y: this.y });
        this.#lines(part, style, x);
      });
      from += part.length;
    }
    element.end();
  }

  /** Draws a hair line across the text. */
  rule(y: number, [from, to]: readonly [number, number] = [PAGE.left, PAGE.width - PAGE.right]): void {
    this.artifact(() => this.doc.moveTo(from, y).lineTo(to, y).lineWidth(0.5).strokeColor(LINE).stroke());
  }

  /** Writes what only the end knows, and closes the document. */
  finish(): void {
    this.root.end();
    this.#total.write(this.#report.totalText(this.pages));
    this.doc.end();
  }

  #lines(lines: readonly string[], style: Style, x: number): void {
    for (const line of lines) {
      this.line(line, style, { x, y: this.y });
      this.y += style.leading;
    }
  }

  #drawFoot(): void {
    const style = STYLES.foot;
    const y = PAGE.height - 38;
    const page = this.#report.pageText(this.pages);
    // Two digits are the usual; more of them only reach a little further out.
    const likely = `${page}${this.#report.totalText(88)}`;
    const x = PAGE.width - PAGE.right - this.type.width(likely, style);
    this.line(page, style, { x, y });
    this.#total.place(x + this.type.width(page, style), y + (style.leading - style.size * 1.448) / 2 + 1.2);
    // The margin has room for a second line, which the longest names of clusters take.
    const lines = this.type.lines(this.#report.footer, style, TEXT_WIDTH - 90).slice(0, 2);
    for (const [index, line] of lines.entries()) {
      this.line(line, style, { x: PAGE.left, y: y + (index - lines.length + 1) * style.leading });
    }
  }
}
