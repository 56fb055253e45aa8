import { fillOperator, insideOf, type DocumentInside, type FormInside } from './fonts-inside.ts';
import type { Style } from './styles.ts';

/**
 * A text whose words are known only at the end, such as the number of pages: pages refer to it while they are
 * written and let go, and it is written once, last.
 */
export class LateText {
  readonly #doc: PDFKit.PDFDocument;
  readonly #inside: DocumentInside;
  readonly #style: Style;
  readonly #name: string;
  readonly #form: FormInside;
  readonly #width: number;

  constructor(doc: PDFKit.PDFDocument, style: Style, width: number) {
    this.#doc = doc;
    this.#inside = insideOf(doc);
    this.#style = style;
    this.#width = width;
    doc.font(style.font);
    const { id } = this.#inside._font;
    this.#form = this.#inside.ref({
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, -style.size, width, style.size * 2],
      Resources: { Font: { [id]: this.#inside._font.ref() } },
    });
    this.#name = `Late${this.#form.id}`;
  }

  /** Places the text on the page in work; `y` is the top of its line. */
  place(x: number, y: number): void {
    const { page } = this.#inside;
    page.xobjects[this.#name] = this.#form;
    const baseline = y + this.#style.size;
    // The page is upside down for pdfkit; the text has to be turned back.
    this.#doc.addContent(`q 1 0 0 -1 ${x.toFixed(2)} ${baseline.toFixed(2)} cm /${this.#name} Do Q`);
  }

  /** Writes the text; a right-aligned one ends at the end of its place. */
  write(text: string, align: 'left' | 'right' = 'left'): void {
    const { font, size, color } = this.#style;
    this.#doc.font(font).fontSize(size);
    const { _font } = this.#inside;
    const x = align === 'left' ? 0 : this.#width - this.#doc.widthOfString(text);
    const [codes] = _font.encode(text);
    this.#form.write(
      `${fillOperator(color)} BT 1 0 0 1 ${x.toFixed(2)} 0 Tm /${_font.id} ${size} Tf <${codes.join('')}> Tj ET`,
    );
    this.#form.end();
  }
}
