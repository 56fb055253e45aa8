import { fileURLToPath } from 'node:url';
import type { Locale } from '#lib/model/text.ts';
import { Face } from './face.ts';
import { fillOperator, insideOf, type FontInside } from './fonts-inside.ts';
import { breakLines, endsWide, piecesOf } from './line-breaks.ts';
import type { FontName, Style } from './styles.ts';

const FONT_FILES = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const satisfies Partial<Record<FontName, string>>;

// The font's letters of half a Chinese character's width: what is to be typed stands in columns.
const HALF_WIDTH = ['hwid'] as const;
// Quotation marks and the ellipsis are as wide as a Chinese character unless the font is asked otherwise.
const PROPORTIONAL = ['pwid'] as const;
const WIDE_MARKS = /[‘’“”…]/;

/**
 * The fonts of a document: measures, breaks and writes text. pdfkit's own text function would shape and place
 * every line anew.
 */
export class TypeCase {
  readonly #doc: PDFKit.PDFDocument;
  readonly #faces: Readonly<Record<FontName, Face>>;
  /** For words with marks that would be too wide in this language. */
  readonly #narrow: Partial<Readonly<Record<FontName, Face>>>;
  readonly #colors = new Map<string, string>();

  constructor(doc: PDFKit.PDFDocument, locale: Locale) {
    this.#doc = doc;
    const regular = this.#load('regular');
    const bold = this.#load('bold');
    this.#faces = {
      regular: new Face(regular),
      bold: new Face(bold),
      code: new Face(regular, { features: HALF_WIDTH, isKerned: false }),
    };
    this.#narrow =
      locale === 'zh-CN'
        ? {}
        : {
            regular: new Face(regular, { features: PROPORTIONAL }),
            bold: new Face(bold, { features: PROPORTIONAL }),
          };
  }

  /** Returns a text's width in points. */
  width(text: string, { font, size }: Style): number {
    return this.#faceFor(text, font).set(text).width * size;
  }

  /** Returns a text as lines no wider than `width` points. */
  lines(text: string, style: Style, width: number): string[] {
    return breakLines(text, width, (piece) => this.width(piece, style));
  }

  /** Writes one line of text onto the page in work; `y` is its baseline, counted from the top. */
  write(
    text: string,
    { font, size, color }: Style,
    { x, y }: { readonly x: number; readonly y: number },
  ): void {
    const face = this.#faces[font];
    const { page } = insideOf(this.#doc);
    page.fonts[face.id] ??= face.ref();
    let fill = this.#colors.get(color);
    if (fill === undefined) this.#colors.set(color, (fill = fillOperator(color)));
    let glyphs = '';
    for (const { text: word, spaces } of piecesOf(text)) {
      if (spaces > 0) glyphs += face.set(' '.repeat(spaces)).glyphs;
      glyphs += this.#faceFor(word, font).set(word).glyphs;
    }
    // Whoever hears the text or searches it reads on from line to line: words must not run together there.
    if (!endsWide(text)) glyphs += face.set(' ').glyphs;
    // The page is upside down for pdfkit, so the text is turned back.
    this.#doc.addContent(
      `${fill} BT /${face.id} ${size} Tf 1 0 0 -1 ${x.toFixed(2)} ${y.toFixed(2)} Tm [${glyphs}] TJ ET`,
    );
  }

  /** All faces of a name share one font, so that a line may mix them. */
  #faceFor(text: string, font: FontName): Face {
    const narrow = this.#narrow[font];
    return narrow !== undefined && WIDE_MARKS.test(text) ? narrow : this.#faces[font];
  }

  #load(name: keyof typeof FONT_FILES): FontInside {
    this.#doc.registerFont(name, fileURLToPath(import.meta.resolve(FONT_FILES[name])));
    this.#doc.font(name);
    return insideOf(this.#doc)._font;
  }
}
