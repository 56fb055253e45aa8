import { PAGE } from './sheet.ts';

interface Outline {
  addItem(title: string, options: object): Outline;
}

/** The outline that readers show beside the pages: sections, their headings, and the checks below them. */
export class Bookmarks {
  readonly #path: Outline[];

  constructor(doc: PDFKit.PDFDocument) {
    this.#path = [doc.outline];
  }

  /** Adds a bookmark to the page in work; `top` is what the reader shows first. */
  add(level: 1 | 2 | 3, title: string, top: number): void {
    // A level left out, as a check without an area, hangs on the last one above it.
    this.#path.length = Math.min(level, this.#path.length);
    const item = this.#path.at(-1)?.addItem(title, {
      fit: false,
      top: Math.max(0, top),
      // pdfkit counts the left edge from the right.
      left: PAGE.width,
      zoom: 0,
      expanded: level === 1,
    });
    if (item !== undefined) this.#path.push(item);
  }
}

/** Gives pages their printed numbers in a reader's own page field. */
export function labelPages(doc: PDFKit.PDFDocument): void {
  const { _root } = doc as unknown as { readonly _root: { readonly data: Record<string, unknown> } };
  _root.data['PageLabels'] = { Nums: [0, { S: 'D' }] };
}
